import { idText, type JsonObject } from '../narrow';
import { jobs } from '../shared/jobs';
import { timeOf } from '../time';
import { rowOf, type Outcome } from './catalogue';
import type { HeyGenEvent } from './event';

/** One kind of job that HeyGen lists, and the events that its end makes. */
export interface ListedKind {
	/** The list; one of them stands behind a slash. */
	path: string;
	/** HeyGen's key of the ID in the list. */
	id: string;
	/** The first half of its event types. */
	event: string;
	/** HeyGen's key of the ID in its events. */
	eventId: string;
	/** The query of `statuses`, where the states of many are asked in one call. */
	statusIds?: string;
	/** Where the link to its file stands, which each that ended well has. */
	files?: readonly string[];
	/** What has another name in events. */
	names: Readonly<Record<string, string>>;
	/** An entry that has this is of another kind. */
	others?: string;
	/** The list tells the callback ID. */
	hasCallbackId?: boolean;
}

/**
 * Every list whose entries tell how they ended. For the other types of events HeyGen has none.
 * Source: docs/facts/heygen.md#jobs section 1, docs/facts/heygen.md#event-body.
 */
export const listedKinds: readonly ListedKind[] = [
	{
		...of(jobs.video),
		// Translations stand in this list too, and in one of their own.
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

/** The types whose events can be told from HeyGen's lists. */
export const listedTypes: ReadonlySet<string> = new Set(listedKinds.flatMap(typesOfKind));

/** HeyGen's words of v1 occur too. */
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
 * How the job of an entry ended; undefined while it has not. With a time of its end, it has ended under
 * a word that is not known, too.
 */
export function endOf(entry: JsonObject): Outcome | undefined {
	const told = outcomes[String(entry.status).toLowerCase()];
	if (told !== undefined || endedMsOf(entry) === undefined) return told;
	return idText(entry.failure_message) === undefined ? 'success' : 'fail';
}

/** The ID of an entry; undefined for what is no entry of this kind. */
export const listedIdOf = (kind: ListedKind, entry: JsonObject): string | undefined =>
	kind.others !== undefined && idText(entry[kind.others]) !== undefined
		? undefined
		: idText(entry[kind.id]);

/** When HeyGen says that the job ended; not every list tells. */
export const endedMsOf = (entry: JsonObject): number | undefined => timeOf(entry.completed_at);

export const createdMsOf = (entry: JsonObject): number | undefined => timeOf(entry.created_at);

/** What says nothing of the event, unless events of this type have it too. */
const ofTheList = ['status', 'created_at', 'completed_at', 'progress'];
const ofAFailure = ['failure_code', 'failure_message'];

/**
 * What HeyGen would have delivered at the end of a job, as far as its list tells. There is no event ID.
 * @param atMs when the event was made, where the list does not say
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
