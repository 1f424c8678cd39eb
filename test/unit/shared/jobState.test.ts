import { isAtWork, stateOf } from '../../../nodes/HeyGen/shared/jobState';

describe('stateOf', () => {
	it.each([
		['processing', 'open'],
		['Completed', 'completed'],
		['succeeded', 'completed'],
		['canceled', 'failed'],
		['not_found', 'gone'],
		['reviewing', 'waiting_for_input'],
		['pending_consent', 'waiting_for_input'],
		['ACTIVE', 'completed'],
		['never heard of', 'open'],
	])('takes the word %s for %s', (status, state) => {
		expect(stateOf({ status })).toBe(state);
	});

	it.each([
		[{ failure_message: 'No.' }, 'failed'],
		[{ error: { code: 'x' } }, 'failed'],
		[{ completed_at: 1_700_000_000 }, 'failed'],
		[{ completed_at: 1_700_000_000, video_url: 'https://a/b' }, 'completed'],
		[{ failure_message: null, error: {}, completed_at: null }, 'open'],
		[{ video_url: 'https://a/b' }, 'open'],
	])('takes an unknown word with %p for %s', (more, state) => {
		expect(stateOf({ status: 'rejected', ...more })).toBe(state);
	});

	it('believes a word for work, whatever stands beside it', () => {
		expect(stateOf({ status: 'processing', failure_message: 'First try failed' })).toBe('open');
	});
});

it.each(['waiting', 'QUEUED', 'rendering', 'thinking'])('isAtWork knows %s', (word) => {
	expect(isAtWork(word)).toBe(true);
});

it.each(['completed', 'partial', undefined, null])('isAtWork does not know %s', (word) => {
	expect(isAtWork(word)).toBe(false);
});
