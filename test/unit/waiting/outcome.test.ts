import type { Job, Look } from '../../../nodes/HeyGen/waiting/job';
import {
	errorJson,
	itemsOf,
	outcomeAtLimit,
	outcomeOf,
	pendingItem,
} from '../../../nodes/HeyGen/waiting/outcome';

const job: Job = { kind: 'video', ids: ['v1'] };
const failure = (look: Look) => {
	const outcome = outcomeOf(job, look);
	if ('failed' in outcome) return outcome.failed;
	throw new TypeError('it did not fail');
};

describe('what becomes of a job', () => {
	it('that is completed is what HeyGen says, with its ID', () => {
		expect(outcomeOf(job, { state: 'completed', data: { title: 't', status: 'success' } })).toEqual(
			{ json: { video_id: 'v1', title: 't', status: 'completed' } },
		);
	});

	it('that waits for a person comes out as such', () => {
		const look: Look = { state: 'waiting_for_input', data: {} };
		expect(outcomeOf(job, look)).toEqual({
			json: { video_id: 'v1', status: 'waiting_for_input' },
		});
	});

	it('that is still open is its ID and a timeout', () => {
		const timeout = { json: { video_id: 'v1', status: 'timeout' } };
		expect(outcomeOf(job, { state: 'open', data: { title: 't' } })).toEqual(timeout);
		expect(outcomeAtLimit({ job })).toEqual(timeout);
	});

	it('that failed is an error with its ID, reason and code', () => {
		const { message, details } = failure({
			state: 'failed',
			data: { failure_message: 'No credit.', failure_code: 'insufficient' },
		});
		expect(message).toBe('HeyGen could not finish the video v1: No credit (insufficient)');
		expect(details).toMatchObject({ video_id: 'v1', status: 'failed' });
	});

	it('that failed without a reason names its status', () => {
		const { message } = failure({ state: 'failed', data: { status: 'cancelled' } });
		expect(message).toBe("HeyGen could not finish the video v1: its status is 'cancelled'");
	});

	it('that is gone is an error with its ID', () => {
		expect(failure({ state: 'gone', data: {} })).toMatchObject({
			message: 'HeyGen no longer has the video v1',
			details: { video_id: 'v1', status: 'failed' },
		});
	});
});

describe('an item', () => {
	const failed = { message: 'm', description: 'd', details: { video_id: 'v1' } };

	it('that failed takes the error output with nothing but error and details', () => {
		expect(errorJson(failed, 'continueErrorOutput')).toEqual({
			error: 'm',
			details: { video_id: 'v1' },
		});
		expect(errorJson(failed, 'continueRegularOutput')).toEqual({ video_id: 'v1', error: 'm' });
	});

	it('belongs to the input item of the same place', () => {
		expect(itemsOf([{ json: {} }, { failed }], 'continueRegularOutput')).toEqual([
			{ json: {}, pairedItem: { item: 0 } },
			{ json: { video_id: 'v1', error: 'm' }, pairedItem: { item: 1 } },
		]);
	});

	it('that is parked is its ID, or why there is none', () => {
		expect(pendingItem({ job }, 2)).toEqual({
			json: { video_id: 'v1', status: 'pending' },
			pairedItem: { item: 2 },
		});
		expect(pendingItem({ failed }, 0).json).toEqual({ status: 'failed', message: 'm' });
	});
});
