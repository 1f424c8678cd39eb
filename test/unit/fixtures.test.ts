import { catalogue } from '../../nodes/HeyGen/events/catalogue';
import { dataOf, isKnownEvent, readEvent } from '../../nodes/HeyGen/events/event';
import { fixture, fixtures } from '../fixtures';

const rows = Object.entries(catalogue);

/** Whether a value is of the kind that the catalogue's row promises. */
function isOfKind(value: unknown, kind: string): boolean {
	if (kind.endsWith('?') && (value === undefined || value === null)) return true;
	const list = Array.isArray(value) ? (value as unknown[]) : [];
	switch (kind.replace('?', '')) {
		case 'text':
			return typeof value === 'string';
		case 'number':
			return typeof value === 'number';
		case 'object':
			return typeof value === 'object' && !Array.isArray(value) && value !== null;
		case 'texts':
			return Array.isArray(value) && list.every((entry) => typeof entry === 'string');
		case 'objects':
			return Array.isArray(value) && list.every((entry) => typeof entry === 'object');
		default:
			return false;
	}
}

describe('the fixtures', () => {
	it.each(rows)('hold a body of %s', (type) => {
		expect(fixtures.filter((each) => each.name === `${type}.v3`)).toHaveLength(1);
	});

	it('hold the forms that differ between deliveries of one type', () => {
		const variants = fixtures.map(({ name }) => name).filter((name) => /\.v(1|3-)/.test(name));
		expect(variants.sort()).toEqual([
			'avatar_video.fail.v1',
			'avatar_video.success.v1',
			'avatar_video.success.v1-later',
			'avatar_video.success.v1-sparse',
			'avatar_video.success.v3-sparse',
			'avatar_video_gif.fail.v1',
			'avatar_video_gif.success.v1',
			'personalized_video.v1',
			'video_agent.success.v3-video_url',
			'video_translate.fail.v1',
			'video_translate.success.v1',
		]);
	});

	it('can be asked for by name only', () => {
		expect(() => fixture('avatar_video.failed.v3')).toThrow('has no avatar_video.failed.v3.json');
	});
});

describe.each(fixtures)('$name', ({ name, generation, bytes, parsed }) => {
	it('is a delivery of the type in its name', () => {
		expect(name.startsWith(`${parsed.event_type}.${generation}`)).toBe(true);
		expect(readEvent(bytes)).toEqual(parsed);
		expect(isKnownEvent(parsed)).toBe(true);
	});

	it('has the envelope of its generation', () => {
		const inV3 = ['event_id', 'event_type', 'event_data', 'created_at'];
		expect(Object.keys(parsed)).toEqual(generation === 'v3' ? inV3 : ['event_type', 'event_data']);
	});

	it('has the fields of its catalogue row and no other', () => {
		const fields: Record<string, string> =
			catalogue[parsed.event_type as keyof typeof catalogue].fields;
		const data = dataOf(parsed);
		expect(Object.keys(fields)).toEqual(expect.arrayContaining(Object.keys(data)));
		const wrong = Object.entries(fields).filter(([field, kind]) => !isOfKind(data[field], kind));
		expect(wrong).toEqual([]);
	});
});
