import type { IDataObject } from 'n8n-workflow';

import { idText, isObject } from '../narrow';
import { patiently, putAsset, refusalOf, refuseTooLarge, type KeyFor } from './assets';
import type { HeyGen } from './client';
import type { FileToSend } from './content';
import { ingested } from './ingestion';
import { unreadable } from './request';

const startPath = '/v3/assets/direct-uploads/batches';

export type BatchUpload = { asset: IDataObject } | { error: unknown };

/**
 * Up to 100 files: announced in one call, put one after the other, completed in one call, and
 * waited for until HeyGen has taken them in.
 * @returns what became of each, in their order
 * @throws NodeApiError when the batch as a whole was refused
 */
export async function uploadBatch(
	heygen: HeyGen,
	files: readonly FileToSend[],
	{ title }: { title?: unknown },
	keyFor: KeyFor,
): Promise<BatchUpload[]> {
	const announced = files.map(({ name, type, size }) => ({
		filename: name,
		content_type: type,
		size_bytes: size,
	}));
	const body = { ...(typeof title === 'string' && { title }), files: announced };
	const batch = await heygen.object({
		method: 'POST',
		path: startPath,
		body,
		idempotencyKey: keyFor('POST', startPath, body),
	});
	const batchId = idText(batch.batch_id);
	if (batchId === undefined) {
		const asked = { method: 'POST', path: startPath } as const;
		throw unreadable(heygen.connection, asked, 'the answer holds no batch ID');
	}
	const slots = Array.isArray(batch.items) ? batch.items : [];
	const uploads: BatchUpload[] = [];
	for (const [index, file] of files.entries()) {
		uploads.push(await uploadOne(heygen, file, slots[index], batchId));
	}
	if (!uploads.some((upload) => 'asset' in upload)) return uploads;
	return await takenIn(heygen, files, uploads, batchId);
}

/** Completes a batch, and says of each file what HeyGen then made of it. */
async function takenIn(
	heygen: HeyGen,
	files: readonly FileToSend[],
	uploads: readonly BatchUpload[],
	batchId: string,
): Promise<BatchUpload[]> {
	const body = { batch_id: batchId };
	const request = { method: 'POST', path: '/v3/assets/complete/batches', body } as const;
	await patiently(async () => await heygen.done({ ...request, isRepeatable: true }));
	const states = await ingested(heygen, { batch_ids: batchId });
	return uploads.map((upload, index) => {
		const file = files[index];
		if ('error' in upload || file === undefined) return upload;
		const { asset } = upload;
		const state = states.get(String(asset.asset_id));
		const error = refusalOf(heygen, file, state);
		if (error !== undefined) return { error };
		return state === undefined ? upload : { asset: { ...asset, status: state.status } };
	});
}

async function uploadOne(
	heygen: HeyGen,
	file: FileToSend,
	slot: unknown,
	batchId: string,
): Promise<BatchUpload> {
	try {
		const start = isObject(slot) ? (slot as IDataObject) : {};
		const assetId = idText(start.asset_id);
		const asked = { method: 'POST', path: startPath } as const;
		if (assetId === undefined) {
			return { error: unreadable(heygen.connection, asked, 'a file has no place in the answer') };
		}
		refuseTooLarge(heygen, file, start.max_bytes);
		await putAsset(heygen, file, start);
		const { name, size } = file;
		return {
			asset: {
				asset_id: assetId,
				batch_id: batchId,
				name,
				size_bytes: size,
				status: 'processing',
			},
		};
	} catch (error) {
		return { error };
	}
}
