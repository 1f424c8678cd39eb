import { idText, type JsonObject } from '../narrow';
import { jobs } from '../shared/jobs';
import { timeOf } from '../time';
import { rowOf, type Outcome } from './catalogue';
import type { HeyGenEvent } from './event';

/** One of HeyGen's lists of jobs, and the events of these jobs. */
export interface ListedKind {
	/** Path of the list; the path of one job adds a slash and its ID. */
	path: string;
	/** HeyGen's key of the ID in the list. */
	id: string;
	/** The first part of its event types. */
	event: string;
	/** HeyGen's key of the ID in its events. */
	eventId: string;
	/** The query parameter of `statuses`, if HeyGen returns the states of many jobs in one call. */
	statusIds?: string;
	/** Keys of the link to its file, which every successful job has. */
	files?: readonly string[];
	/** Keys that have another name in events. */
	names: Readonly<Record<string, string>>;
	/** An entry that has this key belongs to another list. */
	others?: string;
	/** The list has the callback ID. */
	hasCallbackId?: boolean;
}

/**
 * Every list whose entries show how they ended. HeyGen has none for the other event types.
 * Source: docs/facts/heygen.md#jobs section 1, docs/facts/heygen.md#event-body.
 */
export const listedKinds: readonly ListedKind[] = [
	{
		...of(jobs.video),
		// This list also has translations, which have their own list too.
		others: 'output_language',
		names: { video_url: 'url', gif_url: 'gif_download_url', failure_message: 'msg' },
	},
	{
		...of(jobs.translation),
		eventId: 'video_translate_id',
		hasCallbackId: true,
		names: { video_url: 'url', failure_message: 'message' },
	},
	{ ...of(jobs.clipping), eventId: 'id', hasCallbackId: true, names: {} },
	{ ...of(jobs.render), hasCallbackId: true, names: {} },
	{ ...of(jobs.podcast), names: {} },
	{
		path: jobs.proofread.path,
		id: jobs.proofread.listId,
		event: 'proofread_creation',
		eventId: jobs.proofread.id,
		names: {},
	},
];

interface ListedJob {
	path: string;
	id: string;
	listId?: string;
	event: string;
	statusIds?: string;
	files: readonly string[];
	parts?: string;
}

function of({ path, id, listId = id, event, statusIds, files, parts }: ListedJob) {
	return {
		path,
		id: listId,
		event,
		eventId: id,
		...(statusIds !== undefined && { statusIds }),
		...(parts === undefined && { files }),
	};
}

export const typesOfKind = ({ event }: ListedKind): string[] => [
	`${event}.success`,
	`${event}.fail`,
];

/** The event types that can be made from HeyGen's lists. */
export const listedTypes: ReadonlySet<string> = new Set(listedKinds.flatMap(typesOfKind));

/** Includes the status words of v1. */
const outcomes: Readonly<Record<string, Outcome>> = {
	completed: 'success',
	complete: 'success',
	success: 'success',
	failed: 'fail',
	error: 'fail',
	cancelled: 'fail',
	canceled: 'fail',
};

/**
 * How the job of an entry ended; undefined while it is running. An entry with an end time has
 * ended, even if its status is unknown.
 */
export function endOf(entry: JsonObject): Outcome | undefined {
	const told = outcomes[String(entry.status).toLowerCase()];
	if (told !== undefined || endedMsOf(entry) === undefined) return told;
	return idText(entry.failure_message) === undefined ? 'success' : 'fail';
}

/** The ID of an entry; undefined if the entry is of another kind. */
export const listedIdOf = (kind: ListedKind, entry: JsonObject): string | undefined =>
	kind.others !== undefined && idText(entry[kind.others]) !== undefined
		? undefined
		: idText(entry[kind.id]);

/** When the job ended according to HeyGen; not every list has that. */
export const endedMsOf = (entry: JsonObject): number | undefined => timeOf(entry.completed_at);

export const createdMsOf = (entry: JsonObject): number | undefined => timeOf(entry.created_at);

/** Keys that belong to the list, unless events of this type have them too. */
const ofTheList = ['status', 'created_at', 'completed_at', 'progress'];
const ofAFailure = ['failure_code', 'failure_message'];

/**
 * The event that HeyGen would have sent at the end of a job, as far as its list shows. It has no
 * event ID.
 * @param atMs when the event was made, if the list does not say
 */
export function eventOf(
	kind: ListedKind,
	entry: JsonObject,
	outcome: Outcome,
	atMs: number,
): HeyGenEvent {
	const event_type = `${kind.event}.${outcome}`;
	const fields = rowOf(event_type)?.fields ?? {};
	const isTold = ([name, value]: [string, unknown]): boolean =>
		value !== null &&
		value !== undefined &&
		name !== kind.id &&
		(!ofTheList.includes(name) || name in fields) &&
		(outcome === 'fail' || !ofAFailure.includes(name));
	const told = Object.entries(entry)
		.filter(isTold)
		.map(([name, value]) => [kind.names[name] ?? name, value] as const);
	return {
		event_id: null,
		event_type,
		event_data: { [kind.eventId]: entry[kind.id], ...Object.fromEntries(told) },
		created_at: isoOf(endedMsOf(entry) ?? atMs),
	};
}

/** Whole seconds, as HeyGen writes them. */
const isoOf = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 19)}Z`;
