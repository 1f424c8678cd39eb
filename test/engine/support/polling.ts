import type { INodeParameters } from 'n8n-workflow';

import type { JobKind } from '../../simulator/jobs/kinds';
import { bench, type Bench } from './bench';
import { advance, minutes, setTime } from './clock';
import type { N8n } from './n8n';

/** A credential of its own for each test: what a process has read of an account lasts a minute. */
export const ofAccount = (id: string) => ({
	node: { credentials: { heyGenEventsApi: { id, name: 'HeyGen' } } },
});

/** At a fixed time, beside a HeyGen that keeps no history without an endpoint. */
export function pollingBench(): Bench {
	const here = bench();
	beforeEach(() => {
		setTime('2026-11-24T10:00:00Z');
		here.simulator.keepHistoryOfEndpoints();
	});
	afterEach(() => jest.useRealTimers());
	return here;
}

/** A workflow whose trigger asks HeyGen every two minutes. */
export const pollingWorkflow = (here: Bench, parameters: INodeParameters = {}): N8n =>
	here.workflow(
		'v3',
		{ receive: 'polling', pollIntervalMinutes: 2, ...parameters },
		ofAccount(expect.getState().currentTestName ?? ''),
	);

export async function publishPolling(here: Bench, parameters: INodeParameters = {}): Promise<N8n> {
	const n8n = pollingWorkflow(here, parameters);
	await n8n.activate();
	return n8n;
}

export const sorted = (ids: string[]): string[] => [...ids].sort();

/** n8n's ticks, one a minute, each with all it started. */
export async function pass(n8n: N8n, count: number): Promise<void> {
	for (let minute = 0; minute < count; minute++) {
		advance(minutes(1));
		await n8n.tick();
		await n8n.results();
	}
}

/** Jobs that have begun, and their IDs. */
export const beginJobs = ({ simulator }: Bench, count: number, kind: JobKind = 'video'): string[] =>
	Array.from({ length: count }, () => simulator.beginJob(kind));

export async function endJobs({ simulator }: Bench, ids: readonly string[]): Promise<void> {
	for (const id of ids) await simulator.finishJob(id, { result: {} });
}

export const idsOut = async (n8n: N8n, name = 'video_id'): Promise<string[]> =>
	(await n8n.json()).map((item) => String(item[name]));

/** How often the lists were asked for. */
export const countLists = ({ simulator }: Bench): number =>
	simulator.requests.filter(({ method }) => method === 'GET').length;
