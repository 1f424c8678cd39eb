import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type { HeyGen } from '../../api/client';
import { jobNamed, type JobName } from '../../shared/jobs';
import { idText, textOf } from '../../narrow';
import type { JobType } from './job';
import { statusOf, type JobStatus } from '../../shared/jobState';

/** HeyGen says completed a moment before it names the file. */
const linkMs = 1_000;

/** A job with one ID and a status of its own. */
export function single(name: JobName): JobType {
	const { thing, getBy, path, id: key, statusIds } = jobNamed(name);
	return {
		thing,
		getBy,
		idsOf(created) {
			// A template answers with the video itself.
			const id = idText(created[key]) ?? idText(created.id);
			return id === undefined ? [] : [id];
		},
		named: ([id = '']) => ({ [key]: id }),
		ask: async (heygen, { ids: [id = ''] }) => await askFor(heygen, name, id),
		...(statusIds !== undefined && { statuses: { path: `${path}/statuses`, key: statusIds } }),
	};
}

/** Asks once more for a file that is not named yet. */
export async function askFor(heygen: HeyGen, name: JobName, id: string): Promise<JobStatus> {
	const path = `${jobNamed(name).path}/${encodeURIComponent(id)}`;
	const ask = async (): Promise<JobStatus> =>
		statusOf(await heygen.object({ method: 'GET', path }));
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
		: files.some((file) => textOf(data[file]) !== undefined);
}
