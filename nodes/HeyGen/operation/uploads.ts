import type { IBinaryData } from 'n8n-workflow';

import { uploadAsset } from '../api/assets';
import type { HeyGen } from '../api/client';
import type { FileToSend } from '../api/content';
import { operationError, wordsOf } from '../api/errors';
import { remoteFile } from '../api/files/remote';
import { mimeTypeOf } from '../api/mimeType';
import { withoutDot } from '../failureText';
import { isObject } from '../narrow';
import type { Field } from './fields/field';
import { Upload } from './fields/upload';
import { unfit } from './fields/invalidInput';
import type { Item } from './item';

/**
 * Uploads the binaries in the body, each once, and replaces them with their asset IDs. All files
 * are opened and everything else is checked before the first upload, so nothing is uploaded in
 * vain.
 */
export async function withUploads<Body>(heygen: HeyGen, item: Item, body: Body): Promise<Body> {
	const files = await filesIn(item, body);
	const assetIds = new Map<unknown, string>();
	// One after the other: files are large, and HeyGen limits requests.
	for (const [binary, file] of files) {
		assetIds.set(binary, (await uploadAsset(heygen, file, item.keyFor)).asset_id);
	}
	return replaced(body, ({ binary }) => assetIds.get(binary)) as Body;
}

/** The body as used for the Idempotency-Key: each file by its name and size. */
export async function contentOf(item: Item, body: unknown): Promise<unknown> {
	const files = await filesIn(item, body);
	return replaced(body, ({ binary }) => {
		const { name, size } = files.get(binary) ?? {};
		return { name, size };
	});
}

/** Every binary in the body. @throws NodeOperationError if one is missing */
export async function filesIn(item: Item, body: unknown): Promise<Map<unknown, FileToSend>> {
	const files = new Map<unknown, FileToSend>();
	for (const upload of uploadsIn(body)) {
		if (!files.has(upload.binary)) files.set(upload.binary, await fileOf(item, upload));
	}
	return files;
}

function replaced(value: unknown, by: (upload: Upload) => unknown): unknown {
	if (value instanceof Upload) return by(value);
	if (Array.isArray(value)) return value.map((one) => replaced(one, by));
	if (!isObject(value)) return value;
	const entries = Object.entries(value).map(([key, held]) => [key, replaced(held, by)]);
	return Object.fromEntries(entries);
}

function uploadsIn(value: unknown): Upload[] {
	if (value instanceof Upload) return [value];
	if (Array.isArray(value)) return value.flatMap(uploadsIn);
	return isObject(value) ? Object.values(value).flatMap(uploadsIn) : [];
}

/** The file of a file field, ready to be sent. */
export async function fileToSend(heygen: HeyGen, item: Item, field: Field): Promise<FileToSend> {
	const { url, assetId } = Object(item.value(field)) as { url?: string; assetId?: unknown };
	if (url !== undefined) return await remoteFile(item.context, heygen.connection, url);
	if (assetId instanceof Upload) return await fileOf(item, assetId);
	throw unfit(field.property.displayName, 'is neither a URL nor a binary of the item');
}

/** The binary, ready to be sent. @throws NodeOperationError if there is none of this name */
async function fileOf(item: Item, { binary: given, label }: Upload): Promise<FileToSend> {
	const { helpers } = item.context;
	const property = typeof given === 'string' ? given : 'file';
	const binary = typeof given === 'string' ? helpers.assertBinaryData(item.index, given) : given;
	const size = await sizeOf(item, binary);
	const { id, fileName: name = nameOf(property, binary) } = binary;
	if (size === 0) throw unfit(label, `names the file '${name}', which is empty`);
	return {
		name,
		type: mimeTypeOf(binary.mimeType, name),
		size,
		async open() {
			if (id === undefined) {
				return { bytes: Buffer.from(binary.data, 'base64'), end: () => undefined };
			}
			const bytes = await helpers.getBinaryStream(id);
			return { bytes, end: () => void bytes.destroy() };
		},
		broken: (error) =>
			operationError(
				item.context.getNode(),
				`n8n could not read the file '${name}' from its own storage: ${withoutDot(wordsOf(error))}.`,
				{ itemIndex: item.index, description: "Check n8n's storage for binary data." },
			),
	};
}

async function sizeOf({ context }: Item, { id, data }: IBinaryData): Promise<number> {
	// Not counted from the text, which may have line breaks in it.
	if (id === undefined) return Buffer.from(data, 'base64').length;
	return (await context.helpers.getBinaryMetadata(id)).fileSize;
}

const nameOf = (property: string, { fileExtension }: IBinaryData): string =>
	fileExtension === undefined ? property : `${property}.${fileExtension}`;
