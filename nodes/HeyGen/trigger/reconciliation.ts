import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { connect } from '../authentication';
import { wordsOf } from '../api/errors';
import { pollPatience } from '../api/patience';
import type { WebhookApi } from '../api/webhooks/contract';
import { webhookApi } from '../api/webhooks/webhookApi';
import { callbackIdOf } from '../events/event';
import { isSubscribed } from '../events/subscription';
import { nodeKey } from './held';
import { newestPosition, readHistory, type Found, type HistoryItem } from './history';
import { itemOf, type Repair } from './item';
import { neededRepair } from './inspection';
import { isWantedCallback, readEvents, readOptions } from './options';
import {
	isFirstCall,
	noteScanned,
	savedPosition,
	savePosition,
	scannedPosition,
	type Position,
} from './progress';
import { seenEvents } from './seen';

/** HeyGen may still be delivering what is younger than its own time limit. */
const graceMs = 10_000;
/** Deliveries under way and late entries of the history are looked at again. */
const overlapMs = 15 * 60_000;

/**
 * One look at HeyGen: what it sent that never arrived, and whether the endpoint is as it should be.
 * Never throws: that would fail an activation or make an error execution.
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
	const options = readOptions(context.getNodeParameter('options', {}));
	if (!options.recoverMissedEvents || context.getMode() === 'manual') return null;
	const connection = await connect(context, pollPatience);
	const api = webhookApi(connection);
	// v1 has no history.
	if (api.version === 'v1') return null;
	const events = readEvents(context.getNode(), context.getNodeParameter('events', []));
	const nowMs = Date.now();
	const isFirst = isFirstCall(context);
	const scanned = scannedPosition(context);
	const saved = savedPosition(context, nowMs);
	if (saved === undefined && scanned === undefined) return await begin(context, api, nowMs);

	const seen = seenEvents(nodeKey(context));
	const found = await readHistory(
		api,
		// Not by type: HeyGen's filter knows fewer types than its endpoints do.
		options.entityId === undefined ? {} : { entityId: options.entityId },
		{
			after: saved ?? scanned ?? { atMs: 0, ids: [] },
			fromMs: scanned === undefined ? 0 : scanned.atMs - overlapMs,
			untilMs: scanned === undefined ? Infinity : nowMs - graceMs,
		},
		(event) =>
			isSubscribed(event.event_type, events) &&
			isWantedCallback(callbackIdOf(event), options.callbackIds),
	);
	const missed = found.events.filter(({ event, madeAtMs }) => !seen.isPastKnown(event, madeAtMs));
	// At the first call of a process, n8n's own hook looks at the endpoint at this moment.
	const repair = isFirst ? undefined : await neededRepair(context, api, events, missed);
	noteScanned(context, found.position);
	if (missed.length === 0 && repair === undefined) return null;
	for (const { event, madeAtMs } of missed) seen.markPast(event, madeAtMs);
	return [toItems(missed, found, repair)];
}

/** At the first activation, what HeyGen has sent so far is history, in HeyGen's own clock. */
async function begin(context: IPollFunctions, api: WebhookApi, nowMs: number): Promise<null> {
	// HeyGen writes whole seconds, so the current one counts as not over.
	let position: Position = { atMs: nowMs - (nowMs % 1_000), ids: [] };
	try {
		position = await newestPosition(api);
	} catch (error) {
		context.logger.debug(`HeyGen's history could not be read yet. ${wordsOf(error)}`);
	}
	savePosition(context, position);
	noteScanned(context, position);
	return null;
}

function toItems(
	missed: HistoryItem[],
	{ position }: Found,
	repair: Repair | undefined,
): INodeExecutionData[] {
	const instruction = { position, ...(repair !== undefined && { repair }) };
	return [itemOf({ instruction }), ...missed.map(itemOf)];
}
