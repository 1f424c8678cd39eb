import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isEvent, type HeyGenEvent } from '../events/event';
import { isObject, textOf } from '../narrow';
import { readPosition, type Position } from './progress';

/** What `webhook()` and `poll()` hand to `execute()`. It is stored with the execution. */
export interface EventItem {
	event: HeyGenEvent;
	/** From the header of a delivery, unsigned. */
	eventId?: string;
	/** Only of an event from the history: when HeyGen made it, ms since 1970. */
	madeAtMs?: number;
}

/** A poll can't save what it found out, so `execute()` does it. */
export interface Instruction {
	/** How far the history is dealt with once the events beside this have been emitted. */
	position?: Position;
	repair?: Repair;
}

export interface Repair {
	/** The URL that HeyGen should have. */
	url: string;
	/** What the poll saw, for the log. */
	reason: string;
	/** HeyGen signs with another secret than the one that is held. */
	secretIsStale: boolean;
}

export const itemOf = (content: EventItem | { instruction: Instruction }): INodeExecutionData => ({
	json: content as unknown as IDataObject,
});

export function readEventItem({ json }: INodeExecutionData): EventItem | undefined {
	// A body put in by hand, e.g. by a test run with edited data, is taken as it is.
	if (isEvent(json)) return { event: json };
	if (!isEvent(json.event)) return undefined;
	const eventId = textOf(json.eventId);
	const { madeAtMs } = json;
	return {
		event: json.event,
		...(eventId !== undefined && { eventId }),
		...(typeof madeAtMs === 'number' && { madeAtMs }),
	};
}

export function readInstruction({ json }: INodeExecutionData): Instruction | undefined {
	const value: unknown = json.instruction;
	if (!isObject(value)) return undefined;
	const position = readPosition(value.position);
	const repair = readRepair(value.repair);
	return { ...(position && { position }), ...(repair && { repair }) };
}

function readRepair(value: unknown): Repair | undefined {
	const url = isObject(value) ? textOf(value.url) : undefined;
	if (!isObject(value) || url === undefined) return undefined;
	return {
		url,
		reason: textOf(value.reason) ?? '',
		secretIsStale: value.secretIsStale === true,
	};
}
