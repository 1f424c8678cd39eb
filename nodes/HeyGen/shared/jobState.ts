import type { IDataObject } from 'n8n-workflow';

import { idText, type JsonObject } from '../narrow';

/**
 * `gone`: HeyGen says that the job does not exist.
 * `waiting_for_input`: the job is stuck until a person acts.
 */
export type State = 'open' | 'completed' | 'failed' | 'gone' | 'waiting_for_input';

/** The state of a job according to HeyGen. */
export interface JobStatus {
	state: State;
	data: IDataObject;
	/** Only the state is known; the result has to be requested separately. */
	isBare?: true;
	/** For a job with several IDs whose states are known: the IDs that are still open. */
	openIds?: readonly string[];
}

/** Source: docs/facts/heygen.md#jobs */
const words: Record<Exclude<State, 'open'> | 'atWork', readonly string[]> = {
	atWork: [
		...['waiting', 'queued', 'pending', 'processing', 'running', 'rendering', 'loading'],
		...['thinking', 'generating'],
	],
	completed: ['completed', 'complete', 'succeeded', 'success', 'active'],
	failed: ['failed', 'error', 'cancelled', 'canceled'],
	gone: ['deleted', 'not_found'],
	waiting_for_input: ['waiting_for_input', 'reviewing', 'pending_consent'],
};

const reasons = ['failure_message', 'failure_code', 'failure_reason', 'error', 'error_message'];
const links = ['video_url', 'audio_url'];
const ends = ['completed_at', 'finished_at', 'ended_at', 'failed_at'];

/** HeyGen says that the job is still running. */
export const isAtWork = (status: unknown): boolean =>
	words.atWork.includes(String(status).toLowerCase());

/** A job with a reason or an end time has ended, even if its status is unknown. */
export function stateOf(job: JsonObject): State {
	const word = String(job.status).toLowerCase();
	if (isAtWork(word)) return 'open';
	for (const state of ['completed', 'failed', 'gone', 'waiting_for_input'] as const) {
		if (words[state].includes(word)) return state;
	}
	const says = (name: string): boolean => !['{}', '[]', undefined].includes(idText(job[name]));
	if (reasons.some(says)) return 'failed';
	if (!ends.some(says)) return 'open';
	return links.some(says) ? 'completed' : 'failed';
}

export const statusOf = (data: IDataObject): JobStatus => ({ state: stateOf(data), data });

/** A job that is still running, or whose state is unknown. */
export const open: JobStatus = { state: 'open', data: {} };
