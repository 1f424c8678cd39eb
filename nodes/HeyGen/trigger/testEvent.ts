import type { IExecuteFunctions } from 'n8n-workflow';

import { clientOf, type HeyGen } from '../api/client';
import { wordsOf } from '../api/errors';
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
 * The event of a test run to which nothing was delivered: at once, without an endpoint, and nothing
 * of it is recorded. What it shows is, in this order, the newest event of HeyGen's history, the newest
 * finished job of its lists, or a sample. A hint above the item says which.
 */

type TestTrigger = Trigger<IExecuteFunctions>;

interface Found {
	event: HeyGenEvent;
	/** undefined where HeyGen's text can't be read. */
	atMs: number | undefined;
}

/** n8n began the run by itself, because the trigger has no webhook at the moment. */
export const isUnstarted = ({ isTest, n8n }: Trigger<IExecuteFunctions>): boolean =>
	isTest && n8n.getInputData().every(({ json }) => Object.keys(json).length === 0);

/** @throws NodeApiError where HeyGen can't be asked */
export async function testEvent(trigger: TestTrigger): Promise<HandedEvent> {
	const nowMs = Date.now();
	const heygen = clientOf(await connect(trigger.n8n, editorPolicy));
	if (heygen.connection.apiVersion === 'v1') {
		return sample(trigger, nowMs, "HeyGen's API v1 has no past events.");
	}
	const past = await newestPast(trigger, heygen);
	if (past !== undefined) {
		say(trigger, `This is the newest past event of your choice${ofWhen(past)}.`);
		return { event: past.event, atMs: past.atMs ?? nowMs };
	}
	const ended = await newestEnded(trigger, heygen);
	if (ended !== undefined) {
		const made = `HeyGen's history holds no event of your choice yet. This one is made of your newest finished job${ofWhen(ended)}, as far as HeyGen's list tells: a real one may have more fields.`;
		say(trigger, made);
		return { event: ended.event, atMs: ended.atMs ?? nowMs };
	}
	return sample(trigger, nowMs, 'Your HeyGen account has no past event of your choice yet.');
}

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

/** A person waits for it. */
const longestLookMs = 1_000;
const mostPages = 20;

/** Page after page, until one holds something. */
async function newestPast(trigger: TestTrigger, { webhooks }: HeyGen): Promise<Found | undefined> {
	const { entityId } = trigger.options;
	const untilMs = Date.now() + longestLookMs;
	let newest: Found | undefined;
	let read = 0;
	for await (const { sent, createdAtMs } of webhooks.history(
		entityId === undefined ? {} : { entityId },
	)) {
		if (isEvent(sent) && !isTooDeep(sent) && isWanted(trigger, sent)) {
			newest = newer(newest, { event: sent, atMs: createdAtMs });
		}
		const isEndOfPage = ++read % largestPage === 0;
		const isOver = read >= mostPages * largestPage || Date.now() > untilMs;
		if (isEndOfPage && (newest !== undefined || isOver)) break;
	}
	return newest;
}

const newer = (one: Found | undefined, other: Found | undefined): Found | undefined =>
	one === undefined || (other?.atMs ?? -Infinity) > (one.atMs ?? -Infinity) ? (other ?? one) : one;

/** Of all lists that have what is wanted. What they belong to is in none of them. */
async function newestEnded(trigger: TestTrigger, heygen: HeyGen): Promise<Found | undefined> {
	const { types, options } = trigger;
	if (options.entityId !== undefined) return undefined;
	const kinds = listedKinds.filter((kind) =>
		typesOfKind(kind).some((type) => isSubscribed(type, types)),
	);
	const found = await Promise.all(kinds.map(async (kind) => await endedOf(trigger, heygen, kind)));
	return found.reduce(newer, undefined);
}

async function endedOf(
	trigger: TestTrigger,
	heygen: HeyGen,
	kind: ListedKind,
): Promise<Found | undefined> {
	try {
		const { entries } = await heygen.page(kind.path, { limit: largestPage });
		const found = entries.flatMap((entry): Found[] => {
			const outcome = endOf(entry);
			if (listedIdOf(kind, entry) === undefined || outcome === undefined) return [];
			const atMs = endedMsOf(entry) ?? createdMsOf(entry);
			const event = eventOf(kind, entry, outcome, atMs ?? Date.now());
			return isTooDeep(event) || !isWanted(trigger, event) ? [] : [{ event, atMs }];
		});
		return found.reduce<Found | undefined>(newer, undefined);
	} catch (error) {
		// An account or a key need not have each of them.
		trigger.n8n.logger.debug(`${kind.path} could not be read for a test event. ${wordsOf(error)}`);
		return undefined;
	}
}
