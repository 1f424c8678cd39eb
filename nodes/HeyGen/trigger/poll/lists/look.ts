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

/** The state of the list after the look; jobs that have ended count as done. */
export type Known = Pick<ListState, 'newestMs' | 'done' | 'open'>;

export interface Look {
	known: Known;
	/** Empty at the first look: jobs that ended before it were not waited for. */
	ended: Ended[];
	/** There was more than the maximum. */
	isCut: boolean;
}

/** An entry may appear in the list some time after it was made. */
export const overlapMs = 10 * 60_000;
const mostAheadMs = 24 * 3_600_000;
const earliestMs = Date.UTC(2020, 0, 1);
/** The minimum number of entries in which the first look finds the open jobs. */
const firstEntries = 300;
/** Three days of 10,000 jobs a day. */
const mostEntries = 30_000;
/** This many old entries in a row end the look: the order within a page is not documented. */
const enoughOld = 10;
const mostOpen = 2_000;
/** If each job costs a request, the other jobs are requested at the next look. */
const mostJobs = 20;

interface Met {
	id: string;
	entry: JsonObject;
	createdMs: number;
	outcome: Outcome | undefined;
}

const has = (ids: Ids, id: string): boolean => Object.hasOwn(ids, id);

/** Reads the list as far back as new entries may be, then requests open jobs from further back. */
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
	// The newest ones are kept, because a job that has been open for so long may never end.
	const kept = [...open].sort(([, a], [, b]) => b - a).slice(0, mostOpen);
	// Oldest first.
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

/** HeyGen may report the end of a job a moment before there is a link to its file. */
async function withFile({ kind, job }: Reading, before: Known, met: Met): Promise<Met> {
	const { files } = kind;
	const isThere = files === undefined || linkIn(met.entry, files) !== undefined;
	if (met.outcome !== 'success' || isThere || !isNews(met, before)) return met;
	// The next look uses the job as it is then.
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
		// Otherwise it gets the time of the entry before it.
		const createdMs = isBelievable ? told : (last ?? before?.newestMs ?? 0);
		first ??= createdMs;
		last = createdMs;
		const id = listedIdOf(kind, entry);
		if (id !== undefined) met.set(id, { id, entry, createdMs, outcome: endOf(entry) });
		// A time in the future would hide events that are made until then.
		newestMs = Math.max(newestMs, Math.min(createdMs, nowMs));
		const fromMs = (before?.newestMs ?? newestMs) - overlapMs;
		oldInARow = createdMs < fromMs ? oldInARow + 1 : 0;
		// A received page is read to its end.
		if (++read % largestPage !== 0) continue;
		const isBack = oldInARow >= enoughOld && last < first;
		if (isBack && (before !== undefined || read >= firstEntries))
			return { met, newestMs, isCut: false };
		if (read >= mostEntries) return { met, newestMs, isCut: true };
	}
	return { met, newestMs, isCut: false };
}

type Entry = readonly [string, number];

/** Requests the open jobs that are further back in the list. */
async function readOpen(reading: Reading, left: Entry[]): Promise<{ ended: Met[]; open: Entry[] }> {
	const ended: Met[] = [];
	const open: Entry[] = [];
	const { asked, others } = await worthAsking(reading, left);
	for (const entry of asked) {
		const [id, createdMs] = entry;
		const job = await reading.job(id).catch(() => null);
		// A job that HeyGen can't return now is requested again.
		const outcome = job === null || job === undefined ? undefined : endOf(job);
		if (job !== null && job !== undefined && outcome !== undefined)
			ended.push({ id, entry: job, createdMs, outcome });
		else if (job !== undefined) open.push(entry);
	}
	// Jobs that were not requested come first the next time.
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
			// HeyGen may report `not_found` for a job that exists.
			const isWorth = status?.status === 'not_found' || endOf(status ?? {}) !== undefined;
			(isWorth ? asked : others).push(entry);
		}
	}
	return { asked, others };
}

/** HeyGen names the ID `video_id` for other kinds too. */
const idsOf = (status: JsonObject): string[] =>
	Object.entries(status).flatMap(([name, value]) =>
		name.endsWith('id') ? (idText(value) ?? []) : [],
	);
