import type { IBinaryData } from 'n8n-workflow';

import { uploadAsset } from '../api/assets';
import type { HeyGen } from '../api/client';
import type { FileToSend } from '../api/content';
import { remoteFile } from '../api/files/remote';
import { isObject } from '../narrow';
import type { Field } from './fields/field';
import { Upload } from './fields/file';
import { unfit } from './fields/invalidInput';
import type { Item } from './item';

/**
 * The body with the files of the item at HeyGen: each binary is uploaded once, and its asset ID
 * stands where it was named. Everything else has been checked by now, so nothing is uploaded in vain.
 */
export async function withUploads<Body>(heygen: HeyGen, item: Item, body: Body): Promise<Body> {
	const known = new Map<string, string>();
	const replaced = async (value: unknown): Promise<unknown> => {
		if (value instanceof Upload) {
			const assetId =
				known.get(value.property) ??
				(await uploadAsset(heygen, await fileOf(item, value), item.keyFor)).asset_id;
			known.set(value.property, assetId);
			return assetId;
		}
		if (Array.isArray(value)) return await inOrder(value, replaced);
		if (!isObject(value)) return value;
		const values = await inOrder(Object.values(value), replaced);
		return Object.fromEntries(Object.keys(value).map((key, index) => [key, values[index]]));
	};
	return (await replaced(body)) as Body;
}

/** One after the other: files are large, and HeyGen counts requests. */
async function inOrder(
	values: unknown[],
	make: (value: unknown) => Promise<unknown>,
): Promise<unknown[]> {
	const made: unknown[] = [];
	for (const value of values) made.push(await make(value));
	return made;
}

/** What a file field holds, ready to be sent. */
export async function fileToSend(heygen: HeyGen, item: Item, field: Field): Promise<FileToSend> {
	const { url, assetId } = Object(item.value(field)) as { url?: string; assetId?: unknown };
	if (url !== undefined) return await remoteFile(item.context, heygen.connection.baseUrl, url);
	if (assetId instanceof Upload) return await fileOf(item, assetId);
	throw unfit(field.property.displayName, 'is neither a URL nor a binary of the item');
}

/** The binary of the input item, ready to be sent. @throws NodeOperationError when there is none */
export async function fileOf(item: Item, { property, label }: Upload): Promise<FileToSend> {
	const { helpers } = item.context;
	const binary = helpers.assertBinaryData(item.index, property);
	const size = await sizeOf(item, binary);
	if (size === 0) throw unfit(label, `names the file '${property}', which is empty`);
	const { id } = binary;
	return {
		name: binary.fileName ?? nameOf(property, binary),
		type: binary.mimeType,
		size,
		open: async () =>
			id === undefined ? Buffer.from(binary.data, 'base64') : await helpers.getBinaryStream(id),
	};
}

async function sizeOf({ context }: Item, { id, data }: IBinaryData): Promise<number> {
	if (id === undefined) return Buffer.byteLength(data, 'base64');
	return (await context.helpers.getBinaryMetadata(id)).fileSize;
}

const nameOf = (property: string, { fileExtension }: IBinaryData): string =>
	fileExtension === undefined ? property : `${property}.${fileExtension}`;
