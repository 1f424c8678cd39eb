import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';

import { catalogue } from '../../simulator';
import { act } from '../support/action';
import { bench, credentialsFor, generations } from '../support/bench';
import { arrived } from '../support/workflow';

const here = bench();

const jsonOf = (run: IRun): IDataObject[] => {
	expect(run.data.resultData.error).toBeUndefined();
	return arrived(run).map(({ json }) => json);
};

const runOver = async (
	generation: 'v1' | 'v3',
	operation: string,
	parameters: INodeParameters = {},
): Promise<IRun> =>
	await act({
		credentials: credentialsFor(here.simulator, generation),
		parameters: { resource: 'webhookEvent', operation, ...parameters },
	});

describe.each(generations)('event types over %s', (generation) => {
	it('are those that HeyGen lists', async () => {
		const types = jsonOf(await runOver(generation, 'getTypes'));
		const expected = catalogue.filter(({ v1 }) => generation === 'v3' || v1);
		expect(types.map(({ event_type }) => event_type)).toEqual(
			expected.map(({ event_type }) => event_type),
		);
		for (const { description } of types) {
			expect(description).toEqual(generation === 'v1' ? null : expect.any(String));
		}
	});
});

describe('the delivery history', () => {
	const add = async (count: number): Promise<void> => {
		for (let index = 0; index < count; index++) {
			await here.simulator.finishVideo({ videoId: `v${index}`, deliver: false });
		}
	};

	it('is returned as HeyGen has it, newest first', async () => {
		await add(3);
		const events = jsonOf(await runOver('v3', 'getAll'));
		expect(events.map(({ event_id }) => event_id)).toEqual(
			here.simulator.history.map(({ event_id }) => event_id),
		);
		for (const event of events) {
			expect(Object.keys(event).sort()).toEqual([
				'created_at',
				'event_data',
				'event_id',
				'event_type',
			]);
		}
	});

	it('is returned whole, by pages', async () => {
		await add(120);
		expect(jsonOf(await runOver('v3', 'getAll', { returnAll: true }))).toHaveLength(120);
		expect(here.simulator.count('GET', '/v3/webhooks/events')).toBe(2);
	});

	it('is returned up to 50 unless told otherwise', async () => {
		await add(60);
		expect(jsonOf(await runOver('v3', 'getAll'))).toHaveLength(50);
		expect(here.simulator.count('GET', '/v3/webhooks/events')).toBe(1);
	});

	it('is filtered by HeyGen', async () => {
		await add(2);
		await here.simulator.failVideo({ deliver: false });
		const filters = { eventType: 'avatar_video.fail' };
		const events = jsonOf(await runOver('v3', 'getAll', { filters }));
		expect(events.map(({ event_type }) => event_type)).toEqual(['avatar_video.fail']);
		await here.simulator.emit('personalized_video', { project_id: 'p1' }, { deliver: false });
		const ofProject = await runOver('v3', 'getAll', { filters: { entityId: 'p1' } });
		expect(jsonOf(ofProject)).toMatchObject([{ event_type: 'personalized_video' }]);
	});

	it('is not there in v1, and the node says so', async () => {
		const { data } = await runOver('v1', 'getAll');
		expect(data.resultData.error?.message).toMatch(/delivery history needs HeyGen's API v3/);
		expect(here.simulator.requests).toEqual([]);
	});
});
