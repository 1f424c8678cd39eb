import { partsOf, sniff, tooLarge } from '../../http/multipart';
import { choice, closed, filled, list, open, orNull, text, whole } from '../../schema/notation';
import { hex, unixSeconds } from '../../state/ids';
import { shown } from '../../state/shelf';
import { Storage } from '../../state/storage';
import type { World } from '../../state/world';
import type { JsonObject } from '../../types';
import { ApiError, invalid, missing } from '../errors';
import { listing, operation, removing, route } from '../operation';
import type { Call } from '../operation';
import type { Route } from '../route';
import { batchReading, statusReading } from './batches';
import { startBatch } from '../../jobs/batches';
import { beginParts, joinParts } from './parts';

const MULTIPART_MAX = 32 * 1024 * 1024;
const DIRECT_MAX = 200 * 1024 * 1024;

const announced = {
	'filename!': text(),
	'content_type!': text(),
	'size_bytes!': whole(),
	checksum_sha256: orNull(text()),
};

const resourceOf = (world: World, id: string, name: string, mime: string): JsonObject => ({
	id,
	name,
	type: mime.split('/')[0] ?? '',
	owner: 'simulated-user',
	space_id: 'simulated-space',
	folder_id: null,
	uploaded_at: unixSeconds(),
	url: world.links.presign(name, 512),
	_mime: mime,
});

/** How far an upload is, is told by statuses and batches only. */
const withoutState = (asset: JsonObject): JsonObject =>
	Object.fromEntries(Object.entries(shown(asset)).filter(([key]) => key !== 'status'));

function upload({ world, headers, raw }: Call): JsonObject {
	const parts = partsOf(headers, raw);
	const part = parts.find((each) => each.name === 'file');
	if (!part) throw missing('file');
	if (parts.length > 1) throw invalid(null, 'The body has one part, file.');
	if (part.content.length > MULTIPART_MAX) throw tooLarge();
	const mime_type = sniff(part.content);
	const asset_id = hex(16);
	const item = resourceOf(world, asset_id, part.filename ?? 'file', mime_type);
	world.shelves.assets.add(item);
	return { asset_id, url: item['url'], mime_type, size_bytes: part.content.length };
}

/** Announces one file: an asset that waits for its bytes, and the address they go to. */
function announce(world: World, file: JsonObject, batchId?: string): JsonObject {
	const { filename, content_type: type, size_bytes: size, checksum_sha256: sha } = file;
	const bytes = Number(size);
	const inParts = file['multipart'] === true;
	if (bytes < 1) throw invalid('size_bytes', 'size_bytes has to be at least 1.');
	if (bytes > directMax(world) && !inParts) throw invalid('size_bytes', 'The file is too large.');
	const assetId = hex(16);
	const contentType = String(type);
	const item = { ...resourceOf(world, assetId, String(filename), contentType), _bytes: bytes };
	const more = batchId === undefined ? {} : { batchId };
	world.jobs.start('asset', { id: assetId, item, ...more });
	if (inParts) return beginParts(world, world.find('assets', assetId));
	const sha256 = typeof sha === 'string' ? sha : null;
	const { slot, url } = world.storage.open({ assetId, contentType, sizeBytes: bytes, sha256 });
	return {
		asset_id: assetId,
		upload_url: url,
		upload_headers: slot.headers,
		expires_in_seconds: Storage.LIFETIME_S,
		max_bytes: directMax(world),
		status: 'pending_upload',
	};
}

const directMax = (world: World): number => world.settings.uploadMaxBytes ?? DIRECT_MAX;

/** @throws ApiError 409 while the bytes are not stored */
function complete(world: World, id: string, body: JsonObject = {}): JsonObject {
	const item = world.find('assets', id);
	const slot = world.storage.of(id);
	if (item['_upload'] !== undefined) joinParts(world, id, body);
	else if (slot && !slot.stored) throw new ApiError(409, 'conflict', 'The file is not stored yet.');
	const job = world.jobs.find(id);
	if (job && world.jobs.isOpen(job)) {
		const { staleLooks, message } = world.uploadPlan;
		world.jobs.move(job, 'processing');
		if (staleLooks) job.stale = { item: structuredClone(job.item), left: staleLooks };
		world.jobs.end(job, message === undefined ? {} : { outcome: 'failed', message });
	}
	const { url, _mime: mime_type, _bytes: size_bytes } = item;
	return { asset_id: id, url, mime_type, size_bytes, status: 'processing' };
}

export const assetRoutes: readonly Route[] = [
	route('POST /v3/assets', { idempotent: true }, (call) => ({
		status: 200,
		body: { data: upload(call) },
	})),
	operation('POST /v3/assets/direct-uploads', {
		body: open(announced),
		idempotent: true,
		data: ({ world, body }) => announce(world, body),
	}),
	operation('POST /v3/assets/{asset_id}/complete', {
		body: open({ checksum_sha256: orNull(text()) }),
		data: ({ world, id, body }) => complete(world, id, body),
	}),
	operation('POST /v3/assets/direct-uploads/batches', {
		body: closed({
			title: orNull(text()),
			callback_url: orNull(text()),
			'files!': list(closed(announced), { min: 1, max: 100 }),
		}),
		idempotent: true,
		data: ({ world, body }) => {
			const batch_id = startBatch(world, { title: body['title'], callbackUrl: null });
			const files = body['files'] as JsonObject[];
			return { batch_id, items: files.map((each) => announce(world, each, batch_id)) };
		},
	}),
	operation('POST /v3/assets/complete/batches', {
		body: closed({ 'batch_id!': text() }),
		status: 202,
		data: ({ world, body }) => {
			const batch_id = String(body['batch_id']);
			world.find('batches', batch_id);
			const jobs = world.jobs.all.filter((job) => job.batchId === batch_id);
			for (const job of jobs) complete(world, job.id);
			return { batch_id };
		},
	}),
	batchReading('GET /v3/assets/batches/{batch_id}', 'asset'),
	statusReading('GET /v3/assets/statuses', 'asset', 'asset_ids'),
	listing('GET /v3/assets', 'assets', {
		page: 20,
		max: 100,
		filters: { 'username!': filled, folder_id: text() },
		keep: (item, { username, folder_id }) =>
			item['owner'] === username &&
			(folder_id === undefined || (item['folder_id'] ?? '') === folder_id),
		view: withoutState,
	}),
	operation('GET /v3/assets/{asset_id}', {
		data: ({ world, id }) => world.links.resign(withoutState(world.find('assets', id))),
	}),
	removing('DELETE /v3/assets/{asset_id}', 'assets'),
	listing('GET /v3/assets/search', 'pictures', {
		page: 20,
		max: 50,
		filters: {
			'query!': filled,
			'type!': choice('image', 'icon'),
			scope: choice('public', 'personal'),
		},
		keep: (item, { type, scope = 'public' }) => item['type'] === type && item['_scope'] === scope,
	}),
];
