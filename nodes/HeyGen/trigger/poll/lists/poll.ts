import { NodeOperationError, type IPollFunctions } from 'n8n-workflow';

import { asThrown, wordsOf } from '../../../api/errors';
import type { Connection } from '../../../api/connection';
import { pollPolicy } from '../../../api/retryPolicy';
import { connect } from '../../../authentication';
import { listedKinds, listedTypes, typesOfKind, type ListedKind } from '../../../events/listed';
import { isSubscribed } from '../../../events/subscription';
import { without } from '../../../narrow';
import type { HandedEvent } from '../../handover';
import type { PollingState } from '../../state/listState';
import { warnForAll } from '../../state/processMemory';
import type { Trigger } from '../../triggerContext';
import { isTimeAgain } from '../interval';
import { historyOf } from '../progress';
import { freshPages, pagesForPoll } from '../sharedHistory';
import { eventsOf } from './events';
import { lookAt } from './look';
import { nextPart } from './part';
import { ListProgress } from './progress';
import { readingOf } from './reading';

/**
 * 'Receive Events: Polling'. Reads HeyGen's lists of jobs every few minutes, and turns each job
 * that has ended since into an event, as HeyGen would have delivered it. Registers nothing.
 *
 * An event is done once `execute()` has recorded it: until then it is handed over again, and the
 * stored state says no more. So whenever a process ends, the next one finds the rest, and n8n's
 * processed data drops events that were already emitted. Executions that run in this process store
 * the state themselves, in fresh static data; a poll would overwrite what Code nodes have saved
 * since.
 */

type PollTrigger = Trigger<IPollFunctions>;

const minuteMs = 60_000;
/** As with webhooks: events during a longer pause do not count as missed. */
const longestPauseMs = 24 * 60 * minuteMs;

const v1Refusal =
	"'Receive Events: Polling' needs API version v3, because HeyGen's API v1 has no lists: choose V3 in the credential, or 'Webhook' under 'Receive Events'.";

/** Only HeyGen's history has entities, and types without a list. */
const needsHistory = ({ types, options }: Trigger): boolean =>
	options.entityId !== undefined || types === null || types.some((type) => !listedTypes.has(type));

export interface Polled {
	events: HandedEvent[];
	/** The state to store once these are recorded. */
	polling?: PollingState;
	/** A list starts anew, and n8n must save that. */
	begins: boolean;
	/** HeyGen's history is read too. */
	needsHistory: boolean;
}

/** @throws NodeOperationError if a user publishes a workflow that can't work; otherwise never */
export async function pollLists(trigger: PollTrigger): Promise<Polled> {
	const { memory, n8n } = trigger;
	const progress = (memory.lists ??= new ListProgress());
	const isActivation = progress.calledBy !== n8n;
	progress.calledBy = n8n;
	try {
		return await polled(trigger, progress, isActivation);
	} catch (error) {
		if (isActivation && isByAPerson(trigger)) throw asThrown(error);
		warn(trigger, `HeyGen's lists could not be read. ${wordsOf(error)}`);
		return { events: [], begins: false, needsHistory: false };
	}
}

async function polled(
	trigger: PollTrigger,
	progress: ListProgress,
	isActivation: boolean,
): Promise<Polled> {
	const { memory } = trigger;
	const isDue = isTime(trigger, progress, Date.now());
	const begins =
		isActivation || isDue ? await ask(trigger, progress, { isActivation, isDue }) : false;
	if (begins || isActivation) trigger.store({ polling: progress.stored() });
	const part = nextPart(trigger, progress, Date.now());
	// In queue mode executions run elsewhere, and must not store the state.
	if (part.length > 0 && progress.hasHandedOver && !memory.executesHere)
		trigger.store({ polling: progress.stored() });
	progress.hasHandedOver ||= part.length > 0;
	const polling = progress.stored(part);
	return {
		events: part.map(({ handed }) => handed),
		...(polling !== undefined && { polling }),
		begins: begins && !isActivation,
		needsHistory: needsHistory(trigger),
	};
}

/** Unfinished events come first. */
function isTime(trigger: PollTrigger, progress: ListProgress, nowMs: number): boolean {
	const { askedAtMs, undealt } = progress;
	if ([...undealt.values()].some(({ times }) => times === 0)) return false;
	if (isTimeAgain(trigger, askedAtMs, nowMs)) return true;
	// A list that could not be read yet has no start position.
	return !hasBegun(trigger, progress.state) && progress.earlyLooks-- > 0;
}

const chosenKinds = ({ types, options }: PollTrigger): ListedKind[] =>
	options.entityId !== undefined
		? []
		: listedKinds.filter((kind) => typesOfKind(kind).some((type) => isSubscribed(type, types)));

/** Every list has a start position for the events that are wanted now. */
const hasBegun = (trigger: PollTrigger, state: PollingState | undefined): boolean =>
	chosenKinds(trigger).every(({ path }) => {
		const list = state?.lists[path];
		const wanted = [trigger.types, trigger.options.callbackIds];
		return list !== undefined && same([list.types, list.callbackIds], wanted);
	});

const same = (one: unknown, other: unknown): boolean =>
	JSON.stringify(one) === JSON.stringify(other);

/** @returns whether a list starts anew */
async function ask(
	trigger: PollTrigger,
	progress: ListProgress,
	{ isActivation, isDue }: { isActivation: boolean; isDue: boolean },
): Promise<boolean> {
	const { memory, n8n, node, options } = trigger;
	const connection = await connect(n8n, pollPolicy);
	if (connection.apiVersion === 'v1') throw new NodeOperationError(node, v1Refusal);
	if (isActivation) tellLimits(trigger);
	const account = historyOf(node, connection, without(options, 'entityId'));
	const before = known(trigger, progress, account, isActivation);
	// Some of n8n's schedulers poll as if each tick were an activation.
	if (!isDue && before !== undefined && before === progress.state && hasBegun(trigger, before))
		return false;
	progress.askedAtMs = Date.now();
	if (before !== progress.state) {
		progress.undealt.clear();
		// Events in HeyGen's history from before a long pause don't count either.
		if (before === undefined) {
			memory.progress = undefined;
			trigger.store({ progress: undefined });
		}
	}
	const kinds = chosenKinds(trigger);
	const paths = new Set<string>(kinds.map(({ path }) => path));
	const kept = Object.entries(before?.lists ?? {}).filter(([path]) => paths.has(path));
	progress.state = { account, lookedAtMs: Date.now(), lists: Object.fromEntries(kept) };
	let begins = before === undefined;
	for (const kind of kinds) begins = (await look(trigger, progress, connection, kind)) || begins;
	progress.trim();
	return begins;
}

/** Not n8n itself, at its start or when another main takes over. */
const isByAPerson = ({ n8n }: PollTrigger): boolean =>
	!['init', 'leadershipChange'].includes(n8n.getActivationMode());

/** The state to continue from; undefined if there is none yet. */
function known(
	trigger: PollTrigger,
	{ state }: ListProgress,
	account: string,
	isActivation: boolean,
): PollingState | undefined {
	const { polling: stored } = trigger.stored;
	// Another main may have led in the meantime.
	const isStoredNewer = isActivation && (stored?.lookedAtMs ?? 0) > (state?.lookedAtMs ?? 0);
	const before = isStoredNewer ? stored : (state ?? stored);
	if (before?.account !== account) return undefined;
	const isPaused =
		isActivation &&
		isByAPerson(trigger) &&
		Math.abs(Date.now() - before.lookedAtMs) > longestPauseMs;
	return isPaused ? undefined : before;
}

/** @returns whether the list is read for the first time */
async function look(
	trigger: PollTrigger,
	progress: ListProgress,
	connection: Connection,
	kind: ListedKind,
): Promise<boolean> {
	const { state, pages } = progress;
	if (state === undefined) return false;
	const before = state.lists[kind.path];
	const name = `${state.account} ${kind.path}`;
	const shared = before === undefined ? freshPages(name) : pagesForPoll(name, pages.get(kind.path));
	pages.set(kind.path, shared);
	try {
		const found = await lookAt(readingOf(connection, kind, shared), before);
		const { types, options } = trigger;
		const now = { types, callbackIds: options.callbackIds };
		if (before !== undefined) {
			const events = await eventsOf(trigger, connection, { kind, before, ended: found.ended });
			for (const event of events) progress.add(event);
		}
		const lists = { ...state.lists, [kind.path]: { ...now, ...found.known } };
		progress.state = { ...state, lists };
		if (found.isCut)
			warn(trigger, `${kind.path} holds more jobs than are read: some may not start the workflow.`);
		return before === undefined;
	} catch (error) {
		const words = `HeyGen's list ${kind.path} could not be read. ${wordsOf(error)}`;
		warnForAll(trigger.n8n, words, { everyMs: warnEveryMs });
		return false;
	}
}

/** Warns about events that can't come, so that users don't wait for them. */
function tellLimits(trigger: PollTrigger): void {
	const { types, options } = trigger;
	const { entityId, callbackIds } = options;
	const unlisted = types?.filter((type) => !listedTypes.has(type)) ?? [];
	const told = [
		...(entityId === undefined
			? []
			: ["HeyGen's lists have no entity ID, so all events are read from its history."]),
		...(unlisted.length === 0
			? []
			: [`HeyGen has no list for ${unlisted.join(', ')}, so these are read from its history.`]),
		...(callbackIds.length === 0
			? []
			: [
					"HeyGen's lists of videos, podcasts and proofreads have no callback ID; it is read from its history.",
				]),
	];
	if (told.length === 0) return;
	const may =
		"HeyGen's history may lack events that no webhook endpoint is registered for; those do not start the workflow.";
	warn(trigger, `HeyGen Trigger with polling: ${told.join(' ')} ${may}`);
}

const warnEveryMs = 60 * minuteMs;

function warn({ memory, n8n }: PollTrigger, words: string): void {
	if (memory.mayLog(words, warnEveryMs)) n8n.logger.warn(words);
}
