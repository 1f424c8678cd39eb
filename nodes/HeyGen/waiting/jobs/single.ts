import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type { HeyGen } from '../../api/client';
import { jobNamed, type JobName } from '../../shared/jobs';
import { idText, textOf, valueAt } from '../../narrow';
import type { JobType } from './job';
import { open, statusOf, type JobStatus } from '../../shared/jobState';

/** HeyGen reports completed a moment before the link is there. */
const linkMs = 1_000;

/** A job with one ID and its own status. */
export function single(name: JobName): JobType {
	const { thing, getBy, path, id: key, createdAs = key, statusIds, isFree } = jobNamed(name);
	return {
		thing,
		getBy,
		...(isFree === true && { isFree }),
		idsOf(created) {
			// A template returns the video itself.
			const id = [created[key], valueAt(created, createdAs), created.id]
				.map(idText)
				.find((one) => one !== undefined);
			return id === undefined ? [] : [id];
		},
		named: ([id = '']) => ({ [key]: id }),
		async ask(heygen, { ids: [id = ''], isKnown }) {
			const status = await askFor(heygen, name, id);
			// The person has already been asked to act if an existing job is waited for.
			const isAsked = isKnown === true && status.state === 'waiting_for_input';
			return isAsked ? open : status;
		},
		...(statusIds !== undefined && { statuses: { path: `${path}/statuses`, key: statusIds } }),
	};
}

/** Asks once more if the link is not there yet. */
export async function askFor(heygen: HeyGen, name: JobName, id: string): Promise<JobStatus> {
	const path = `${jobNamed(name).path}/${encodeURIComponent(id)}`;
	const ask = async (): Promise<JobStatus> => {
		const data = await heygen.object({ method: 'GET', path });
		const isStock = jobNamed(name).hasStock === true && textOf(data.status) === undefined;
		return isStock ? { state: 'completed', data } : statusOf(data);
	};
	const status = await ask();
	if (status.state !== 'completed' || hasFile(name, status.data)) return status;
	await sleep(linkMs);
	const again = await ask();
	return again.state === 'completed' ? again : status;
}

function hasFile(name: JobName, data: IDataObject): boolean {
	const { files, parts } = jobNamed(name);
	const list = parts === undefined ? undefined : data[parts];
	return Array.isArray(list)
		? list.length > 0
		: files === undefined || files.some((file) => textOf(data[file]) !== undefined);
}
