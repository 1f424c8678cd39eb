import type { IDataObject } from 'n8n-workflow';

import { isObject, textOf } from '../narrow';
import { patiently, putAsset, type KeyFor } from './assets';
import type { HeyGen } from './client';
import type { FileToSend } from './content';
import { unreadable } from './request';

const startPath = '/v3/assets/direct-uploads/batches';

export type BatchUpload = { asset: IDataObject } | { error: unknown };

/**
 * Up to 100 files: announced in one call, put one after the other, completed in one call.
 * @returns what became of each, in their order
 * @throws NodeApiError when the batch as a whole was refused
 */
export async function uploadBatch(
	heygen: HeyGen,
	files: readonly FileToSend[],
	keyFor: KeyFor,
): Promise<BatchUpload[]> {
	const batch = await heygen.object({
		method: 'POST',
		path: startPath,
		body: {
			files: files.map(({ name, type, size }) => ({
				filename: name,
				content_type: type,
				size_bytes: size,
			})),
		},
		idempotencyKey: keyFor('POST', startPath),
	});
	const slots = Array.isArray(batch.items) ? batch.items : [];
	const uploads: BatchUpload[] = [];
	for (const [index, file] of files.entries()) {
		uploads.push(await uploadOne(heygen, file, slots[index], batch.batch_id));
	}
	if (uploads.some((upload) => 'asset' in upload)) {
		const body = { batch_id: batch.batch_id };
		await patiently(heygen, { method: 'POST', path: '/v3/assets/complete/batches', body });
	}
	return uploads;
}

async function uploadOne(
	heygen: HeyGen,
	file: FileToSend,
	slot: unknown,
	batchId: unknown,
): Promise<BatchUpload> {
	try {
		const start = isObject(slot) ? (slot as IDataObject) : {};
		const assetId = textOf(start.asset_id);
		const asked = { method: 'POST', path: startPath } as const;
		if (assetId === undefined) {
			return { error: unreadable(heygen.connection, asked, 'a file has no place in the answer') };
		}
		await putAsset(heygen, file, start);
		const { name, size } = file;
		return {
			asset: {
				asset_id: assetId,
				batch_id: String(batchId),
				name,
				size_bytes: size,
				status: 'processing',
			},
		};
	} catch (error) {
		return { error };
	}
}
