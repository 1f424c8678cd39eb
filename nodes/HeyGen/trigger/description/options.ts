import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { brokenTypes, chosenTypes, separated } from '../../events/subscription';
import { idText, isObject, isOn, parseJson } from '../../narrow';

/** The node's `options`, with defaults for those that were not added. */
export interface TriggerOptions {
	/** Only events with one of these; empty = every event. */
	callbackIds: string[];
	/** Narrows the endpoint to one resource (v3). */
	entityId?: string;
	downloadVideo: boolean;
	/** 0 = accept any age. */
	maxAgeSeconds: number;
	recoverMissedEvents: boolean;
}

export const defaultMaxAgeSeconds = 300;
export const defaultRecoverIntervalMinutes = 10;

/** @param value the collection; an expression may give each option as text, empty or not at all */
export function readOptions(value: unknown): TriggerOptions {
	const options = isObject(value) ? value : {};
	const entityId = idText(options.entityId);
	return {
		callbackIds: callbackIdsIn(options.callbackIds),
		...(entityId !== undefined && { entityId }),
		downloadVideo: isOn(options.downloadVideo, false),
		maxAgeSeconds: secondsIn(options.maxAgeSeconds),
		recoverMissedEvents: isOn(options.recoverMissedEvents, true),
	};
}

/** A text is split at commas; entries of a list, also in JSON, may contain commas. */
function callbackIdsIn(value: unknown): string[] {
	const list = typeof value === 'string' && /^\s*\[/.test(value) ? parseJson(value) : value;
	const ids = Array.isArray(list) ? list : separated(idText(value) ?? '');
	return ids.flatMap((id: unknown) => idText(id) ?? []);
}

/** How often a poll asks HeyGen, 1 to 59 minutes. @param value as in `readOptions` */
export function recoverIntervalIn(value: unknown): number {
	const entered = isObject(value) ? value.recoverIntervalMinutes : undefined;
	const minutes = Math.round(Number(entered ?? NaN)) || defaultRecoverIntervalMinutes;
	return Math.min(59, Math.max(1, minutes));
}

export const defaultPollIntervalMinutes = 2;

/** How often the trigger reads HeyGen's lists, 1 to 60 minutes. */
export function pollIntervalIn(value: unknown): number {
	const minutes = Math.round(Number(value ?? NaN)) || defaultPollIntervalMinutes;
	return Math.min(60, Math.max(1, minutes));
}

/** 0 or more; the default for anything that is not a number, such as an empty expression. */
function secondsIn(value: unknown): number {
	const isNumber = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
	const seconds = isNumber ? Number(value) : NaN;
	return Number.isFinite(seconds) && seconds >= 0 ? seconds : defaultMaxAgeSeconds;
}

/**
 * The selected event types; null = every event.
 * @throws NodeOperationError if none is selected, or one can't be a type
 */
export function readEvents(node: INode, value: unknown): string[] | null {
	const types = chosenTypes(value);
	if (types === undefined) {
		throw new NodeOperationError(
			node,
			"No event is chosen: choose at least one under 'Trigger On', or 'All Events'.",
		);
	}
	const [broken] = brokenTypes(types ?? []);
	if (broken === undefined) return types;
	throw new NodeOperationError(
		node,
		`'Trigger On' holds "${broken}", which is no event type of HeyGen: choose from the list, or give types such as avatar_video.success.`,
	);
}

export const isWantedCallback = (callbackId: string | undefined, wanted: string[]): boolean =>
	wanted.length === 0 || (callbackId !== undefined && wanted.includes(callbackId));
