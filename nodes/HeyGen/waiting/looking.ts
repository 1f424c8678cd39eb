import type { HeyGen } from '../api/client';
import { asThrown, failureOf } from '../api/errors';
import { isGone } from '../api/failure';
import { idText, textOf } from '../narrow';
import { stateOf, type Job, type Look, type State } from './job';
import { kindOf } from './kinds';

/** HeyGen takes so many IDs in one call. */
const most = 100;
/** HeyGen counts requests, and n8n waits for the answers. */
const atOnce = 5;

/**
 * Asks HeyGen for all jobs. Where many states come in one call, what was made is asked for only when
 * nothing is open any more.
 * @throws HeyGenError when HeyGen can't be asked
 */
export async function looksAt(heygen: HeyGen, jobs: readonly Job[]): Promise<Look[]> {
	const states = await statesOf(heygen, jobs);
	const first = await each(jobs, async (job) => {
		const state = states.get(job);
		return state === undefined ? await lookAt(heygen, job) : { state, data: {} };
	});
	if (states.size === 0 || first.some(({ state }) => state === 'open')) return first;
	return await each(jobs, async (job, index) => {
		const look = first[index];
		return look === undefined || states.has(job) ? await lookAt(heygen, job) : look;
	});
}

/** Just made, a job that HeyGen does not know is one that it does not know yet. */
export async function firstLooksAt(heygen: HeyGen, jobs: readonly Job[]): Promise<Look[]> {
	const looks = await looksAt(heygen, jobs);
	return looks.map((look) =>
		look.state === 'gone' || look.lacksPart === true ? { state: 'open', data: {} } : look,
	);
}

/** The states of the jobs of which several can be asked in one call. */
async function statesOf(heygen: HeyGen, jobs: readonly Job[]): Promise<Map<Job, State>> {
	const states = new Map<Job, State>();
	for (const kind of new Set(jobs.map((job) => job.kind))) {
		const { statuses } = kindOf(kind);
		const alike = jobs.filter((job) => job.kind === kind);
		if (statuses === undefined || alike.length < 2) continue;
		const { path, key } = statuses;
		for (let start = 0; start < alike.length; start += most) {
			const asked = alike.slice(start, start + most);
			const ids = asked.map(({ ids: [id = ''] }) => id);
			const query = { [key]: ids.join(',') };
			const entries = await heygen.list({ method: 'GET', path, query });
			// HeyGen calls every ID of these lists video_id.
			const byId = new Map(entries.map((one) => [idText(one.video_id), textOf(one.status)]));
			asked.forEach((job, index) => states.set(job, stateOf(byId.get(ids[index]))));
		}
	}
	return states;
}

async function lookAt(heygen: HeyGen, job: Job): Promise<Look> {
	try {
		return await kindOf(job.kind).look(heygen, job);
	} catch (error) {
		if (isGone(failureOf(error))) return { state: 'gone', data: {} };
		throw asThrown(error);
	}
}

/** In order, a few at a time. */
async function each<Value>(
	jobs: readonly Job[],
	look: (job: Job, index: number) => Promise<Value>,
): Promise<Value[]> {
	const looks: Value[] = [];
	for (let start = 0; start < jobs.length; start += atOnce) {
		const some = jobs.slice(start, start + atOnce);
		looks.push(...(await Promise.all(some.map((job, index) => look(job, start + index)))));
	}
	return looks;
}
