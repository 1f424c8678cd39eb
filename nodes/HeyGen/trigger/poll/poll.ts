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
/** HeyGen may still be delivering an event that is younger than its own time limit. */
const graceMs = 10_000;
/** The first check only finds out whether an event may be missing: one page is enough. */
const mostAtStart = 100;
const mostEntries = 10_000;
/** Clocks differ, but a time further in the future can't be right. */
const mostAheadMs = 24 * 60 * minuteMs;

/**
 * n8n calls this every minute, but HeyGen is asked only every few minutes: whether an event never
 * arrived, and whether the endpoint is still right. A look back (lookBack.ts) brings missed events.
 * It throws only if a user publishes polling that can't work: an error would fail an activation or
 * create a failed execution.
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
			// A user publishes a workflow whose polling can't work.
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

/** A tick during an activation loses n8n's expression engine to it for some seconds. */
const isOfActivation = (error: unknown): boolean => /bridge|isolate/i.test(wordsOf(error));
const quickTries = 3;
const quickPauseMs = 2_000;
const quietMs = 10 * minuteMs;

/** Not at every tick, but right after a start, so that events that n8n missed are found soon. */
function isDue(trigger: PollTrigger): boolean {
	const { memory } = trigger;
	const { polledAtMs } = memory;
	if (isTimeAgain(trigger, polledAtMs ?? -Infinity, Date.now())) return true;
	// The rest of an outage comes first.
	return memory.lookBack?.times !== 0 && memory.earlyPolls-- > 0;
}

/** @returns the repaired problem, or a new start; n8n saves it along with the execution */
async function ask(trigger: PollTrigger): Promise<string | undefined> {
	const { memory, n8n } = trigger;
	// At a process's first check, n8n's own hook checks the endpoint at the same time.
	const isFirst = memory.polledAtMs === undefined;
	// The activation saves the static data that is stored now.
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
		// The next tick repeats a failed first check.
		if (!isFirst) memory.polledAtMs = Date.now();
		return undefined;
	}
	const saved = begins && !isActivation ? 'progress' : undefined;
	return isFirst ? saved : ((await repairEndpoint(trigger)) ?? saved);
}

/**
 * Follows HeyGen's history from the point that this process has reached.
 * @returns whether it starts anew, so that n8n must save the starting point
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
		// With an empty history, it starts as far back as a clock may be wrong.
		const progress = begun(history, choice, nowMs - mostAheadMs);
		// If it was deactivated in the meantime, the next activation decides where to continue.
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

/** The choice from now on, by HeyGen's clock. It excludes what HeyGen's history already has. */
async function choiceNow({ n8n, types, options }: PollTrigger, entries: Entries): Promise<Choice> {
	const nowMs = Date.now();
	const window = { fromMs: Infinity, untilMs: Infinity, most: mostEntries };
	let since: Position;
	try {
		const { newest } = await readHistory(entries, { ...window, latestMs: nowMs + mostAheadMs });
		since = newest ?? { atMs: 0, ids: [] };
	} catch (error) {
		n8n.logger.debug(`HeyGen's history could not be read yet. ${wordsOf(error)}`);
		// HeyGen writes whole seconds, so the current second counts as not over.
		since = { atMs: nowMs - (nowMs % 1_000), ids: [] };
	}
	return { since, types, callbackIds: options.callbackIds };
}

/** In queue mode executions run elsewhere: this process does not see that an event is recorded. */
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
