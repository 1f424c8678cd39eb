import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { chosenTypes } from '../events/subscription';
import { isObject, textOf } from '../narrow';

/** The node's `options` with the defaults of what a person did not add. */
export interface TriggerOptions {
	/** Only events with one of these; empty = every event. */
	callbackIds: string[];
	/** Narrows the endpoint to one resource (v3). */
	entityId?: string;
	downloadVideo: boolean;
	/** 0 = a delivery may be of any age. */
	maxAgeSeconds: number;
	recoverMissedEvents: boolean;
}

export const defaultMaxAgeSeconds = 300;
export const defaultRecoverIntervalMinutes = 10;

export function readOptions(value: unknown): TriggerOptions {
	const options = isObject(value) ? value : {};
	const entityId = textOf(options.entityId)?.trim();
	const maxAge = Number(options.maxAgeSeconds ?? defaultMaxAgeSeconds);
	return {
		callbackIds: String(options.callbackIds ?? '')
			.split(',')
			.map((id) => id.trim())
			.filter((id) => id !== ''),
		...(entityId && { entityId }),
		downloadVideo: options.downloadVideo === true,
		maxAgeSeconds: Number.isFinite(maxAge) && maxAge >= 0 ? maxAge : defaultMaxAgeSeconds,
		recoverMissedEvents: options.recoverMissedEvents !== false,
	};
}

/** The chosen event types; null = every event. @throws NodeOperationError when none is chosen */
export function readEvents(node: INode, value: unknown): string[] | null {
	const types = chosenTypes(value);
	if (types !== undefined) return types;
	throw new NodeOperationError(
		node,
		"No event is chosen: choose at least one under 'Trigger On', or 'All Events'.",
	);
}

export const isWantedCallback = (callbackId: string | undefined, wanted: string[]): boolean =>
	wanted.length === 0 || (callbackId !== undefined && wanted.includes(callbackId));
