import { catalogue, rowOf } from '../../../nodes/HeyGen/events/catalogue';
import { outcomeIdsOf } from '../../../nodes/HeyGen/events/fingerprint';
import {
	endOf,
	eventOf,
	listedIdOf,
	listedKinds,
	listedTypes,
	type ListedKind,
} from '../../../nodes/HeyGen/events/listed';
import { sampleOf } from '../../../nodes/HeyGen/events/sample';

const nowMs = Date.UTC(2026, 10, 24, 10);
const kindOf = (event: string): ListedKind => {
	const found = listedKinds.find((kind) => kind.event === event);
	if (found === undefined) throw new Error(`no list for ${event}`);
	return found;
};

describe('an entry of a list', () => {
	it.each(listedKinds.map((kind) => [kind.event, kind] as const))(
		'of %s makes an event that is told from others by its ID',
		(event, kind) => {
			for (const outcome of ['success', 'fail'] as const) {
				expect(rowOf(`${event}.${outcome}`)).toBeDefined();
				const made = eventOf(kind, { [kind.id]: 'one' }, outcome, nowMs);
				expect(outcomeIdsOf(made)).toEqual(['one']);
			}
		},
	);

	it('has the names of its event, no empty fields, and no reason where it ended well', () => {
		const entry = {
			id: 'v1',
			status: 'completed',
			title: 'Hello',
			created_at: nowMs / 1_000,
			completed_at: nowMs / 1_000 + 90,
			video_url: 'https://files.example/v1.mp4',
			gif_url: 'https://files.example/v1.gif',
			captioned_video_url: null,
			failure_code: null,
			failure_message: 'left over',
		};
		expect(eventOf(kindOf('avatar_video'), entry, 'success', 0)).toEqual({
			event_id: null,
			event_type: 'avatar_video.success',
			event_data: {
				video_id: 'v1',
				title: 'Hello',
				url: 'https://files.example/v1.mp4',
				gif_download_url: 'https://files.example/v1.gif',
			},
			created_at: '2026-11-24T10:01:30Z',
		});
	});

	it('tells why it failed under the name that its events have', () => {
		const entry = { id: 't1', status: 'failed', failure_message: 'Too long' };
		const { event_data } = eventOf(kindOf('video_translate'), entry, 'fail', nowMs);
		expect(event_data).toEqual({ video_translate_id: 't1', message: 'Too long' });
	});

	it.each([
		['completed', 'success'],
		['FAILED', 'fail'],
		['cancelled', 'fail'],
		['processing', undefined],
		['canceled', 'fail'],
		[undefined, undefined],
	])('with the status %s has ended as %s', (status, outcome) => {
		expect(endOf({ status })).toBe(outcome);
	});

	it('with a time of its end has ended under a word that is not known', () => {
		const entry = { status: 'archived', completed_at: nowMs / 1_000 };
		expect(endOf(entry)).toBe('success');
		expect(endOf({ ...entry, failure_message: 'Too long' })).toBe('fail');
		expect(endOf({ ...entry, completed_at: null })).toBeUndefined();
	});

	it('of the videos that is a translation is none of them, and none without an ID', () => {
		const videos = kindOf('avatar_video');
		expect(listedIdOf(videos, { id: 'v1', output_language: null })).toBe('v1');
		expect(listedIdOf(videos, { id: 'v1', output_language: 'pt' })).toBeUndefined();
		expect(listedIdOf(videos, { status: 'completed' })).toBeUndefined();
	});
});

it('every type of a list is one of the catalogue', () => {
	expect(listedTypes.size).toBe(12);
	expect([...listedTypes].filter((type) => !(type in catalogue))).toEqual([]);
});

describe('a sample', () => {
	it.each(Object.keys(catalogue))('of %s has each of its fields', (type) => {
		const { event_data, event_type } = sampleOf([type], nowMs);
		expect(event_type).toBe(type);
		const names = Object.keys(rowOf(type)?.fields ?? {});
		expect(event_data).toEqual(
			Object.fromEntries([...names, 'sample'].map((name) => [name, expect.anything()])),
		);
	});

	it('is of the first type that is known, and of a video where every event is chosen', () => {
		expect(sampleOf(['new.thing', 'podcast.fail'], nowMs).event_type).toBe('podcast.fail');
		expect(sampleOf(['new.thing'], nowMs)).toMatchObject({ event_data: { sample: true } });
		expect(sampleOf(null, nowMs).event_type).toBe('avatar_video.success');
	});
});
