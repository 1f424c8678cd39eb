import type { IExecuteFunctions, INode } from 'n8n-workflow';

import { attempt, isFailing, namesOf } from '../../../nodes/HeyGen/waiting/attempt';
import type { Entry } from '../../../nodes/HeyGen/waiting/state';
import { node } from '../api/support/n8n';

const made: Entry[] = [
	{ job: { kind: 'video', ids: ['v1'] } },
	{ failed: { message: 'm', description: '', details: {} } },
	{ job: { kind: 'agent', ids: ['s1', 'v2'] } },
];
const keeps = 'HeyGen keeps what was made: video_id v1, session_id s1, video_id v2.';
const contextOf = (onError?: INode['onError']): IExecuteFunctions =>
	({ getNode: () => ({ ...node, onError }) }) as unknown as IExecuteFunctions;
const fail = async () => await Promise.reject(new Error('no'));

it('the jobs that were made are named', () => {
	expect(namesOf(made)).toBe(keeps);
	expect(namesOf(made.slice(1, 2))).toBe('');
});

describe('an attempt', () => {
	it('gives back what its work made', async () => {
		const value = await attempt(contextOf(), 0, async () => ({ a: 1 }));
		expect(value).toEqual({ a: 1 });
		expect(isFailing(value)).toBe(false);
	});

	it('that fails stops the node, and names what was made before it', async () => {
		await expect(attempt(contextOf(), 1, fail, made)).rejects.toMatchObject({
			message: 'no',
			description: keeps,
			context: { itemIndex: 1 },
		});
	});

	it('that fails is the failure of its item where the node goes on', async () => {
		const value = await attempt(contextOf('continueErrorOutput'), 1, fail, made);
		expect(value).toEqual({ failed: { message: 'no', description: '', details: {} } });
	});
});
