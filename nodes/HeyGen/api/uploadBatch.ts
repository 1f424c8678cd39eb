import type { IDataObject } from 'n8n-workflow';

import { idText, isObject, textOf } from '../narrow';
import {
	announcedOf,
	complete,
	onceStored,
	putAsset,
	refusalOf,
	tooLargeFor,
	type KeyFor,
} from './assets';
import type { HeyGen } from './client';
import type { FileToSend } from './content';
import type { HeyGenError } from './errors';
import { ingested } from './ingestion';
import { unreadable } from './request';

const startPath = '/v3/assets/direct-uploads/batches';

export type BatchUpload = { asset: IDataObject } | { error: unknown };

/**
 * Uploads up to 100 files: announces them in one request, sends one after the other, completes
 * them, and waits until HeyGen has processed them.
 * @returns the result for each, in order
 * @throws NodeApiError if the batch as a whole was refused
 */
export async function uploadBatch(
	heygen: HeyGen,
	files: readonly FileToSend[],
	{ title }: { title?: unknown },
	keyFor: KeyFor,
): Promise<BatchUpload[]> {
	const body = { ...(typeof title === 'string' && { title }), files: files.map(announcedOf) };
	const batch = await heygen.object({
		method: 'POST',
		path: startPath,
		body,
		idempotencyKey: keyFor('POST', startPath, body),
	});
	const batchId = idText(batch.batch_id);
	if (batchId === undefined) throw unfit(heygen, 'the answer holds no batch ID');
	const slots = slotsFor(heygen, files, Array.isArray(batch.items) ? batch.items : []);
	const uploads: BatchUpload[] = [];
	for (const [index, file] of files.entries()) {
		uploads.push(await uploadOne(heygen, file, slots[index], batchId));
	}
	return await takenIn(heygen, files, await completed(heygen, uploads, batchId));
}

const unfit = (heygen: HeyGen, said: string): HeyGenError =>
	unreadable(heygen.connection, { method: 'POST', path: startPath }, said);

/**
 * The upload address of each file: by its name if HeyGen returns names, else by order.
 * @throws HeyGenError if the addresses are for other files
 */
function slotsFor(heygen: HeyGen, files: readonly FileToSend[], slots: unknown[]): unknown[] {
	if (slots.length !== files.length) {
		throw unfit(heygen, `it has ${slots.length} places for ${files.length} files`);
	}
	const left = [...slots];
	return files.map(({ name }) => {
		const at = left.findIndex((slot) => (nameOf(slot) ?? name) === name);
		if (at < 0) throw unfit(heygen, `it has no place for the file '${name}'`);
		return left.splice(at, 1)[0];
	});
}

const nameOf = (slot: unknown): string | undefined =>
	isObject(slot) ? (textOf(slot.filename) ?? textOf(slot.name)) : undefined;

/** Completes all in one request; if a file is missing, one by one. */
async function completed(
	heygen: HeyGen,
	uploads: readonly BatchUpload[],
	batchId: string,
): Promise<BatchUpload[]> {
	const request = {
		method: 'POST',
		path: '/v3/assets/complete/batches',
		body: { batch_id: batchId },
		isRepeatable: true,
	} as const;
	const isWhole = uploads.every((upload) => 'asset' in upload);
	const whole = isWhole ? onceStored(heygen, async () => await heygen.done(request)) : undefined;
	const each = uploads.map(async (upload): Promise<BatchUpload> => {
		if ('error' in upload) return upload;
		try {
			await (whole ?? complete(heygen, String(upload.asset.asset_id)));
			return upload;
		} catch (error) {
			return { error };
		}
	});
	return await Promise.all(each);
}

/** HeyGen's state of each file after that. */
async function takenIn(
	heygen: HeyGen,
	files: readonly FileToSend[],
	uploads: readonly BatchUpload[],
): Promise<BatchUpload[]> {
	const ids = uploads.flatMap((upload) =>
		'asset' in upload ? [String(upload.asset.asset_id)] : [],
	);
	if (ids.length === 0) return [...uploads];
	const states = await ingested(heygen, ids);
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
		if (assetId === undefined) return { error: unfit(heygen, 'a file has no place in the answer') };
		const tooLarge = tooLargeFor(heygen, file, start.max_bytes);
		if (tooLarge !== undefined) return { error: tooLarge };
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
