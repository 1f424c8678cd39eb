import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import type { HeyGen } from '../api/client';
import { isObject, textOf, without } from '../narrow';
import { downloaded } from '../operation/downloads';
import { Item } from '../operation/item';
import { errorJson, onErrorOf } from '../operation/itemError';
import { stateOf } from './jobs/state';
import { attempt, isFailing, jobsOf, type Entry } from './output';

interface Finished {
	entries: readonly Entry[];
	items: readonly INodeExecutionData[];
	/** Of each item, whether its options ask for it. */
	wantsFile: readonly boolean[];
}

/** The finished files beside the items. One that can't be fetched costs its own item only. */
export async function withFiles(
	context: IExecuteFunctions,
	heygen: HeyGen,
	{ entries, items, wantsFile }: Finished,
): Promise<INodeExecutionData[]> {
	const made: INodeExecutionData[] = [];
	for (const [index, one] of items.entries()) {
		if (wantsFile[index] !== true || one.json.status !== 'completed') {
			made.push(one);
			continue;
		}
		const item = new Item(context, index, []);
		const others = () => jobsOf(entries.filter((_entry, other) => other !== index));
		const binary = await attempt(
			context,
			index,
			async () => await filesOf(heygen, item, one.json),
			others,
		);
		if (!isFailing(binary)) made.push({ ...one, binary });
		else {
			// Without its status: HeyGen has completed it, and this item is not what was asked for.
			const failed = { ...binary.failed, details: without(one.json, 'status') };
			const json = errorJson(failed, onErrorOf(context.getNode()));
			made.push({ json, pairedItem: { item: index } });
		}
	}
	return made;
}

/** The link, or those of the languages or clips that are finished too; undefined where none is named. */
function linksIn(json: IDataObject): Array<string | undefined> {
	const parts: unknown[] = [json.translations, json.clips].find(Array.isArray) ?? [json];
	return parts.flatMap((part) => {
		if (!isObject(part) || stateOf(part) !== 'completed') return [];
		return [textOf(part.video_url) ?? textOf(part.audio_url)];
	});
}

/** Under `data`, `data_1`, `data_2` and so on. @throws NodeOperationError */
async function filesOf(heygen: HeyGen, item: Item, found: IDataObject): Promise<IBinaryKeyData> {
	const files: IBinaryKeyData = {};
	const links = linksIn(found);
	const named = links.filter((link) => link !== undefined);
	if (links.length === 0 || named.length < links.length) {
		throw item.refuse(
			'HeyGen has finished, but names no file',
			'Get it later by its ID, which this item has. If there is still no file then, ask HeyGen.',
		);
	}
	for (const [index, link] of named.entries()) {
		const name = index === 0 ? 'data' : `data_${index}`;
		files[name] = await downloaded(heygen, item, link, found);
	}
	return files;
}
