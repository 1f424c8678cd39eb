import { PollContext } from 'n8n-core';

import { hints } from '../../../nodes/HeyGen/trigger/description/panel';
import { down, pause } from '../support/bench';
import { advance, hours, minutes } from '../support/clock';
import { videosOf } from '../support/heygen';
import type { N8n } from '../support/n8n';
import {
	beginJobs,
	countLists,
	endJobs,
	pass,
	pollingBench,
	publishPolling,
	sorted,
} from '../support/polling';

/** 'Receive Events: Polling' with lists that are long, broken, or tell odd times. */
const here = pollingBench();

const published = async (parameters = {}): Promise<N8n> => await publishPolling(here, parameters);
const put = (id: string, createdMs: number, status = 'completed'): void => {
	const created_at = Math.floor(createdMs / 1_000);
	here.simulator.put('videos', { id, created_at, status, video_url: 'https://x.example/v.mp4' });
};

describe('the first look', () => {
	it('puts out nothing old of many that were made in the minutes before', async () => {
		for (let index = 0; index < 700; index++) put(`old${index}`, Date.now() - 500 * index);
		const n8n = await published();
		await pass(n8n, 6);
		expect(await videosOf(n8n)).toEqual([]);
	});

	it('waits for those of them that have not ended', async () => {
		const [open = ''] = beginJobs(here, 1);
		for (let index = 0; index < 700; index++) put(`old${index}`, Date.now() + 500 * index);
		advance(minutes(6));
		const n8n = await published();
		await endJobs(here, [open]);
		await pass(n8n, 2);
		expect(await videosOf(n8n)).toEqual([open]);
	});
});

describe('a job that HeyGen dates ahead', () => {
	it.each([1, 5, 20])('by %s hours hides none of those until then', async (ahead) => {
		const n8n = await published();
		put('ahead', Date.now() + hours(ahead));
		await pass(n8n, 2);
		const ids: string[] = [];
		for (let round = 0; round < 4; round++) {
			const made = beginJobs(here, 2);
			await endJobs(here, made);
			ids.push(...made);
			await pass(n8n, 20);
		}
		await n8n.newProcess();
		await pass(n8n, 4);
		expect(sorted(await videosOf(n8n))).toEqual(sorted(['ahead', ...ids]));
	});

	it('as all are where the clock of n8n is wrong by hours: each comes once', async () => {
		for (let index = 0; index < 400; index++) put(`old${index}`, Date.now() - minutes(index));
		advance(-hours(5));
		const n8n = await published();
		const ids: string[] = [];
		for (let round = 0; round < 4; round++) {
			put(`new${round}`, Date.now() + hours(5));
			ids.push(`new${round}`);
			await pass(n8n, 4);
		}
		expect(await videosOf(n8n)).toEqual(ids);
	});
});

describe('a list that can not be read', () => {
	const page = '<html><body>Just a moment</body></html>';
	it.each([
		['is refused for too many requests', { status: 429, retryAfter: 600 }],
		['is a page of a proxy', { status: 200, body: page }],
		['holds no list', { status: 200, body: { data: { hello: 'world' } } }],
		['is an error of HeyGen', { status: 500 }],
		['is refused with the key', { status: 401 }],
		['is not there', { status: 404 }],
	])('because it %s is read later, and nothing is lost or doubled', async (_what, fault) => {
		const n8n = await published();
		const open = beginJobs(here, 2);
		await pass(n8n, 2);
		here.simulator.fault({ kind: 'status', path: '/v3/videos', times: Infinity, ...fault });
		await endJobs(here, open);
		await pass(n8n, 10);
		expect(await videosOf(n8n)).toEqual([]);
		here.simulator.clearFaults();
		await pass(n8n, 4);
		expect(sorted(await videosOf(n8n))).toEqual(sorted(open));
	});

	it('behind its first page is read anew from there on', async () => {
		const n8n = await published();
		const ids = beginJobs(here, 250);
		await endJobs(here, ids);
		for (let round = 0; round < 3; round++) {
			advance(minutes(2));
			let asked = countLists(here);
			here.simulator.clearFaults();
			const ticking = n8n.tick();
			while (countLists(here) === asked) await pause(1);
			asked = countLists(here);
			here.simulator.fault({ ...down, path: '/v3/videos' });
			await ticking;
			await n8n.results();
		}
		here.simulator.clearFaults();
		await pass(n8n, 6);
		expect(sorted(await videosOf(n8n))).toEqual(sorted(ids));
	});
});

it('two triggers of an account wait for open jobs with one question', async () => {
	const [old = ''] = beginJobs(here, 1);
	const both = [await published(), await published()] as const;
	advance(hours(2));
	await endJobs(here, beginJobs(here, 120));
	const look = async (): Promise<void> => {
		advance(minutes(2));
		for (const n8n of both) {
			await n8n.tick();
			await n8n.results();
		}
	};
	await look();
	advance(hours(1));
	await endJobs(here, beginJobs(here, 20));
	await look();
	const path = '/v3/videos/statuses';
	const before = here.simulator.count('GET', path);
	await look();
	expect(here.simulator.count('GET', path) - before).toBe(1);
	await endJobs(here, [old]);
	await look();
	expect(here.simulator.count('GET', `/v3/videos/${old}`)).toBe(1);
	for (const n8n of both) {
		const ids = await videosOf(n8n);
		expect([ids.length, new Set(ids).size, ids.includes(old)]).toEqual([141, 141, true]);
	}
});

describe('the node warns that an event is in no list', () => {
	it.each<[string[], string, boolean]>([
		[['avatar_video.success', 'podcast.fail'], 'polling', false],
		[['avatar_video.success', 'instant_avatar.fail'], 'polling', true],
		[['*'], 'polling', true],
		[['instant_avatar.fail'], 'webhook', false],
	])('of %j by %s: %s', (events, receive, isWarned) => {
		const n8n = here.workflow('v3', { events, receive });
		const context = new PollContext(n8n.load(), n8n.node, n8n.additional(), 'trigger', 'activate');
		const shown = hints.map(({ displayCondition = '' }) =>
			context.evaluateExpression(displayCondition.slice(1), 0),
		);
		expect(shown).toEqual([isWarned]);
	});
});
