import { createHash } from 'node:crypto';

import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { connect } from '../../authentication';
import type { Connection } from '../../api/connection';
import { wordsOf } from '../../api/errors';
import { pollPatience } from '../../api/patience';
import type { WebhookApi } from '../../api/webhooks/contract';
import { webhookApi } from '../../api/webhooks/webhookApi';
import { callbackIdOf } from '../../events/event';
import { isSubscribed } from '../../events/subscription';
import { isObject } from '../../narrow';
import { handOver, type HandedEvent } from '../handover';
import { scopeOf } from '../identity';
import { memoryOf, type TriggerMemory } from '../memory';
import { keysOf, nameOf, type Keys } from '../dedupe/keys';
import {
	isWantedCallback,
	readEvents,
	readOptions,
	type TriggerOptions,
} from '../description/options';
import { noteMissed } from '../signatures';
import { readStored, writeStored, type Progress } from '../stored';
import { isDue, isOpen, noteHandedOver } from './again';
import { newestPosition, readHistory, type Found, type PastHeyGenEvent } from './history';
import { repairEndpoint } from './inspection';
import { advanced, isUsable, isWorthSaving, longestPauseMs, overlapMs } from './progress';

/** HeyGen may still be delivering what is younger than its own time limit. */
const graceMs = 10_000;
const pageSize = 100;
/** As many as n8n's memory holds. */
const mostPages = 35;
/** A memory that recorded more than this has forgotten what it would have to recognise. */
const mostPagesBack = 8;
/** Clocks differ; what is further in the future is nonsense. */
const mostAheadMs = 24 * 3_600_000;

/**
 * One look at HeyGen: what it sent that never arrived, and whether the endpoint is as it should be.
 * What never arrived is handed over; only `execute()` finds out whether it is new. Never throws: that
 * would fail an activation or make an error execution.
 */
export async function reconcile(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	try {
		return await look(context);
	} catch (error) {
		context.logger.warn(`HeyGen could not be asked for missed events. ${wordsOf(error)}`);
		return null;
	}
}

async function look(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const memory = memoryOf(context);
	// At the first look of a process, n8n's own hook looks at the endpoint at this moment.
	const isFirst = memory.lookedAtMs === undefined;
	noteLook(memory, Date.now());
	const options = readOptions(context.getNodeParameter('options', {}));
	if (!options.recoverMissedEvents || context.getMode() === 'manual') return null;
	const types = readEvents(context.getNode(), context.getNodeParameter('events', []));
	const connection = await connect(context, pollPatience);
	const api = webhookApi(connection);
	// v1 has no history.
	if (api.version === 'v1') return null;
	const missed = await missedEvents({ context, connection, api, options, types, isFirst });
	if (!isFirst) for (const { atMs } of missed) noteMissed(memory.signatures, atMs);
	const repaired = isFirst ? undefined : await repairEndpoint(context, tickMsOf(context, memory));
	const isEmitting = missed.length > 0 || repaired !== undefined;
	save(context, memory, isFirst, isEmitting);
	if (!isEmitting) return null;
	const { legacyUntilMs = 0 } = readStored(context);
	return [[handOver(missed, Date.now() < legacyUntilMs, repaired)]];
}

/** Written before the first activation has ended, or beside what is emitted: the rest is lost. */
function save(
	context: IPollFunctions,
	{ progress, lookBack }: TriggerMemory,
	isFirst: boolean,
	isEmitting: boolean,
): void {
	if (progress === undefined || lookBack !== undefined || !(isFirst || isEmitting)) return;
	const stored = readStored(context);
	if (isWorthSaving(progress, stored.progress)) writeStored(context, { ...stored, progress });
}

const gapsToKnow = 2;

function noteLook(memory: TriggerMemory, nowMs: number): void {
	const { lookedAtMs, gapsMs } = memory;
	if (lookedAtMs !== undefined) memory.gapsMs = [...gapsMs, nowMs - lookedAtMs].slice(-5);
	memory.lookedAtMs = nowMs;
}

/** How often n8n calls this: as the hidden parameter tells n8n, or as it was seen to. A bit less. */
function tickMsOf(context: IPollFunctions, { gapsMs }: TriggerMemory): number {
	const seenMs = gapsMs.length < gapsToKnow ? Infinity : Math.max(...gapsMs);
	return 0.9 * Math.min(saidTickMs(context), seenMs);
}

function saidTickMs(context: IPollFunctions): number {
	const pollTimes: unknown = context.getNodeParameter('pollTimes', {});
	const items: unknown = isObject(pollTimes) ? pollTimes.item : undefined;
	const first: unknown = Array.isArray(items) ? items[0] : undefined;
	const minutes = isObject(first) ? Number(first.value) : NaN;
	return (minutes >= 1 ? minutes : 1) * 60_000;
}

/** Base URL and credential: another one has another history. */
function accountOf(context: IPollFunctions, { credentialType, baseUrl }: Connection): string {
	const id = context.getNode().credentials?.[credentialType]?.id ?? '';
	return createHash('sha256')
		.update(JSON.stringify([credentialType, id, baseUrl]))
		.digest('hex');
}

/** Who looks, and for what. */
interface Look {
	context: IPollFunctions;
	connection: Connection;
	api: WebhookApi;
	options: TriggerOptions;
	types: string[] | null;
	isFirst: boolean;
}

async function missedEvents(look: Look): Promise<HandedEvent[]> {
	const { context, connection, api, isFirst } = look;
	const memory = memoryOf(context);
	const nowMs = Date.now();
	const account = accountOf(context, connection);
	const known = memory.progress ?? readStored(context).progress;
	const { ended } = memory;
	if (known === undefined || !isUsable(known, account, nowMs)) {
		const begun = await begin(context, api, account, nowMs);
		if (memory.ended === ended) memory.progress = begun;
		return [];
	}
	const progress = { ...known, account };
	if (isInVain(memory)) memory.lookBack = undefined;
	if (isFirst && progress.atMs < nowMs - longestPauseMs) {
		const fromMs = progress.atMs - overlapMs;
		memory.lookBack = { fromMs, pages: 1, handedOver: 0, repeatedBefore: memory.repeated };
	}
	const { entityId } = look.options;
	const history = api.history(entityId === undefined ? {} : { entityId });
	const found = await readHistory(history, {
		floor: progress.floor,
		fromMs: memory.lookBack?.fromMs ?? progress.atMs - overlapMs,
		untilMs: isFirst ? Infinity : nowMs - graceMs,
		budget: (memory.lookBack?.pages ?? mostPages) * pageSize,
		latestMs: nowMs + mostAheadMs,
		isDone: ({ event, madeAtMs }) => {
			const keys = keysOf(event, madeAtMs, scopeOf(context));
			return (
				memory.claims.isRecorded(keys) || memory.handedOver.get(nameOf(keys))?.isRecorded === true
			);
		},
	});
	// Deactivated meanwhile: the next activation decides where to go on.
	if (memory.ended !== ended) return [];
	const events = wantedOf(look, found.events);
	const open = events.filter(({ keys }) => isOpen(memory, keys, nowMs));
	const due = open.filter(({ keys }) => isDue(memory, keys, nowMs));
	for (const { keys } of due) {
		noteHandedOver(memory, keys, nowMs);
		memory.claims.handOver(keys);
	}
	memory.progress = advanced(
		progress,
		found.newestMs,
		open.map(({ madeAtMs }) => madeAtMs),
		nowMs,
	);
	followUp(context, memory, found, due.length);
	return due.map(({ event, madeAtMs }) => ({ event, atMs: madeAtMs, isPast: true }));
}

/** At the first activation, what HeyGen has sent so far is history, in HeyGen's own clock. */
async function begin(
	context: IPollFunctions,
	api: WebhookApi,
	account: string,
	nowMs: number,
): Promise<Progress> {
	try {
		const budget = mostPages * pageSize;
		const floor = await newestPosition(api.history({}), nowMs + mostAheadMs, budget);
		return { account, floor, atMs: floor.atMs };
	} catch (error) {
		context.logger.debug(`HeyGen's history could not be read yet. ${wordsOf(error)}`);
		// HeyGen writes whole seconds, so the current one counts as not over.
		const atMs = nowMs - (nowMs % 1_000);
		return { account, floor: { atMs, ids: [] }, atMs };
	}
}

type Candidate = PastHeyGenEvent & { keys: Keys };

function wantedOf({ context, options, types }: Look, found: PastHeyGenEvent[]): Candidate[] {
	const { callbackIds } = options;
	const scope = scopeOf(context);
	return found
		.filter(
			({ event }) =>
				isSubscribed(event.event_type, types) && isWantedCallback(callbackIdOf(event), callbackIds),
		)
		.map((past) => ({ ...past, keys: keysOf(past.event, past.madeAtMs, scope) }));
}

/** All that the last look handed over was known: what is older is so too. */
const isInVain = ({ lookBack, repeated }: TriggerMemory): boolean =>
	lookBack !== undefined &&
	lookBack.handedOver > 0 &&
	repeated - lookBack.repeatedBefore >= lookBack.handedOver;

/** Further back as long as that may bring new events; and nothing is left out without a word. */
function followUp(
	context: IPollFunctions,
	memory: TriggerMemory,
	found: Found,
	handedOver: number,
): void {
	const { lookBack } = memory;
	const pages = lookBack?.pages ?? mostPages;
	const isLast = lookBack === undefined || pages >= mostPagesBack;
	if (found.cutAtMs !== undefined && isLast) {
		context.logger.warn(
			`HeyGen's history holds more than ${pages * pageSize} events since the last check. Those from before ${new Date(found.cutAtMs).toISOString()} were not looked at; 'Webhook Event: Get Many' of the HeyGen node lists them.`,
		);
	}
	memory.lookBack =
		lookBack === undefined || found.cutAtMs === undefined || isLast
			? undefined
			: { ...lookBack, pages: pages * 2, handedOver, repeatedBefore: memory.repeated };
}
