import type { IDataObject } from 'n8n-workflow';

import type { HeyGen } from '../../api/client';
import type { JobStatus } from '../../shared/jobState';

/** What was created at HeyGen for one input item. Stored with the execution: plain data only. */
export interface Job {
	/** A key of the table in jobTypes.ts. */
	type: string;
	ids: string[];
	/** With several results, the first failure decides, if the type has several. */
	stopOnFirstFailure?: true;
	/** It was created elsewhere, and its ID was entered. */
	isKnown?: true;
	/** HeyGen has an address to call when it ends. */
	isCalled?: true;
	/** It is an error if the time is up. */
	failsLate?: true;
	/** Its file is downloaded. */
	download?: true;
}

/** How to ask for a type of job, and what it is called. */
export interface JobType {
	/** In a sentence: 'video'. */
	thing: string;
	/** The operation that returns it, if it took too long. */
	getBy: string;
	/** HeyGen does not bill it. */
	isFree?: true;
	/** The IDs in HeyGen's answer to the create; empty if there is none. */
	idsOf(created: IDataObject): string[];
	/** The IDs under HeyGen's keys, as in every output item. */
	named(ids: readonly string[]): IDataObject;
	ask(heygen: HeyGen, job: Job): Promise<JobStatus>;
	/** For states of many IDs in one request. */
	statuses?: { path: string; key: string };
}

/** What happens to a job that is not ready in time. */
export const goesOn = ({ isFree }: JobType): string =>
	isFree === true ? 'continues at HeyGen' : 'continues at HeyGen and is billed';
