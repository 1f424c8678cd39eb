import { createHash } from 'node:crypto';

import type { INode } from 'n8n-workflow';

import type { Connection } from '../../api/connection';
import { callbackIdOf, type HeyGenEvent } from '../../events/event';
import { isSubscribed } from '../../events/subscription';
import { isWantedCallback, type TriggerOptions } from '../description/options';
import type { Choice, Progress } from '../state/staticData';
import { isUpTo, type PastHeyGenEvent } from './history';

/** Read again each time, for deliveries in progress and for late entries in the history. */
export const overlapMs = 15 * 60_000;
/** HeyGen gives up on an event after a day. Source: docs/facts/heygen.md#deliveries. */
const longestPauseMs = 24 * 3_600_000;
/** If the choice changes more often before a look back, the oldest choices are lost. */
const mostChoices = 20;

/** Each combination of Base URL, credential and entity has its own history. */
export function historyOf(
	{ credentials }: INode,
	{ credentialType, baseUrl }: Connection,
	{ entityId }: TriggerOptions,
): string {
	const id = credentials?.[credentialType]?.id ?? '';
	return createHash('sha256')
		.update(JSON.stringify([credentialType, id, baseUrl, entityId ?? '']))
		.digest('base64')
		.slice(0, 22);
}

/** Whether to continue from there: it is the same history, and there was no long pause. */
export function isUsable(progress: Progress, history: string, nowMs: number): boolean {
	const { pausedAtMs = nowMs } = progress;
	return progress.history === history && nowMs - pausedAtMs <= longestPauseMs;
}

export const isChosen = (
	{ choices }: Progress,
	types: string[] | null,
	callbackIds: string[],
): boolean => {
	const now = choices.at(-1);
	const same = (one: readonly string[] | null, other: readonly string[] | null): boolean =>
		JSON.stringify(one && [...one].sort()) === JSON.stringify(other && [...other].sort());
	return now !== undefined && same(now.types, types) && same(now.callbackIds, callbackIds);
};

export const withChoice = (progress: Progress, choice: Choice): Progress => ({
	...progress,
	choices: [...progress.choices, choice].slice(-mostChoices),
});

/** @param leastMs everything before it counts as done */
export const begun = (history: string, choice: Choice, leastMs: number): Progress => ({
	history,
	choices: [choice],
	atMs: Math.max(choice.since.atMs, leastMs),
});

/** An event that was not wanted when it was made was not missed, even if it is wanted now. */
export function isWanted({ choices }: Progress, past: PastHeyGenEvent): boolean {
	const atThatTime = choices.filter(({ since }) => !isUpTo(since, past)).at(-1);
	const now = choices.at(-1);
	return [atThatTime, now].every((each) => each !== undefined && wants(each, past.event));
}

const wants = ({ types, callbackIds }: Choice, event: HeyGenEvent): boolean =>
	isSubscribed(event.event_type, types) && isWantedCallback(callbackIdOf(event), callbackIds);

/**
 * Moves forward past the events that are done, never back.
 * @param newestMs the newest plausible time in HeyGen's history
 * @param openMs when the events were made that are not recorded yet
 */
export function advanced(
	progress: Progress,
	newestMs: number | undefined,
	openMs: number[],
	nowMs: number,
): Progress {
	const oldestOpenMs = openMs.reduce((a, b) => Math.min(a, b), Infinity);
	// A time in the future would hide events that are made until then.
	const atMs = Math.min(newestMs ?? progress.atMs, oldestOpenMs - 1, nowMs);
	return { ...progress, pausedAtMs: undefined, atMs: Math.max(progress.atMs, atMs) };
}
