import type { Generation, HistoryEvent, Simulator } from '../../simulator';
import { hours } from './clock';

export const success = 'avatar_video.success';
export const gif = 'avatar_video_gif.success';

/** HeyGen gives up after a day. Source: docs/facts/heygen.md#deliveries */
export const longestRetryMs = hours(24);

/** What differs between two accounts, or two times, of HeyGen. */
export interface Manner {
	generation: Generation;
	/** v3 only: whether a delivery's body has the event's id. */
	hasIds: boolean;
	/** Each event's file is to be fetched. */
	hasFiles?: boolean;
	/** The trigger reads HeyGen's lists; with IDs, HeyGen's history holds what no endpoint waits for. */
	isPolling?: boolean;
}

/** An event that HeyGen made, and what became of its delivery. */
export interface Made {
	key: string;
	account: Simulator;
	event: HistoryEvent;
	body: Buffer;
	madeAtMs: number;
	/** The workflow listened to its type then. */
	isWanted: boolean;
	/** The endpoints that HeyGen had for it then. */
	endpointIds: string[];
	isAcknowledged: boolean;
	/** Which promise of HeyGen's or n8n's was broken, so that it need not come out. */
	excuse?: string;
}
