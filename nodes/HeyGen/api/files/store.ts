import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { textOf } from '../../narrow';
import { fileNameOf } from './fileName';
import type { OpenFile } from './open';

/** Streams a file into n8n's binary storage. */
export async function storeFile(
	{ helpers }: IExecuteFunctions,
	{ url, headers, body }: OpenFile,
): Promise<IBinaryData> {
	const type = textOf(headers['content-type'])?.split(';')[0]?.trim();
	const isVague = type === undefined || /^(application|binary)\/octet-stream$/i.test(type);
	const name = fileNameOf(headers, url);
	return await helpers.prepareBinaryData(body, name, isVague ? undefined : type);
}
