import type { IDataObject } from 'n8n-workflow';

import type { HeyGen } from '../../api/client';
import { reasonIn } from '../../failureText';
import { idTexts } from '../../narrow';
import type { Job, JobType } from './job';
import { unlessMissing } from './missing';
import { askFor, single } from './single';
import { open, type JobStatus } from '../../shared/jobState';
import { jobNamed, type JobName } from '../../shared/jobs';

/** Asks for this many languages at the same time. */
const width = 10;

/**
 * One source with a job for each language. They are one item, because n8n pairs items by position.
 * @param key HeyGen's key of the IDs
 * @param list their name in the item
 */
export const languages = (name: JobName, key: string, list: string): JobType => ({
	...single(name),
	// One language may come under the name of one.
	idsOf: (created) => idTexts(created[key] ?? created[jobNamed(name).id]),
	named: (ids) => ({ [key]: [...ids] }),
	async ask(heygen, job) {
		const { ids, stopOnFirstFailure } = job;
		const parts: JobStatus[] = [];
		for (let start = 0; start < ids.length; start += width) {
			const some = ids.slice(start, start + width);
			const asked = some.map(async (id) => await askForOne(heygen, name, id));
			parts.push(...(await Promise.all(asked)));
			// The others don't matter while one is open.
			if (stopOnFirstFailure !== true && parts.some(({ state }) => state === 'open')) return open;
		}
		return languagesStatus(job, list, parts);
	},
});

/** @param parts one per ID, in order */
export function languagesStatus(
	{ stopOnFirstFailure }: Job,
	list: string,
	parts: readonly JobStatus[],
): JobStatus {
	if (parts.every(({ state }) => state === 'gone')) return { state: 'gone', data: {} };
	const held = { [list]: parts.map(({ data }) => data) };
	const lost = parts.filter(({ state }) => state === 'failed' || state === 'gone');
	const isFailed = stopOnFirstFailure === true ? lost.length > 0 : lost.length === parts.length;
	if (isFailed) return { state: 'failed', data: { ...reasonsOf(lost), ...held } };
	const isOpen = parts.some(({ state }) => state === 'open');
	return { state: isOpen ? 'open' : 'completed', data: held };
}

/** A language that HeyGen does not know counts as failed and does not affect the others. */
async function askForOne(heygen: HeyGen, name: JobName, id: string): Promise<JobStatus> {
	const status = await unlessMissing(id, askFor(heygen, name, id));
	if (status.state !== 'gone') return status;
	const failure_message = `HeyGen no longer has ${id}`;
	return { state: 'gone', data: { id, status: 'failed', failure_message } };
}

const reasonsOf = (lost: readonly JobStatus[]): IDataObject => ({
	failure_message: [...new Set(lost.flatMap(({ data }) => reasonIn(data) ?? []))].join('; '),
});
