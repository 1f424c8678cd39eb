import type { IPollFunctions } from 'n8n-workflow';

import type { Connection } from '../../../api/connection';
import { wordsOf } from '../../../api/errors';
import { largestPage } from '../../../api/pagination';
import { webhookApi } from '../../../api/webhooks/webhookApi';
import { callbackIdOf, isEvent, type HeyGenEvent } from '../../../events/event';
import { fingerprint } from '../../../events/fingerprint';
import { endedMsOf, eventOf, type ListedKind } from '../../../events/listed';
import { isSubscribed } from '../../../events/subscription';
import { isTooDeep } from '../../../narrow';
import { keysOf } from '../../dedupe/keys';
import { isWantedCallback } from '../../description/options';
import type { HandedEvent } from '../../handover';
import type { ListState } from '../../state/listState';
import type { Trigger } from '../../triggerContext';
import { pagesForPoll } from '../sharedHistory';
import type { Ended } from './look';
import type { Undealt } from './progress';

type PollTrigger = Trigger<IPollFunctions>;

/** The jobs of one list that have ended since the last poll. */
interface News {
	kind: ListedKind;
	before: ListState;
	ended: Ended[];
}

/** The events that the workflow wants, and wanted when they were made. */
export async function eventsOf(
	trigger: PollTrigger,
	connection: Connection,
	{ kind, before, ended }: News,
): Promise<Undealt[]> {
	const { types, options, scope } = trigger;
	const nowMs = Date.now();
	const made = ended.map((each) => ({ ...each, handed: handedOf(kind, each, nowMs) }));
	const wanted = made.filter(({ handed: { event } }) =>
		[types, before.types].every((chosen) => isSubscribed(event.event_type, chosen)),
	);
	if (wanted.length === 0) return [];
	const past = await pastOf(trigger, connection, wanted);
	return wanted.flatMap(({ id, createdMs, wasOpen, handed: ofList }) => {
		const handed = past.get(fingerprint(ofList.event)) ?? ofList;
		const callbackId = callbackIdOf(handed.event);
		const isWanted = [options.callbackIds, before.callbackIds].every((chosen) =>
			isWantedCallback(callbackId, chosen),
		);
		if (!isWanted) {
			if (callbackId === undefined && kind.hasCallbackId !== true) sayUntold(trigger);
			return [];
		}
		const keys = keysOf(handed.event, handed.atMs, scope);
		return [{ kind, id, createdMs, wasOpen, handed, keys, times: 0, nextAtMs: 0 }];
	});
}

/** The day in its keys comes from a time in the entry, so that it stays the same. */
const handedOf = (kind: ListedKind, { entry, outcome, createdMs }: Ended, nowMs: number) => ({
	event: eventOf(kind, entry, outcome, nowMs),
	atMs: endedMsOf(entry) ?? createdMs,
});

/**
 * The same events as HeyGen sent them, if its history has them: with an ID, and with fields that no
 * list has. It is not documented whether the history has events without an endpoint.
 */
async function pastOf(
	{ memory, n8n }: PollTrigger,
	connection: Connection,
	wanted: ReadonlyArray<{ handed: HandedEvent }>,
): Promise<Map<string, HandedEvent>> {
	const missing = new Set(wanted.map(({ handed }) => fingerprint(handed.event)));
	const found = new Map<string, HandedEvent>();
	const before = memory.lists?.pages.get('history');
	const pages = pagesForPoll(`${memory.lists?.state?.account ?? ''} events`, before);
	memory.lists?.pages.set('history', pages);
	// As far back as these events may be, if there are no others in between.
	const most = 2 * largestPage + wanted.length;
	let read = 0;
	try {
		for await (const { sent, createdAtMs } of webhookApi(connection).history(
			{},
			undefined,
			pages,
		)) {
			if (isEvent(sent) && !isTooDeep(sent)) note(sent, createdAtMs);
			if (missing.size === 0 || ++read >= most) break;
		}
	} catch (error) {
		n8n.logger.debug(`HeyGen's history could not be read. ${wordsOf(error)}`);
	}
	function note(event: HeyGenEvent, atMs = Date.now()): void {
		const print = fingerprint(event);
		if (missing.delete(print)) found.set(print, { event, atMs });
	}
	return found;
}

const sayEveryMs = 60 * 60_000;

function sayUntold({ memory, n8n }: PollTrigger): void {
	if (!memory.mayLog('no callback ID', sayEveryMs)) return;
	n8n.logger.warn(
		"HeyGen Trigger with polling: a job has ended, but HeyGen's list has no callback ID for it, so 'Callback IDs' leaves it out. Receive events by webhook, or filter by another field.",
	);
}
