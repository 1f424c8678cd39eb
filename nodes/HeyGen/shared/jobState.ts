import type { IDataObject } from 'n8n-workflow';

import { idText, type JsonObject } from '../narrow';

/**
 * `gone`: HeyGen says that there is no such job.
 * `waiting_for_input`: a person has to act, and nothing goes on before.
 */
export type State = 'open' | 'completed' | 'failed' | 'gone' | 'waiting_for_input';

/** How far a job is, as HeyGen said when it was asked. */
export interface JobStatus {
	state: State;
	data: IDataObject;
	/** Only the state is known: what was made has to be asked for. */
	isBare?: true;
	/** Of a job with several IDs, where HeyGen told the state of each: those that are open. */
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

/** HeyGen says that the job goes on. */
export const isAtWork = (status: unknown): boolean =>
	words.atWork.includes(String(status).toLowerCase());

/** With a reason, or a time of the end, a job has ended under a word that is not known, too. */
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

/** A job that is still at work, or of which nothing is known. */
export const open: JobStatus = { state: 'open', data: {} };
