import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type { Connection } from '../../api/connection';
import { asThrown, wordsOf } from '../../api/errors';
import { pollPolicy } from '../../api/retryPolicy';
import type { PastEvent } from '../../api/webhooks/contract';
import { webhookApi } from '../../api/webhooks/webhookApi';
import { connect } from '../../authentication';
import { cap } from '../../shared/cap';
import { keysOf, nameOf, type Keys } from '../dedupe/keys';
import { noteMissed } from '../endpoint/secretHealth';
import { repairEndpoint } from '../endpoint/repair';
import { keepExpressionEngine } from '../expressionEngine';
import { handOver } from '../handover';
import { warnForAll, type ProcessMemory } from '../state/processMemory';
import type { Choice, Position } from '../state/staticData';
import { Trigger } from '../triggerContext';
import { dueLookBack, openLookBack } from './handOvers';
import { readHistory } from './history';
import { intervalMsOf, isTimeAgain } from './interval';
import { pollLists, type Polled } from './lists/poll';
import {
	advanced,
	begun,
	historyOf,
	isChosen,
	isUsable,
	isWanted,
	overlapMs,
	withChoice,
} from './progress';
import { freshPages, pagesForPoll } from './sharedHistory';

type PollTrigger = Trigger<IPollFunctions>;

const minuteMs = 60_000;
/** HeyGen may still be delivering what is younger than its own time limit. */
const graceMs = 10_000;
/** A first look only tells whether there may be something: one page. */
const mostAtStart = 100;
const mostEntries = 10_000;
/** Clocks differ; what is further in the future is nonsense. */
const mostAheadMs = 24 * 60 * minuteMs;

/**
 * n8n calls this every minute, and HeyGen is asked every few: whether something never arrived, and
 * whether the endpoint is as it should be. What never arrived is left to a look back (lookBack.ts).
 * Never throws: that would fail an activation or make an error execution.
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const trigger = new Trigger(context, (name, fallback) =>
		context.getNodeParameter(name, fallback as object),
	);
	let polled: Polled | undefined;
	for (let tries = 1; ; tries++) {
		try {
			if (trigger.isTest) return null;
			if (trigger.isPolling) polled ??= await pollLists(trigger);
			return await tick(trigger, polled);
		} catch (error) {
			const isPassing = isOfActivation(error);
			// What a person publishes with polling, and can't work.
			if (!isPassing && polled === undefined && trigger.isPolling) throw asThrown(error);
			const words = `A check for missed events is made up for. ${wordsOf(error)}`;
			if (isPassing) context.logger.debug(words);
			else warnForAll(context, words, { everyMs: quietMs });
			if (!isPassing || tries >= quickTries) return null;
			await sleep(quickPauseMs);
		} finally {
			await keepExpressionEngine(context);
		}
	}
}

async function tick(
	trigger: PollTrigger,
	polled: Polled | undefined,
): Promise<INodeExecutionData[][] | null> {
	const isFollowed = polled?.needsHistory ?? trigger.options.recoverMissedEvents;
	const begins = polled?.begins === true ? 'polling' : undefined;
	const repaired = (isFollowed && isDue(trigger) ? await ask(trigger) : undefined) ?? begins;
	const lookBack = isFollowed ? dueLookBack(trigger.memory, Date.now()) : undefined;
	const { events = [], polling } = polled ?? {};
	if (lookBack === undefined && repaired === undefined && events.length === 0) return null;
	const listed = events.length > 0 ? { events, polling } : {};
	return [[handOver({ ...listed, lookBack, repaired })]];
}

/** A tick that falls into an activation loses n8n's expression engine to it, for seconds. */
const isOfActivation = (error: unknown): boolean => /bridge|isolate/i.test(wordsOf(error));
const quickTries = 3;
const quickPauseMs = 2_000;
const quietMs = 10 * minuteMs;

/** Not for every tick of n8n's, but at once after a start, where what n8n missed is found soon. */
function isDue(trigger: PollTrigger): boolean {
	const { memory } = trigger;
	const { polledAtMs } = memory;
	if (isTimeAgain(trigger, polledAtMs ?? -Infinity, Date.now())) return true;
	// What is left of an outage comes first.
	return memory.lookBack?.times !== 0 && memory.earlyPolls-- > 0;
}

/** @returns what was repaired, or begins anew: n8n saves it beside the execution */
async function ask(trigger: PollTrigger): Promise<string | undefined> {
	const { memory, n8n } = trigger;
	// At the first look of a process, n8n's own hook looks at the endpoint at this moment.
	const isFirst = memory.polledAtMs === undefined;
	// The activation saves what is stored now.
	const isActivation = !memory.hasTriedToPoll;
	memory.hasTriedToPoll = true;
	let begins: boolean;
	try {
		const connection = await connect(n8n, pollPolicy);
		// v1 has no history.
		if (connection.apiVersion === 'v1') return undefined;
		begins = await follow(trigger, connection, isFirst);
		memory.polledAtMs = Date.now();
	} catch (error) {
		if (isOfActivation(error)) throw asThrown(error);
		const words = `HeyGen could not be asked for missed events. ${wordsOf(error)}`;
		warnForAll(n8n, words, { everyMs: intervalMsOf(trigger) / 2 });
		// The first look is made up for at the next tick.
		if (!isFirst) memory.polledAtMs = Date.now();
		return undefined;
	}
	const saved = begins && !isActivation ? 'progress' : undefined;
	return isFirst ? saved : ((await repairEndpoint(trigger)) ?? saved);
}

/**
 * Follows HeyGen's history from where this process has come.
 * @returns whether it begins anew: then n8n is to save from where
 * @throws NodeApiError
 */
async function follow(
	trigger: PollTrigger,
	connection: Connection,
	isFirst: boolean,
): Promise<boolean> {
	const { memory, node, options, stored } = trigger;
	const { ended } = memory;
	const nowMs = Date.now();
	const history = historyOf(node, connection, options);
	const before = memory.progress ?? stored.progress;
	const known = before !== undefined && isUsable(before, history, nowMs) ? before : undefined;
	const isSame = known !== undefined && isChosen(known, trigger.types, options.callbackIds);
	const pages = isSame ? pagesForPoll(history, memory.pages) : freshPages(history);
	memory.pages = pages;
	const { entityId } = options;
	const read = (): Entries => webhookApi(connection).history({ entityId }, undefined, pages);
	if (known === undefined) {
		const choice = await choiceNow(trigger, read());
		// Where the history is empty, no older than any clock can be wrong.
		const progress = begun(history, choice, nowMs - mostAheadMs);
		// Deactivated meanwhile: the next activation decides where to go on.
		if (memory.ended === ended) memory.progress = progress;
		trigger.store({ progress });
		return true;
	}
	const chosen = isSame ? known : withChoice(known, await choiceNow(trigger, read()));
	const found = await readHistory(read(), {
		fromMs: chosen.atMs - overlapMs,
		untilMs: isFirst ? Infinity : nowMs - graceMs,
		most: isFirst ? mostAtStart : mostEntries,
		latestMs: nowMs + mostAheadMs,
	});
	if (memory.ended !== ended) return false;
	const open = found.events
		.filter((past) => isWanted(chosen, past))
		.map(({ event, madeAtMs }) => ({ keys: keysOf(event, madeAtMs, trigger.scope), madeAtMs }))
		.filter(({ keys }) => isOpen(memory, keys));
	const missed = open.filter(({ keys }) => !memory.inFlight.isDealtWith(keys, nowMs));
	const isNews = missed.some(({ keys }) => !memory.handedOver.has(nameOf(keys)));
	for (const { keys, madeAtMs } of missed) {
		noteMissing(memory, keys);
		if (!isFirst) noteMissed(memory.signatures, madeAtMs, nowMs);
	}
	const openMs = open.map(({ madeAtMs }) => madeAtMs);
	memory.progress = advanced(chosen, found.newest?.atMs, isFirst ? [] : openMs, nowMs);
	const count = found.cutAtMs === undefined ? missed.length : Infinity;
	if (count > 0 || memory.lookBack?.isUnread === true)
		openLookBack(trigger, chosen, { count, isNews });
	if (isFirst || chosen !== known)
		trigger.store({ progress: memory.lookBack === undefined ? memory.progress : chosen });
	return chosen !== known;
}

type Entries = AsyncIterable<PastEvent>;

/** What is wanted from now on: what HeyGen's history holds already, in HeyGen's own clock, was not. */
async function choiceNow({ n8n, types, options }: PollTrigger, entries: Entries): Promise<Choice> {
	const nowMs = Date.now();
	const window = { fromMs: Infinity, untilMs: Infinity, most: mostEntries };
	let since: Position;
	try {
		const { newest } = await readHistory(entries, { ...window, latestMs: nowMs + mostAheadMs });
		since = newest ?? { atMs: 0, ids: [] };
	} catch (error) {
		n8n.logger.debug(`HeyGen's history could not be read yet. ${wordsOf(error)}`);
		// HeyGen writes whole seconds, so the current one counts as not over.
		since = { atMs: nowMs - (nowMs % 1_000), ids: [] };
	}
	return { since, types, callbackIds: options.callbackIds };
}

/** In queue mode executions run elsewhere, and nobody here hears that an event was recorded. */
const mostTimesElsewhere = 2;
const mostRemembered = 10_000;

const isOpen = ({ inFlight, handedOver, executesHere }: ProcessMemory, keys: Keys): boolean =>
	!inFlight.isRecorded(keys) &&
	(executesHere || (handedOver.get(nameOf(keys)) ?? 0) < mostTimesElsewhere);

/** For a moment, a delivery of the event waits for the look back to record it. */
function noteMissing({ inFlight, handedOver }: ProcessMemory, keys: Keys): void {
	const name = nameOf(keys);
	const times = (handedOver.get(name) ?? 0) + 1;
	handedOver.delete(name);
	handedOver.set(name, times);
	cap(handedOver, mostRemembered);
	inFlight.handOver(keys);
}
