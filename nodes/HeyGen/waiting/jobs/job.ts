import type { IDataObject } from 'n8n-workflow';

import type { HeyGen } from '../../api/client';

/** What was made at HeyGen for one input item. Stored with the execution: plain data only. */
export interface Job {
	/** A key of the table in jobTypes.ts. */
	kind: string;
	ids: string[];
	/** Of several results the first that fails decides, where the kind has several. */
	stopOnFirstFailure?: true;
}

/**
 * `gone`: HeyGen has no such thing, which just after its creation says nothing.
 * `waiting_for_input`: a person has to act, and nothing goes on before.
 */
export type State = 'open' | 'completed' | 'failed' | 'gone' | 'waiting_for_input';

/** What HeyGen said of a job, asked just now. */
export interface Look {
	state: State;
	data: IDataObject;
	/** A part of it is gone. */
	lacksPart?: true;
}

/** How a kind of job is asked for, and what it is called. */
export interface Kind {
	/** In a sentence: 'video'. */
	thing: string;
	/** What a person uses when it took too long. */
	getBy: string;
	/** The IDs in HeyGen's answer to the create; none when there is none. */
	idsOf(created: IDataObject): string[];
	/** The IDs under HeyGen's keys, as every output item has them. */
	named(ids: readonly string[]): IDataObject;
	look(heygen: HeyGen, job: Job): Promise<Look>;
	/** Where the states of many are asked at once. */
	statuses?: { path: string; key: string };
	/** HeyGen calls for each of several results, so one call may come while others are open. */
	callsOften?: true;
}

/** HeyGen's other words for the same, too: a job that is not seen to end is waited for in vain. */
const ended: Record<string, State> = {
	completed: 'completed',
	complete: 'completed',
	succeeded: 'completed',
	success: 'completed',
	failed: 'failed',
	error: 'failed',
	cancelled: 'failed',
	canceled: 'failed',
	deleted: 'gone',
	not_found: 'gone',
	waiting_for_input: 'waiting_for_input',
	reviewing: 'waiting_for_input',
};

/** HeyGen's word for a state. Source: heygen-api/jobs.md sections 1 and 3, api-notes.md section 6. */
export function stateOf(status: unknown): State {
	const word = String(status).toLowerCase();
	return Object.hasOwn(ended, word) ? (ended[word] ?? 'open') : 'open';
}

export const lookOf = (data: IDataObject): Look => ({ state: stateOf(data.status), data });
