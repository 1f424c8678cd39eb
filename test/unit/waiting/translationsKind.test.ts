import { kindOf } from '../../../nodes/HeyGen/waiting/kinds';
import { told } from './support/told';

const done = { status: 'completed', video_url: 'https://x' };
const failed = { status: 'failed', failure_message: 'no speech' };
const open = { status: 'running' };

describe('a translation into two languages', () => {
	const path = '/v3/video-translations';
	const look = async (one: object, other: object | 404, stop = false) => {
		const { heygen } = told({
			[`${path}/1`]: { ...one },
			[`${path}/2`]: other === 404 ? 404 : { ...other },
		});
		return await kindOf('translations').look(heygen, {
			kind: 'translations',
			ids: ['1', '2'],
			...(stop && { stopOnFirstFailure: true }),
		});
	};

	it('is open until both have ended', async () => {
		expect((await look(done, open)).state).toBe('open');
		expect((await look(failed, open)).state).toBe('open');
		expect((await look(done, done)).state).toBe('completed');
	});

	it('is completed with the one that did not fail', async () => {
		expect(await look(failed, done)).toMatchObject({
			state: 'completed',
			data: { translations: [failed, done] },
		});
	});

	it('has failed when both have, or when the first that fails decides', async () => {
		expect(await look(failed, failed)).toMatchObject({
			state: 'failed',
			data: { failure_message: 'no speech' },
		});
		expect((await look(failed, open, true)).state).toBe('failed');
	});

	it('says which one HeyGen no longer has', async () => {
		const { state, data, lacksPart } = await look(done, 404);
		expect([state, lacksPart]).toEqual(['completed', true]);
		expect(JSON.stringify(data)).toContain('HeyGen no longer has 2');
	});

	it('names all IDs, numbers too', () => {
		const { idsOf, named } = kindOf('translations');
		expect(idsOf({ video_translation_ids: ['a', 2] })).toEqual(['a', '2']);
		expect(named(['a', '2'])).toEqual({ video_translation_ids: ['a', '2'] });
	});
});
