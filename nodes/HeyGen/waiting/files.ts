import type { INodeExecutionData } from 'n8n-workflow';

import { without } from '../narrow';
import { attempt, isFailing } from '../operation/attempt';
import { filesOf } from '../operation/downloads';
import { Item } from '../operation/item';
import { errorJson, onErrorOf } from '../operation/itemError';
import type { Round } from './createNext';
import { namesOf, type Entry } from './output';

interface Finished {
	entries: readonly Entry[];
	items: readonly INodeExecutionData[];
}

/** Adds the finished files to the items. If one can't be downloaded, only its item fails. */
export async function withFiles(
	{ context, connect }: Round,
	{ entries, items }: Finished,
): Promise<INodeExecutionData[]> {
	const made: INodeExecutionData[] = [];
	for (const [index, one] of items.entries()) {
		const entry = entries[index];
		const isWanted = entry !== undefined && 'job' in entry && entry.job.download === true;
		if (!isWanted || one.json.status !== 'completed') {
			made.push(one);
			continue;
		}
		const item = new Item(context, index, []);
		const others = () => namesOf(entries.filter((_entry, other) => other !== index));
		const binary = await attempt(
			context,
			index,
			async () => await filesOf(await connect(), item, one.json),
			others,
		);
		if (!isFailing(binary)) made.push({ ...one, binary });
		else {
			// Without its status: HeyGen has completed it, but this item lacks its file.
			const failed = { ...binary.failed, details: without(one.json, 'status') };
			const json = errorJson(failed, onErrorOf(context.getNode()));
			made.push({ json, pairedItem: { item: index } });
		}
	}
	return made;
}
