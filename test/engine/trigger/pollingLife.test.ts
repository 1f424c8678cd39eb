import type { IDataObject } from 'n8n-workflow';

import { down } from '../support/bench';
import { advance, hours } from '../support/clock';
import { videosOf } from '../support/heygen';
import type { N8n } from '../support/n8n';
import {
	beginJobs,
	endJobs,
	idsOut,
	pass,
	pollingBench,
	pollingWorkflow,
	publishPolling,
	sorted,
} from '../support/polling';

/** 'Receive Events: Polling' over an end of n8n, a HeyGen that fails, and a new publication. */
const here = pollingBench();

const published = async (parameters = {}): Promise<N8n> => await publishPolling(here, parameters);

describe('whatever ends n8n', () => {
	it('down for a day with a thousand jobs: each once, in executions of a bounded size', async () => {
		const n8n = await published();
		const open = beginJobs(here, 20);
		await pass(n8n, 4);
		n8n.stop();
		const ids = [...open];
		for (let hour = 0; hour < 24; hour++) {
			ids.push(...beginJobs(here, 50));
			advance(hours(1));
		}
		await endJobs(here, ids);
		await n8n.newProcess();
		await pass(n8n, 10);
		expect(sorted(await videosOf(n8n))).toEqual(sorted(ids));
		const sizes = (await n8n.results()).map(({ data }) => JSON.stringify(data.resultData).length);
		expect(Math.max(...sizes)).toBeLessThan(2_000_000);
		expect(JSON.stringify(n8n.saved).length).toBeLessThan(300_000);
		await n8n.newProcess();
		await pass(n8n, 10);
		expect(await videosOf(n8n)).toHaveLength(ids.length);
	});

	it('an execution that could not be stored comes again', async () => {
		const n8n = await published();
		const ids = beginJobs(here, 2);
		await endJobs(here, ids);
		n8n.whileStoring = () => {
			throw new Error('the disk is full');
		};
		await pass(n8n, 2);
		n8n.whileStoring = () => {};
		await pass(n8n, 12);
		expect(sorted(await videosOf(n8n))).toEqual(sorted(ids));
	});

	it('what could not be stored twice, before any execution, comes beside what is next', async () => {
		const n8n = await published();
		const ids = beginJobs(here, 4);
		const [first = '', second = '', third = '', last = ''] = ids;
		await endJobs(here, [first, second, third]);
		n8n.whileStoring = () => {
			throw new Error('the disk is full');
		};
		await pass(n8n, 12);
		n8n.whileStoring = () => {};
		await pass(n8n, 30);
		await endJobs(here, [last]);
		await pass(n8n, 4);
		expect(sorted(await videosOf(n8n))).toEqual(sorted(ids));
	});

	it('what is left for the next execution comes after a restart', async () => {
		const old = beginJobs(here, 22);
		const n8n = await published({ options: { downloadVideo: true } });
		advance(hours(2));
		const ids = [...old, ...beginJobs(here, 3)];
		await endJobs(here, ids);
		await pass(n8n, 1);
		expect(await videosOf(n8n)).toHaveLength(20);
		await n8n.newProcess();
		await pass(n8n, 4);
		expect(sorted(await videosOf(n8n))).toEqual(sorted(ids));
	});

	it('a start in which nothing happened makes no execution', async () => {
		const n8n = await published();
		await endJobs(here, beginJobs(here, 2));
		await pass(n8n, 2);
		expect(n8n.runs).toHaveLength(1);
		await n8n.newProcess();
		await pass(n8n, 20);
		expect(n8n.runs).toHaveLength(1);
	});
});

describe('HeyGen that fails', () => {
	it('for an hour loses nothing, with a line an hour', async () => {
		const n8n = await published();
		here.simulator.fault(down);
		const ids = beginJobs(here, 2);
		await endJobs(here, ids);
		await pass(n8n, 60);
		expect(await n8n.json()).toEqual([]);
		expect(here.logs.at('warn').length).toBeLessThanOrEqual(2);
		here.simulator.clearFaults();
		await pass(n8n, 2);
		expect(sorted(await videosOf(n8n))).toEqual(sorted(ids));
	});

	it('for one list leaves the others', async () => {
		const n8n = await published({ events: ['avatar_video.success', 'podcast.success'] });
		here.simulator.fault({ ...down, path: '/v3/podcasts' });
		const [video = ''] = beginJobs(here, 1);
		const [podcast = ''] = beginJobs(here, 1, 'podcast');
		await endJobs(here, [video, podcast]);
		await pass(n8n, 4);
		expect(await videosOf(n8n)).toEqual([video]);
		here.simulator.clearFaults();
		await pass(n8n, 4);
		expect((await idsOut(n8n, 'podcast_id')).filter((id) => id !== 'undefined')).toEqual([podcast]);
	});

	it('for one job, or for the states of all, asks again', async () => {
		const [old = ''] = beginJobs(here, 1);
		const n8n = await published();
		advance(hours(2));
		await endJobs(here, beginJobs(here, 120));
		await pass(n8n, 2);
		advance(hours(1));
		// So that it is on no page that is read.
		await endJobs(here, beginJobs(here, 20));
		await pass(n8n, 2);
		await endJobs(here, [old]);
		here.simulator.fault({ kind: 'status', status: 500, path: '/v3/videos/statuses', times: 2 });
		here.simulator.fault({ kind: 'status', status: 500, path: `/v3/videos/${old}`, times: 2 });
		await pass(n8n, 8);
		expect((await videosOf(n8n)).filter((id) => id === old)).toEqual([old]);
	});

	it('to find a job that exists among the states of many loses nothing', async () => {
		const [old = ''] = beginJobs(here, 1);
		const n8n = await published();
		advance(hours(2));
		await endJobs(here, beginJobs(here, 120));
		const data = [{ video_id: old, status: 'not_found' }];
		const path = '/v3/videos/statuses';
		here.simulator.fault({ kind: 'status', status: 200, path, body: { data }, times: 2 });
		await pass(n8n, 4);
		await endJobs(here, [old]);
		await pass(n8n, 2);
		expect(await videosOf(n8n)).toContain(old);
	});
});

describe('published again', () => {
	it('within a day it goes on, after a longer pause it begins anew', async () => {
		const n8n = await published();
		await n8n.deactivate();
		const [one = ''] = beginJobs(here, 1);
		advance(hours(2));
		await endJobs(here, [one]);
		await n8n.activate();
		await n8n.results();
		await pass(n8n, 2);
		expect(await videosOf(n8n)).toEqual([one]);
		await n8n.deactivate();
		await endJobs(here, beginJobs(here, 2));
		advance(hours(30));
		await n8n.activate();
		await pass(n8n, 4);
		expect(await videosOf(n8n)).toEqual([one]);
	});

	it('in another process too, though it was quiet for days before', async () => {
		const n8n = await published();
		await pass(n8n, 2);
		advance(hours(72));
		n8n.startEmpty();
		await endJobs(here, beginJobs(here, 2));
		await n8n.activate();
		await pass(n8n, 4);
		expect(await videosOf(n8n)).toEqual([]);
	});

	it('with another credential nothing old comes out', async () => {
		const n8n = await published();
		const [open = ''] = beginJobs(here, 1);
		await pass(n8n, 2);
		await n8n.deactivate();
		await endJobs(here, beginJobs(here, 3));
		n8n.node = {
			...n8n.node,
			credentials: { heyGenEventsApi: { id: '2', name: 'Another' } },
		};
		await n8n.activate();
		await pass(n8n, 2);
		await endJobs(here, [open]);
		await pass(n8n, 2);
		expect(await videosOf(n8n)).toEqual([open]);
	});

	it('with one more event, those of before its time were not missed', async () => {
		const n8n = await published({ events: ['avatar_video.success'] });
		const [good = '', bad = '', later = ''] = beginJobs(here, 3);
		const podcasts = beginJobs(here, 2, 'podcast');
		await here.simulator.finishJob(bad, { outcome: 'failed' });
		await endJobs(here, [good, ...podcasts]);
		const events = ['avatar_video.success', 'avatar_video.fail', 'podcast.success'];
		n8n.node = { ...n8n.node, parameters: { ...n8n.node.parameters, events } };
		await n8n.deactivate();
		await n8n.activate('update');
		await pass(n8n, 4);
		expect(await videosOf(n8n)).toEqual([good]);
		await here.simulator.finishJob(later, { outcome: 'failed' });
		await pass(n8n, 4);
		expect(await videosOf(n8n)).toEqual([good, later]);
	});

	it('by webhook an endpoint is made, and by polling again it is gone', async () => {
		const n8n = await published();
		const set = (receive: string): void => {
			n8n.node = { ...n8n.node, parameters: { ...n8n.node.parameters, receive } };
		};
		await n8n.deactivate();
		set('webhook');
		await n8n.activate('update');
		const { attempts } = await here.simulator.finishVideo({ videoId: 'a' });
		expect(attempts).toMatchObject([{ status: 200 }]);
		await n8n.deactivate();
		expect(here.simulator.endpoints).toEqual([]);
		set('polling');
		await n8n.activate('update');
		await pass(n8n, 4);
		expect(await videosOf(n8n)).toEqual(['a']);
		expect(here.simulator.endpoints).toEqual([]);
	});
});

it('what Code nodes keep in static data survives', async () => {
	const n8n = await published();
	const counts: unknown[] = [];
	n8n.downstream = (context) => {
		const data = context.getWorkflowStaticData('global');
		data.count = Number(data.count ?? 0) + 1;
		counts.push(data.count);
	};
	for (let round = 0; round < 4; round++) {
		await endJobs(here, beginJobs(here, 1));
		await pass(n8n, 2);
	}
	expect(counts).toEqual([1, 2, 3, 4]);
	await n8n.newProcess();
	await pass(n8n, 4);
	expect(n8n.runs).toHaveLength(4);
	expect((n8n.saved.global as IDataObject).count).toBe(4);
});

it('in queue mode, where executions run elsewhere, each comes out once', async () => {
	const n8n = pollingWorkflow(here);
	n8n.scaleOut(0, 2);
	await n8n.activate();
	const ids: string[] = [];
	for (let round = 0; round < 4; round++) {
		const made = beginJobs(here, 3);
		ids.push(...made);
		await endJobs(here, made);
		await pass(n8n, 2);
	}
	await n8n.newProcess();
	await pass(n8n, 30);
	expect(sorted(await videosOf(n8n))).toEqual(sorted(ids));
});
