import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { codeIn, reasonIn, withoutDot } from '../failureText';
import { errorJson, type OnError } from '../operation/itemError';
import type { Job, Look } from './jobs/job';
import { kindOf } from './jobs/jobTypes';
import type { Entry } from './parked';

/** Why an item has no result. */
export interface Failed {
	message: string;
	/** What to do. */
	description: string;
	/** What HeyGen said, under its own keys, the IDs among them. */
	details: IDataObject;
}

/** What becomes of one input item. */
export type Outcome = { json: IDataObject } | { failed: Failed };

export function outcomeOf(job: Job, { state, data }: Look): Outcome {
	const { thing, named, getBy } = kindOf(job.kind);
	const ids = named(job.ids);
	if (state === 'completed' || state === 'waiting_for_input') {
		return { json: { ...ids, ...data, status: state } };
	}
	if (state === 'open') return { json: { ...ids, status: 'timeout' } };
	const which = `the ${thing} ${Object.values(ids).flat().join(', ')}`;
	if (state === 'gone') {
		return {
			failed: {
				message: `HeyGen no longer has ${which}`,
				description: 'It was deleted before it was ready. Create it again if it is still wanted.',
				details: { ...ids, status: 'failed' },
			},
		};
	}
	return {
		failed: {
			message: `HeyGen could not finish ${which}: ${withoutDot(reasonOf(data))}`,
			description: `Change what HeyGen names, and run the node again. All that HeyGen knows of it comes with '${getBy}'.`,
			details: { ...data, ...ids, status: 'failed' },
		},
	};
}

function reasonOf(data: IDataObject): string {
	const reason = reasonIn(data);
	const code = codeIn(data);
	if (reason === undefined) return code ?? `its status is '${String(data.status)}'`;
	return code === undefined || reason.includes(code) ? reason : `${withoutDot(reason)} (${code})`;
}

/** One output item an input item, in order: n8n pairs them by their place. */
export const itemsOf = (outcomes: readonly Outcome[], onError: OnError): INodeExecutionData[] =>
	outcomes.map((outcome, item) => ({
		json: 'json' in outcome ? outcome.json : errorJson(outcome.failed, onError),
		pairedItem: { item },
	}));

/** What n8n puts out when the time is up and nobody called. */
export const outcomeAtLimit = (entry: Entry): Outcome =>
	'failed' in entry ? entry : outcomeOf(entry.job, { state: 'open', data: {} });

/**
 * What the editor shows meanwhile. Without a key `error`: with Retry On Fail n8n would run the node
 * again. Source: wait-proofs.md section 3.
 */
export const pendingItem = (entry: Entry, item: number): INodeExecutionData => ({
	json:
		'failed' in entry
			? { status: 'failed', message: entry.failed.message }
			: { ...kindOf(entry.job.kind).named(entry.job.ids), status: 'pending' },
	pairedItem: { item },
});
