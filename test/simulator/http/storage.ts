/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { createHash } from 'crypto';
import type { IncomingMessage } from 'http';
import { unixSeconds } from '../state/ids';
import type { Slot } from '../state/storage';
import type { World } from '../state/world';
import type { Upload } from '../types';
import type { Reply } from './reply';

const refuse = (status: number, code: string): Reply => ({
	status,
	body: `<Error><Code>${code}</Code></Error>`,
	headers: { 'Content-Type': 'application/xml' },
});

/** What a storage host would not take, before it has seen a byte. */
function refusal(slot: Slot | undefined, request: IncomingMessage): Reply | undefined {
	const { headers, method } = request;
	if (!slot || slot.expiresAt <= unixSeconds()) return refuse(403, 'AccessDenied');
	if (method !== 'PUT') return refuse(405, 'MethodNotAllowed');
	if (headers['x-api-key'] ?? headers['authorization']) return refuse(400, 'InvalidArgument');
	if (headers['transfer-encoding'] !== undefined) return refuse(501, 'NotImplemented');
	if (headers['content-length'] === undefined) return refuse(411, 'MissingContentLength');
	const signed = Object.entries(slot.headers);
	if (signed.some(([name, value]) => headers[name.toLowerCase()] !== value)) {
		return refuse(403, 'SignatureDoesNotMatch');
	}
	return Number(headers['content-length']) === slot.sizeBytes
		? undefined
		: refuse(400, 'EntityTooLarge');
}

/** Takes a file in as a storage host does: streamed, counted and hashed, never kept. */
export async function storeFile(world: World, request: IncomingMessage, url: URL): Promise<Reply> {
	const slot = world.storage.at(url.pathname);
	const upload: Upload = {
		assetId: slot?.assetId ?? null,
		headers: request.headers,
		bytes: 0,
		sha256: '',
		at: Date.now(),
		status: 0,
	};
	world.uploads.push(upload);
	const hash = createHash('sha256');
	for await (const part of request) {
		const bytes = Buffer.from(part as Uint8Array);
		upload.bytes += bytes.length;
		hash.update(bytes);
	}
	upload.sha256 = hash.digest('hex');
	const reply = refusal(slot, request) ?? stored(slot, upload);
	upload.status = reply.status;
	return reply;
}

function stored(slot: Slot | undefined, upload: Upload): Reply {
	if (slot?.sha256 && slot.sha256 !== upload.sha256) return refuse(400, 'BadDigest');
	const etag = `"${upload.sha256.slice(0, 32)}"`;
	if (slot) Object.assign(slot, { stored: true, etag });
	return { status: 200, body: '', headers: { ETag: etag } };
}
