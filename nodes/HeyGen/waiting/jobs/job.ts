import type { IDataObject } from 'n8n-workflow';

import type { HeyGen } from '../../api/client';
import type { JobStatus } from '../../shared/jobState';

/** What was made at HeyGen for one input item. Stored with the execution: plain data only. */
export interface Job {
	/** A key of the table in jobTypes.ts. */
	type: string;
	ids: string[];
	/** Of several results the first that fails decides, where the type has several. */
	stopOnFirstFailure?: true;
	/** It was made elsewhere, and its ID was entered. */
	isKnown?: true;
	/** HeyGen has an address to call when it ends. */
	isCalled?: true;
	/** When the time is up it is an error. */
	failsLate?: true;
	/** Its file is wanted. */
	download?: true;
}

/** How a type of job is asked for, and what it is called. */
export interface JobType {
	/** In a sentence: 'video'. */
	thing: string;
	/** The operation that shows it when it took too long. */
	getBy: string;
	/** HeyGen bills none. */
	isFree?: true;
	/** The IDs in HeyGen's answer to the create; none when there is none. */
	idsOf(created: IDataObject): string[];
	/** The IDs under HeyGen's keys, as every output item has them. */
	named(ids: readonly string[]): IDataObject;
	ask(heygen: HeyGen, job: Job): Promise<JobStatus>;
	/** Where the states of many IDs are asked in one call. */
	statuses?: { path: string; key: string };
}

/** What becomes of one that is not ready in time. */
export const goesOn = ({ isFree }: JobType): string =>
	isFree === true ? 'continues at HeyGen' : 'continues at HeyGen and is billed';
