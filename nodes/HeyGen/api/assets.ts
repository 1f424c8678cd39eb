import { randomUUID } from 'node:crypto';

import type { IDataObject, NodeOperationError } from 'n8n-workflow';

import { idText, isObject, textOf } from '../narrow';
import type { HeyGen } from './client';
import { bytesOf, formOf, type FileToSend } from './content';
import { asThrown, failureOf, operationError } from './errors';
import { ingested, type Ingested } from './ingestion';
import { unreadable } from './request';
import { retry } from './retry';
import { putFile } from './storage';
import { isForItsSize, uploadInParts } from './uploadParts';

/** Source: docs/facts/heygen.md#uploads. */
const largestForm = 32 * 1024 * 1024;
export const directPath = '/v3/assets/direct-uploads';

/** Makes the Idempotency-Key of a request; the content is part of it. */
export type KeyFor = (method: string, path: string, content: IDataObject) => string;

/** Types that HeyGen's form upload refuses, whatever their size. */
const directTypes = ['application/zip'];

/**
 * Uploads a file in the way that its size requires.
 * @returns `{asset_id, url, mime_type, size_bytes}`, and `status` for a large file
 * @throws NodeApiError, NodeOperationError for a file that HeyGen refuses
 */
export async function uploadAsset(
	heygen: HeyGen,
	file: FileToSend,
	keyFor: KeyFor,
): Promise<IDataObject & { asset_id: string }> {
	const isForm = file.size <= largestForm && !directTypes.includes(file.type);
	try {
		const asset = await (isForm ? asForm : direct)(heygen, file, keyFor).catch((error: unknown) => {
			if (isForm && isForItsSize(error)) return direct(heygen, file, keyFor);
			throw asThrown(error);
		});
		return { ...asset, asset_id: assetIdIn(heygen, asset, '/v3/assets') };
	} finally {
		file.end?.();
	}
}

/** @throws HeyGenError if the answer has none */
function assetIdIn(heygen: HeyGen, { asset_id: id }: IDataObject, path: string): string {
	const assetId = idText(id);
	if (assetId !== undefined) return assetId;
	const asked = { method: 'POST', path } as const;
	throw unreadable(heygen.connection, asked, 'the answer holds no asset ID');
}

const asForm = async (heygen: HeyGen, file: FileToSend, keyFor: KeyFor): Promise<IDataObject> =>
	await heygen.object({
		method: 'POST',
		path: '/v3/assets',
		idempotencyKey: keyFor('POST', '/v3/assets', announcedOf(file)),
		content: formOf('file', file, randomUUID()),
	});

/** The description of a file in HeyGen's keys. */
export const announcedOf = ({ name, type, size }: FileToSend): IDataObject => ({
	filename: name,
	content_type: type,
	size_bytes: size,
});

async function direct(heygen: HeyGen, file: FileToSend, keyFor: KeyFor): Promise<IDataObject> {
	const begun = await announce(heygen, file, keyFor);
	const asset =
		'start' in begun
			? await putAtOnce(heygen, file, begun.start)
			: await uploadInParts(heygen, file, keyFor, begun.tooLarge);
	const state = (await ingested(heygen, [asset.asset_id])).get(asset.asset_id);
	const refused = refusalOf(heygen, file, state);
	if (refused !== undefined) throw refused;
	return { ...asset, ...(state !== undefined && { status: state.status }) };
}

async function announce(
	heygen: HeyGen,
	file: FileToSend,
	keyFor: KeyFor,
): Promise<{ start: IDataObject } | { tooLarge: unknown }> {
	const body = announcedOf(file);
	try {
		const start = await heygen.object({
			method: 'POST',
			path: directPath,
			body,
			idempotencyKey: keyFor('POST', directPath, body),
		});
		const tooLarge = tooLargeFor(heygen, file, start.max_bytes);
		return tooLarge === undefined ? { start } : { tooLarge };
	} catch (error) {
		if (isForItsSize(error)) return { tooLarge: error };
		throw asThrown(error);
	}
}

async function putAtOnce(
	heygen: HeyGen,
	file: FileToSend,
	start: IDataObject,
): Promise<IDataObject & { asset_id: string }> {
	const assetId = assetIdIn(heygen, start, directPath);
	await putAsset(heygen, file, start);
	return { ...(await complete(heygen, assetId)), asset_id: assetId };
}

/** For a file that HeyGen refused after its upload. */
export function refusalOf(
	heygen: HeyGen,
	{ name }: FileToSend,
	state: Ingested | undefined,
): NodeOperationError | undefined {
	if (state?.refusal === undefined) return undefined;
	return operationError(
		heygen.connection.context.getNode(),
		`HeyGen did not accept the file '${name}' after its upload: ${state.refusal}`,
		{ description: 'Check that the file is complete and of a type that HeyGen accepts.' },
	);
}

/** @param most bytes that HeyGen accepts at once; not a number if it did not say */
export function tooLargeFor(
	heygen: HeyGen,
	{ name, size }: FileToSend,
	most: unknown,
): NodeOperationError | undefined {
	if (typeof most !== 'number' || size <= most) return undefined;
	return operationError(
		heygen.connection.context.getNode(),
		`The file '${name}' has ${size} bytes, but HeyGen accepts at most ${most}`,
		{ description: 'Make the file smaller, for example by a lower resolution or bit rate.' },
	);
}

/** Sends the file to the address, with the headers, that HeyGen returned. */
export async function putAsset(
	heygen: HeyGen,
	file: FileToSend,
	start: IDataObject,
): Promise<void> {
	const url = textOf(start.upload_url);
	if (url === undefined) {
		const asked = { method: 'POST', path: directPath } as const;
		throw unreadable(heygen.connection, asked, 'the answer holds no address for the file');
	}
	await putFile(heygen.connection, url, bytesOf(file, headersIn(start.upload_headers)));
}

export const headersIn = (named: unknown): Record<string, string> =>
	Object.fromEntries(
		Object.entries(isObject(named) ? named : {}).map(([name, value]) => [name, String(value)]),
	);

/** HeyGen answers 409 until its storage has reported the file. */
const longestMs = 120_000;
const pauseSeconds = 2;

/** @throws HeyGenError 409 if the file has not arrived after two minutes */
export async function complete(
	heygen: HeyGen,
	assetId: string,
	body: IDataObject = {},
): Promise<IDataObject> {
	const path = `/v3/assets/${encodeURIComponent(assetId)}/complete`;
	const request = { method: 'POST', path, body, isRepeatable: true } as const;
	try {
		return await onceStored(heygen, async () => await heygen.object(request));
	} catch (error) {
		// A success without a body is enough: the asset ID is known.
		const { unreadable: isDone, isPage } = failureOf(error) ?? {};
		if (isDone !== true || isPage === true) throw asThrown(error);
		return {};
	}
}

export const onceStored = async <Answer>(
	{ connection }: HeyGen,
	ask: () => Promise<Answer>,
): Promise<Answer> =>
	await retry(connection.context, longestMs, ask, (thrown) => ({
		error: asThrown(thrown),
		again:
			failureOf(thrown)?.status === 409
				? { attempts: Infinity, afterSeconds: pauseSeconds }
				: undefined,
	}));
