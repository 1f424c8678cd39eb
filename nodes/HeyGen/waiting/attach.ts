import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { HeyGen } from '../api/client';
import { textOf } from '../narrow';
import { downloaded } from '../resources/downloads';
import { Item } from '../resources/item';
import { attempt, isFailing } from './attempt';
import { itemsOf, onErrorOf } from './outcome';

/** The finished files beside the items. One that can't be fetched costs its own item only. */
export async function withFiles(
	context: IExecuteFunctions,
	heygen: HeyGen,
	items: readonly INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const made: INodeExecutionData[] = [];
	for (const [index, one] of items.entries()) {
		const link = textOf(one.json.video_url);
		if (link === undefined || one.json.status !== 'completed') {
			made.push(one);
			continue;
		}
		const item = new Item(context, index, []);
		const binary = await attempt(
			context,
			index,
			async () => await downloaded(heygen, item, link, one.json),
		);
		if (!isFailing(binary)) made.push({ ...one, binary: { data: binary } });
		else {
			const failed = { ...binary.failed, details: one.json };
			const [error] = itemsOf([{ failed }], onErrorOf(context.getNode()));
			made.push({ json: error?.json ?? one.json, pairedItem: { item: index } });
		}
	}
	return made;
}
