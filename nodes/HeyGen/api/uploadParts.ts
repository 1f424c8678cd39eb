import type { IDataObject } from 'n8n-workflow';

import { idText, isObject, textOf } from '../narrow';
import { announcedOf, complete, directPath, headersIn, type KeyFor } from './assets';
import type { HeyGen } from './client';
import type { Content, FileToSend, OpenBody } from './content';
import { asThrown, failureOf } from './errors';
import { unreadable } from './request';
import { putFile } from './storage';

/** If HeyGen returns no size: small enough for memory, and ten thousand of them are 160 GB. */
const usualPart = 16 * 1024 * 1024;
const putTimeoutMs = 600_000;

/** HeyGen refuses a file because of its size, and not for another reason. */
export function isForItsSize(error: unknown): boolean {
	const { status, param, code } = failureOf(error) ?? {};
	return status === 413 || code?.toLowerCase() === 'payload_too_large' || param === 'size_bytes';
}

interface Started {
	assetId: string;
	uploadId: string;
	partSize: number;
}

/**
 * For a file that is too large for one PUT. Only the names of these commands are known, so answers
 * are read in every likely shape. If they have none, the error about the size applies.
 * Source: docs/facts/heygen.md#new-since-autumn-2026.
 * @param tooLarge why it was not sent at once @throws that error, or the error of a part
 */
export async function uploadInParts(
	heygen: HeyGen,
	file: FileToSend,
	keyFor: KeyFor,
	tooLarge: unknown,
): Promise<IDataObject & { asset_id: string }> {
	const { assetId, uploadId, partSize } = await begin(heygen, file, keyFor, tooLarge);
	const path = `/v3/assets/${encodeURIComponent(assetId)}/parts`;
	const ids = { multipart_upload_id: uploadId };
	try {
		const parts: IDataObject[] = [];
		for await (const bytes of partsOf(file, partSize)) {
			const part_number = parts.length + 1;
			const body = { ...ids, part_numbers: [part_number] };
			const request = { method: 'POST', path, body, isRepeatable: true } as const;
			const place = placeIn(await heygen.object(request));
			if (place === undefined) {
				throw unreadable(heygen.connection, request, 'it has no address for a part');
			}
			const content = contentOf(bytes, place.headers);
			const etag = (await putFile(heygen.connection, place.url, content)).etag;
			parts.push({ part_number, ...(typeof etag === 'string' && { etag }) });
		}
		return { ...(await complete(heygen, assetId, { ...ids, parts })), asset_id: assetId };
	} catch (error) {
		const request = { method: 'DELETE', path, query: ids } as const;
		await heygen.done(request).catch((left: unknown) => {
			heygen.connection.context.logger.debug(
				`An upload in parts was not completed: ${String(left)}`,
			);
		});
		throw asThrown(error);
	}
}

async function begin(
	heygen: HeyGen,
	file: FileToSend,
	keyFor: KeyFor,
	tooLarge: unknown,
): Promise<Started> {
	const body = { ...announcedOf(file), multipart: true };
	const idempotencyKey = keyFor('POST', directPath, body);
	const request = { method: 'POST', path: directPath, body, idempotencyKey } as const;
	const start = await heygen.object(request).catch(() => ({}) as IDataObject);
	const { multipart_upload_id: named, upload_id: other, part_size_bytes, part_size } = start;
	const assetId = idText(start.asset_id);
	const uploadId = idText(named) ?? idText(other);
	if (assetId === undefined || uploadId === undefined) throw asThrown(tooLarge);
	const size = Number(part_size_bytes ?? part_size);
	return { assetId, uploadId, partSize: Number.isInteger(size) && size > 0 ? size : usualPart };
}

/** The address for a part: in the answer itself, or in the only entry of its list. */
function placeIn(
	answer: IDataObject,
): { url: string; headers: Record<string, string> } | undefined {
	const listed = [answer.parts, answer.items, answer.urls].find(Array.isArray)?.[0];
	const place: unknown = listed ?? answer;
	const url =
		textOf(place) ?? (isObject(place) ? textOf(place.upload_url ?? place.url) : undefined);
	if (url === undefined) return undefined;
	return { url, headers: isObject(place) ? headersIn(place.upload_headers ?? place.headers) : {} };
}

const contentOf = (bytes: Buffer, headers: Record<string, string>): Content => ({
	headers: { ...headers, 'Content-Length': String(bytes.length) },
	open: async () => ({ bytes, end: () => undefined }),
	broken: asThrown,
	timeoutMs: putTimeoutMs,
});

/** Reads the file once from its start. @throws the source's own error if it breaks */
async function* partsOf(file: FileToSend, size: number): AsyncGenerator<Buffer, void> {
	const { bytes, end } = await file.open().catch((error: unknown) => {
		throw file.broken(error);
	});
	try {
		let held: Buffer[] = [];
		let length = 0;
		for await (const chunk of chunksOf(bytes)) {
			let rest = chunk;
			while (length + rest.length >= size) {
				const taken = size - length;
				yield Buffer.concat([...held, rest.subarray(0, taken)]);
				rest = rest.subarray(taken);
				[held, length] = [[], 0];
			}
			if (rest.length > 0) held.push(rest);
			length += rest.length;
		}
		if (length > 0) yield Buffer.concat(held);
	} finally {
		end();
	}

	async function* chunksOf(body: OpenBody['bytes']): AsyncGenerator<Buffer, void> {
		if (Buffer.isBuffer(body)) return void (yield body);
		try {
			for await (const chunk of body) yield Buffer.from(chunk as Uint8Array);
		} catch (error) {
			throw file.broken(error);
		}
	}
}
