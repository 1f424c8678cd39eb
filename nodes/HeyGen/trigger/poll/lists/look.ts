import { largestPage } from '../../../api/pagination';
import type { Outcome } from '../../../events/catalogue';
import { linkIn } from '../../../events/event';
import { createdMsOf, endOf, listedIdOf } from '../../../events/listed';
import { idText, isTooDeep, type JsonObject } from '../../../narrow';
import type { Ids, ListState } from '../../state/listState';
import type { Reading } from './reading';

/** A job that has ended since the last look. */
export interface Ended {
	id: string;
	entry: JsonObject;
	outcome: Outcome;
	createdMs: number;
	/** It was known before its end. */
	wasOpen: boolean;
}

/** How far the list is known now; what has ended counts as dealt with. */
export type Known = Pick<ListState, 'newestMs' | 'done' | 'open'>;

export interface Look {
	known: Known;
	/** None at the first look: what has ended by then was not waited for. */
	ended: Ended[];
	/** There was more than is read. */
	isCut: boolean;
}

/** An entry may turn up in the list some time after it was made. */
export const overlapMs = 10 * 60_000;
const mostAheadMs = 24 * 3_600_000;
const earliestMs = Date.UTC(2020, 0, 1);
/** How many of a list are looked at, at least, for open jobs before anything is waited for. */
const firstEntries = 300;
/** Three days of 10,000 jobs a day. */
const mostEntries = 30_000;
/** So many old entries in a row: the order within a page is not documented. */
const enoughOld = 10;
const mostOpen = 2_000;
/** Where each job costs a request, the others are asked for at the next look. */
const mostJobs = 20;

interface Met {
	id: string;
	entry: JsonObject;
	createdMs: number;
	outcome: Outcome | undefined;
}

const has = (ids: Ids, id: string): boolean => Object.hasOwn(ids, id);

/** Reads the list as far back as something new may be, then asks for what is open and further back. */
export async function lookAt(reading: Reading, before: Known | undefined): Promise<Look> {
	const page = await readPages(reading, before);
	const { met } = page;
	const left = Object.entries(before?.open ?? {}).filter(([id]) => !met.has(id));
	const back = await readOpen(reading, left);
	const all: Met[] = [];
	for (const each of [...met.values(), ...back.ended]) {
		all.push(before === undefined ? each : await withFile(reading, before, each));
	}
	const open = [
		...back.open,
		...all.flatMap(({ id, createdMs, outcome }) =>
			outcome === undefined ? [[id, createdMs] as const] : [],
		),
	];
	// The newest ones stay: what has not ended for so long may never.
	const kept = [...open].sort(([, a], [, b]) => b - a).slice(0, mostOpen);
	// The oldest first.
	const ended = all.filter((each): each is News => isNews(each, before)).reverse();
	const dealtWith = all.flatMap(({ id, createdMs, outcome }) =>
		outcome === undefined ? [] : [[id, createdMs] as const],
	);
	return {
		known: {
			newestMs: page.newestMs,
			done: { ...before?.done, ...Object.fromEntries(dealtWith) },
			open: Object.fromEntries(open.length > mostOpen ? kept : open),
		},
		ended: ended.map((each) => ({ ...each, wasOpen: has(before?.open ?? {}, each.id) })),
		isCut: page.isCut || open.length > mostOpen,
	};
}

/** HeyGen may say for a moment that a job has ended, and not where its file is. */
async function withFile({ kind, job }: Reading, before: Known, met: Met): Promise<Met> {
	const { files } = kind;
	const isThere = files === undefined || linkIn(met.entry, files) !== undefined;
	if (met.outcome !== 'success' || isThere || !isNews(met, before)) return met;
	// The next look takes it as it is then.
	if (!has(before.open, met.id)) return { ...met, outcome: undefined };
	return { ...met, entry: (await job(met.id).catch(() => undefined)) ?? met.entry };
}

type News = Met & { outcome: Outcome };

function isNews(met: Met, before: Known | undefined): met is News {
	if (before === undefined || met.outcome === undefined || isTooDeep(met.entry)) return false;
	if (has(before.open, met.id)) return true;
	return met.createdMs >= before.newestMs - overlapMs && !has(before.done, met.id);
}

async function readPages(
	{ kind, entries }: Reading,
	before: Known | undefined,
): Promise<{ met: Map<string, Met>; newestMs: number; isCut: boolean }> {
	const met = new Map<string, Met>();
	const nowMs = Date.now();
	const latestMs = nowMs + mostAheadMs;
	let newestMs = before?.newestMs ?? 0;
	let first: number | undefined;
	let last: number | undefined;
	let read = 0;
	let oldInARow = 0;
	for await (const entry of entries()) {
		const told = createdMsOf(entry);
		const isBelievable = told !== undefined && told >= earliestMs && told <= latestMs;
		// Beside the entry before it.
		const createdMs = isBelievable ? told : (last ?? before?.newestMs ?? 0);
		first ??= createdMs;
		last = createdMs;
		const id = listedIdOf(kind, entry);
		if (id !== undefined) met.set(id, { id, entry, createdMs, outcome: endOf(entry) });
		// A time to come would hide what is made until then.
		newestMs = Math.max(newestMs, Math.min(createdMs, nowMs));
		const fromMs = (before?.newestMs ?? newestMs) - overlapMs;
		oldInARow = createdMs < fromMs ? oldInARow + 1 : 0;
		// A page that is there is read to its end.
		if (++read % largestPage !== 0) continue;
		const isBack = oldInARow >= enoughOld && last < first;
		if (isBack && (before !== undefined || read >= firstEntries))
			return { met, newestMs, isCut: false };
		if (read >= mostEntries) return { met, newestMs, isCut: true };
	}
	return { met, newestMs, isCut: false };
}

type Entry = readonly [string, number];

/** What became of the jobs that are further back in the list. */
async function readOpen(reading: Reading, left: Entry[]): Promise<{ ended: Met[]; open: Entry[] }> {
	const ended: Met[] = [];
	const open: Entry[] = [];
	const { asked, others } = await worthAsking(reading, left);
	for (const entry of asked) {
		const [id, createdMs] = entry;
		const job = await reading.job(id).catch(() => null);
		// One that HeyGen can't show now is asked for again.
		const outcome = job === null || job === undefined ? undefined : endOf(job);
		if (job !== null && job !== undefined && outcome !== undefined)
			ended.push({ id, entry: job, createdMs, outcome });
		else if (job !== undefined) open.push(entry);
	}
	// Those that were not asked for come first the next time.
	return { ended, open: [...others, ...open] };
}

async function worthAsking(
	{ kind, statuses }: Reading,
	left: Entry[],
): Promise<{ asked: Entry[]; others: Entry[] }> {
	if (kind.statusIds === undefined)
		return { asked: left.slice(0, mostJobs), others: left.slice(mostJobs) };
	const asked: Entry[] = [];
	const others: Entry[] = [];
	for (let at = 0; at < left.length; at += largestPage) {
		const part = left.slice(at, at + largestPage);
		const told = await statuses(part.map(([id]) => id)).catch(() => []);
		const words = new Map(told.flatMap((status) => idsOf(status).map((id) => [id, status])));
		for (const entry of part) {
			const status = words.get(entry[0]);
			// Of a job that exists it may say that it is not found.
			const isWorth = status?.status === 'not_found' || endOf(status ?? {}) !== undefined;
			(isWorth ? asked : others).push(entry);
		}
	}
	return { asked, others };
}

/** HeyGen calls it `video_id` for other kinds too. */
const idsOf = (status: JsonObject): string[] =>
	Object.entries(status).flatMap(([name, value]) =>
		name.endsWith('id') ? (idText(value) ?? []) : [],
	);
