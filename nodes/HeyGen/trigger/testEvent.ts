import { sleep, type IExecuteFunctions } from 'n8n-workflow';

import { clientOf, type HeyGen } from '../api/client';
import { asThrown, failureOf, wordsOf } from '../api/errors';
import { isPassing } from '../api/failure';
import { largestPage } from '../api/pagination';
import { editorPolicy } from '../api/retryPolicy';
import { connect } from '../authentication';
import { callbackIdOf, isEvent, type HeyGenEvent } from '../events/event';
import {
	createdMsOf,
	endedMsOf,
	endOf,
	eventOf,
	listedIdOf,
	listedKinds,
	typesOfKind,
	type ListedKind,
} from '../events/listed';
import { sampleOf } from '../events/sample';
import { isSubscribed } from '../events/subscription';
import { isTooDeep } from '../narrow';
import { isWantedCallback } from './description/options';
import type { HandedEvent } from './handover';
import type { Trigger } from './triggerContext';

/**
 * The event of a test run without a delivery. It is shown at once, needs no endpoint and is not
 * recorded. It is the newest event in HeyGen's history, or else the newest finished job in its
 * lists, or else a sample. A hint above the item says which.
 */

type TestTrigger = Trigger<IExecuteFunctions>;

interface Found {
	event: HeyGenEvent;
	/** undefined if HeyGen's text can't be parsed. */
	atMs: number | undefined;
}

/** n8n started the run itself, because the trigger has no webhook at the moment. */
export const isUnstarted = ({ isTest, n8n }: Trigger<IExecuteFunctions>): boolean =>
	isTest && n8n.getInputData().every(({ json }) => Object.keys(json).length === 0);

/** @throws NodeApiError if the user has to change something, such as a wrong key */
export async function testEvent(trigger: TestTrigger): Promise<HandedEvent> {
	const nowMs = Date.now();
	const heygen = clientOf(await connect(trigger.n8n, editorPolicy));
	if (heygen.connection.apiVersion === 'v1') {
		return sample(trigger, nowMs, "HeyGen's API v1 has no past events.");
	}
	const { past, ended } = await look(trigger, heygen);
	if (past.found !== undefined) {
		say(trigger, `This is the newest past event of your choice${ofWhen(past.found)}.`);
		return { event: past.found.event, atMs: past.found.atMs ?? nowMs };
	}
	if (ended.found !== undefined) {
		const why = past.why ?? "HeyGen's history holds no event of your choice yet.";
		const made = `${why} This one is made of your newest finished job${ofWhen(ended.found)}, as far as HeyGen's list tells: a real one may have more fields.`;
		say(trigger, made);
		return { event: ended.found.event, atMs: ended.found.atMs ?? nowMs };
	}
	const refusal = failureOf(past.error);
	if (refusal !== undefined && !isPassing(refusal)) throw asThrown(past.error);
	const why = past.why ?? ended.why ?? 'Your HeyGen account has no past event of your choice yet.';
	return sample(trigger, nowMs, why);
}

/** A user is waiting, and n8n needs time too. Later answers from HeyGen are dropped. */
const longestMs = 1_600;
/** After this time, HeyGen's lists are read in parallel with its history. */
const headStartMs = 600;
/** After this time, no other page is requested. */
const lastPageMs = 1_000;

/** The result of a search. */
interface Looked {
	found?: Found;
	/** In words, if there may be an event although none was found. */
	why?: string;
	error?: unknown;
}

const tooLate: Looked = {
	why: 'HeyGen has not answered in time: run it again to ask once more.',
};

async function look(
	trigger: TestTrigger,
	heygen: HeyGen,
): Promise<{ past: Looked; ended: Looked }> {
	const begunMs = Date.now();
	const isLate = (): boolean => Date.now() - begunMs > lastPageMs;
	const late = sleep(longestMs).then(() => tooLate);
	const past = asLooked(newestPast(trigger, heygen, isLate));
	const early = await Promise.race([past, sleep(headStartMs)]);
	if (early?.found !== undefined) return { past: early, ended: {} };
	if (failureOf(early?.error)?.status === 401) throw asThrown(early?.error);
	const ended = newestEnded(trigger, heygen, isLate);
	return { past: await Promise.race([past, late]), ended: await Promise.race([ended, late]) };
}

/** HeyGen may be unavailable, and an account or a key may not have all of its lists. */
const asLooked = async (looking: Promise<Looked>): Promise<Looked> =>
	await looking.catch((error: unknown) => ({
		why: `HeyGen could not be asked: ${wordsOf(error)}`,
		error,
	}));

function say({ n8n }: TestTrigger, message: string): void {
	n8n.addExecutionHints({ type: 'info', location: 'outputPane', message });
}

const ofWhen = ({ atMs }: Found): string =>
	atMs === undefined
		? ''
		: `, of ${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

function sample(trigger: TestTrigger, nowMs: number, why: string): HandedEvent {
	const { types, options } = trigger;
	const [callbackId] = options.callbackIds;
	const noFile = options.downloadVideo ? ' No file is attached to a sample.' : '';
	say(trigger, `This is a sample: ${why} Its values are made up.${noFile}`);
	return { event: sampleOf(types, nowMs, callbackId), atMs: nowMs, isSample: true };
}

const isWanted = ({ types, options }: TestTrigger, event: HeyGenEvent): boolean =>
	isSubscribed(event.event_type, types) &&
	isWantedCallback(callbackIdOf(event), options.callbackIds);

const mostPages = 20;

/** Reads page by page until one has a match. */
async function newestOf<Entry>(
	entries: AsyncIterable<Entry>,
	isLate: () => boolean,
	foundIn: (entry: Entry) => Found | undefined,
): Promise<Looked> {
	let newest: Found | undefined;
	let read = 0;
	for await (const entry of entries) {
		newest = newer(newest, foundIn(entry));
		if (++read % largestPage !== 0) continue;
		if (newest !== undefined) break;
		if (read >= mostPages * largestPage || isLate())
			return { why: `None of HeyGen's newest ${read} entries is of your choice.` };
	}
	return newest === undefined ? {} : { found: newest };
}

const newer = (one: Found | undefined, other: Found | undefined): Found | undefined =>
	one === undefined || (other?.atMs ?? -Infinity) > (one.atMs ?? -Infinity) ? (other ?? one) : one;

async function newestPast(
	trigger: TestTrigger,
	{ webhooks }: HeyGen,
	isLate: () => boolean,
): Promise<Looked> {
	const { entityId } = trigger.options;
	const entries = webhooks.history(entityId === undefined ? {} : { entityId });
	return await newestOf(entries, isLate, ({ sent, createdAtMs }) =>
		isEvent(sent) && !isTooDeep(sent) && isWanted(trigger, sent)
			? { event: sent, atMs: createdAtMs }
			: undefined,
	);
}

/** Searches the lists of the selected event types. No list has the entity of its jobs. */
async function newestEnded(
	trigger: TestTrigger,
	heygen: HeyGen,
	isLate: () => boolean,
): Promise<Looked> {
	const { types, options } = trigger;
	if (options.entityId !== undefined) return {};
	const kinds = listedKinds.filter((kind) =>
		typesOfKind(kind).some((type) => isSubscribed(type, types)),
	);
	const looked = await Promise.all(
		kinds.map(async (kind) => await asLooked(endedOf(trigger, heygen, kind, isLate))),
	);
	const found = looked.map((each) => each.found).reduce(newer, undefined);
	if (found !== undefined) return { found };
	const { why } = looked.find((each) => each.why !== undefined) ?? {};
	return why === undefined ? {} : { why };
}

async function endedOf(
	trigger: TestTrigger,
	heygen: HeyGen,
	kind: ListedKind,
	isLate: () => boolean,
): Promise<Looked> {
	return await newestOf(heygen.pages(kind.path, {}, largestPage), isLate, (entry) => {
		const outcome = endOf(entry);
		if (listedIdOf(kind, entry) === undefined || outcome === undefined) return undefined;
		const atMs = endedMsOf(entry) ?? createdMsOf(entry);
		const event = eventOf(kind, entry, outcome, atMs ?? Date.now());
		return isTooDeep(event) || !isWanted(trigger, event) ? undefined : { event, atMs };
	});
}
