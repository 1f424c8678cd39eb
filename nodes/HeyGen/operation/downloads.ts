import type { IBinaryData, IDataObject } from 'n8n-workflow';

import type { HeyGen } from '../api/client';
import { operationError, wordsOf } from '../api/errors';
import { withoutDot } from '../failureText';
import { fetchFile } from '../api/files/fetch';
import { storeFile } from '../api/files/store';
import { text } from './fields/scalars';
import type { Item } from './item';

/** Where n8n's nodes ask for the place of a file that comes out. */
export const outputField = text('', 'Put Output File in Field', {
	name: 'binaryPropertyName',
	required: true,
	default: 'data',
	placeholder: 'data',
	description: 'The name of the output field that the file is put into',
	sample: 'data',
});

/** How long a host may send nothing. */
const silenceMs = 60_000;

/**
 * What a link of HeyGen's leads to, streamed into n8n's binary storage.
 * @param found what HeyGen says of the file's owner; it may be paid, so the error keeps it
 * @param takesText for subtitles, which are no page all the same
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
			description: `Try again later, or fetch it yourself while its link is good: ${link}`,
		});
		made.context.found = found;
		throw made;
	}
}
