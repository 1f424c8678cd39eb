import type { IBinaryData, IBinaryKeyData, IDataObject } from 'n8n-workflow';

import type { HeyGen } from '../api/client';
import { operationError, wordsOf } from '../api/errors';
import { withoutDot } from '../failureText';
import { fetchFile } from '../api/files/fetch';
import { storeFile } from '../api/files/store';
import { isObject, textOf } from '../narrow';
import { stateOf } from '../shared/jobState';
import { text } from './fields/scalars';
import type { Item } from './item';

/** n8n's usual field for the name of an output file. */
export const outputField = text('', 'Put Output File in Field', {
	name: 'binaryPropertyName',
	required: true,
	default: 'data',
	placeholder: 'data',
	description: 'The name of the output field that the file is put into',
	sample: 'data',
});

/** The host may be silent for this long. */
const silenceMs = 60_000;

/**
 * Streams the file behind one of HeyGen's links into n8n's binary storage.
 * @param found HeyGen's answer with the link; it may be paid for, so the error keeps it
 * @param takesText for subtitles, which are text but not a web page
 * @throws NodeOperationError that says why there is no file, and where it is
 */
export async function downloaded(
	{ connection }: HeyGen,
	{ context, index }: Item,
	link: string,
	found: IDataObject,
	{ takesText = false } = {},
): Promise<IBinaryData> {
	const source = {
		context,
		baseUrl: connection.baseUrl,
		silenceMs,
		takesText,
		isFresh: true,
	} as const;
	try {
		return await fetchFile(source, connection.policy, link, async (file) =>
			storeFile(context, file),
		);
	} catch (error) {
		const message = `The file could not be downloaded: ${withoutDot(wordsOf(error))}.`;
		const made = operationError(context.getNode(), message, {
			itemIndex: index,
			description: `Try again later, or download it yourself while its link is valid: ${link}`,
		});
		made.context.found = found;
		throw made;
	}
}

/** The link, or those of the other finished languages or clips; undefined if there is none. */
function linksIn(json: IDataObject): Array<string | undefined> {
	const { images, layers } = json;
	if (Array.isArray(images))
		return images.map((image) => (isObject(image) ? textOf(image.image_url) : undefined));
	// Layers that nobody asked for may be named all the same.
	if (isObject(layers)) return Object.values(layers).flatMap((layer) => textOf(layer) ?? []);
	const parts: unknown[] = [json.translations, json.clips].find(Array.isArray) ?? [json];
	return parts.flatMap((part) => {
		if (!isObject(part) || stateOf(part) !== 'completed') return [];
		return [textOf(part.video_url) ?? textOf(part.audio_url)];
	});
}

/**
 * The files of a finished job, under `data`, `data_1`, `data_2` and so on.
 * @throws NodeOperationError
 */
export async function filesOf(
	heygen: HeyGen,
	item: Item,
	found: IDataObject,
): Promise<IBinaryKeyData> {
	const files: IBinaryKeyData = {};
	const links = linksIn(found);
	const named = links.filter((link) => link !== undefined);
	if (links.length === 0 || named.length < links.length) {
		throw item.refuse(
			'HeyGen has finished, but its answer has no file',
			'Get it later by its ID, which this item has. If there is still no file then, ask HeyGen.',
		);
	}
	for (const [index, link] of named.entries()) {
		const name = index === 0 ? 'data' : `data_${index}`;
		files[name] = await downloaded(heygen, item, link, found);
	}
	return files;
}
