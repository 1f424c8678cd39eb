import { anything, list, open, text, whole } from '../../schema/notation';
import { hex } from '../../state/ids';
import type { World } from '../../state/world';
import type { JsonObject } from '../../types';
import { ApiError, invalid } from '../errors';
import { operation } from '../operation';
import type { Call } from '../operation';
import type { Route } from '../route';

const PARTS = '/v3/assets/{asset_id}/parts';
const PART_SIZE = 5 * 1024 * 1024;

/**
 * Uploads in parts. HeyGen's client names the commands and the ID that ends them; the other keys are
 * those of the storage behind it. Source: docs/facts/heygen.md#new-since-autumn-2026
 */
export function beginParts(world: World, item: JsonObject): JsonObject {
	const multipart_upload_id = hex(16);
	const part_size_bytes = world.settings.uploadPartBytes ?? PART_SIZE;
	Object.assign(item, { _upload: multipart_upload_id, _partBytes: part_size_bytes });
	return {
		asset_id: item['id'],
		multipart_upload_id,
		part_size_bytes,
		status: 'pending_upload',
	};
}

function assetOf({ world, id }: Pick<Call, 'world' | 'id'>, uploadId: unknown): JsonObject {
	const item = world.find('assets', id);
	if (item['_upload'] === uploadId) return item;
	throw invalid('multipart_upload_id', 'There is no such upload.');
}

function sign({ world, id, body }: Call): JsonObject {
	const item = assetOf({ world, id }, body['multipart_upload_id']);
	const [size, all] = [Number(item['_partBytes']), Number(item['_bytes'])];
	const parts = (body['part_numbers'] as number[]).map((part) => {
		const sizeBytes = Math.min(size, all - (part - 1) * size);
		if (sizeBytes <= 0) throw invalid('part_numbers', `The file has no part ${part}.`);
		const contentType = 'application/octet-stream';
		const { url, slot } = world.storage.open({
			assetId: id,
			contentType,
			sizeBytes,
			sha256: null,
			part,
		});
		return { part_number: part, upload_url: url, upload_headers: slot.headers };
	});
	return { parts };
}

const stored = ({ world, id }: Call): JsonObject => ({
	id: world.find('assets', id)['id'],
	parts: world.storage.partsOf(id).map(({ part, etag, sizeBytes }) => ({
		part_number: part,
		etag,
		size_bytes: sizeBytes,
	})),
});

/** @throws ApiError 409 while a part is missing, 400 where another one was stored */
export function joinParts(world: World, id: string, body: JsonObject): void {
	const item = assetOf({ world, id }, body['multipart_upload_id']);
	const parts = world.storage.partsOf(id);
	const size = parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
	if (size !== item['_bytes']) throw new ApiError(409, 'conflict', 'Parts are not stored yet.');
	const named = (body['parts'] ?? []) as JsonObject[];
	const isOther = parts.some(
		({ part, etag }) => named.find((one) => one['part_number'] === part)?.['etag'] !== etag,
	);
	if (isOther) throw invalid('parts', 'They are not the parts that are stored.');
}

export const partRoutes: readonly Route[] = [
	operation(`POST ${PARTS}`, {
		body: open({
			'multipart_upload_id!': text(),
			'part_numbers!': list(whole({ min: 1, max: 10_000 }), { min: 1 }),
		}),
		data: sign,
	}),
	operation(`GET ${PARTS}`, { query: anything, data: stored }),
	operation(`DELETE ${PARTS}`, {
		query: anything,
		data: ({ world, id, query }) => {
			assetOf({ world, id }, query['multipart_upload_id']);
			world.remove('assets', id);
			return { id };
		},
	}),
];
