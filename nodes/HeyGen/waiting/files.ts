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
import { attempt, isFailing } from './attempt';
import { stateOf } from './jobs/job';
import type { Entry } from './parked';

/** The finished files beside the items. One that can't be fetched costs its own item only. */
export async function withFiles(
	context: IExecuteFunctions,
	heygen: HeyGen,
	entries: readonly Entry[],
	items: readonly INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const made: INodeExecutionData[] = [];
	for (const [index, one] of items.entries()) {
		const links = linksIn(one.json);
		if (links.length === 0) {
			made.push(one);
			continue;
		}
		const item = new Item(context, index, []);
		const others = entries.filter((_entry, other) => other !== index);
		const fetchAll = async () => await filesOf(heygen, item, links, one.json);
		const binary = await attempt(context, index, fetchAll, others);
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

/** Of what is finished: the file, or those of its languages or clips that are finished too. */
function linksIn(json: IDataObject): string[] {
	if (json.status !== 'completed') return [];
	const parts: unknown[] = [json.translations, json.clips].find(Array.isArray) ?? [json];
	return parts.flatMap((part) => {
		if (!isObject(part) || stateOf(part.status) !== 'completed') return [];
		return textOf(part.video_url) ?? textOf(part.audio_url) ?? [];
	});
}

/** Under `data`, `data_1`, `data_2` and so on. */
async function filesOf(
	heygen: HeyGen,
	item: Item,
	links: readonly string[],
	found: IDataObject,
): Promise<IBinaryKeyData> {
	const files: IBinaryKeyData = {};
	for (const [index, link] of links.entries()) {
		const name = index === 0 ? 'data' : `data_${index}`;
		files[name] = await downloaded(heygen, item, link, found);
	}
	return files;
}
