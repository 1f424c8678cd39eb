import type { INodeParameters } from 'n8n-workflow';

import type { Bench } from './bench';
import { advance, minutes } from './clock';
import { bodyOf, lose, send, videosOf } from './heygen';
import type { N8n } from './n8n';

export const ids = (count: number, name = 'v'): string[] =>
	Array.from({ length: count }, (_, index) => `${name}${10_000 + index}`);

/** A trigger that has just been published. @param workers of queue mode; 0 = it is not scaled out */
export async function started(
	here: Bench,
	parameters: INodeParameters = {},
	workers = 0,
): Promise<N8n> {
	const n8n = here.workflow('v3', parameters);
	if (workers > 0) n8n.scaleOut(2, workers);
	await n8n.activate();
	advance(minutes(1));
	return n8n;
}

/** A time in which all is well: deliveries and a check every ten minutes. */
export async function live(here: Bench, n8n: N8n, checks: number, perCheck = 1): Promise<void> {
	for (let check = 0; check < checks; check++) {
		for (let count = 0; count < perCheck; count++) {
			advance(minutes(10) / perCheck);
			const event = await lose(here, { video_id: `known ${check} ${count}` });
			expect(await send(here, n8n, bodyOf(event))).toMatchObject({ status: 200 });
			// The date goes on only when it has ended: it would have taken minutes.
			await n8n.runs.at(-1);
		}
		await n8n.tick();
		await n8n.results();
	}
}

/** n8n is stopped meanwhile. */
export async function outage(
	here: Bench,
	n8n: N8n,
	longMs: number,
	missed: string[],
): Promise<void> {
	n8n.stop();
	for (const id of missed) {
		advance(longMs / missed.length);
		await lose(here, { video_id: id });
	}
}

/** A tick each minute. */
export async function tickEachMinute(n8n: N8n, count: number): Promise<void> {
	for (let minute = 0; minute < count; minute++) {
		advance(minutes(1));
		await n8n.tick();
		await n8n.results();
	}
}

/** n8n starts, and ticks each minute. */
export async function startAndTick(n8n: N8n, count: number): Promise<void> {
	await n8n.newProcess();
	await n8n.results();
	await tickEachMinute(n8n, count);
}

/** Those of the missed ones that came out. */
export async function missedOf(n8n: N8n, missed: string[]): Promise<string[]> {
	const wanted = new Set(missed);
	return (await videosOf(n8n)).filter((id) => wanted.has(id)).sort();
}
