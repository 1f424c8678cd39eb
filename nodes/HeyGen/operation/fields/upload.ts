import type { IBinaryData } from 'n8n-workflow';

import { isObject, valueAt, type JsonObject } from '../../narrow';
import type { Scope } from './field';

type ScopeRoot = Pick<Scope, 'root'>;

/** Stands in a body for the ID of a file: uploads.ts uploads the file and replaces it. */
export class Upload {
	/** @param binary the binary, or its name in the input item @param label of the field */
	constructor(
		readonly binary: string | IBinaryData,
		readonly label: string,
	) {}
}

export const isUpload = (value: unknown): boolean => value instanceof Upload;

/** Whether it is n8n's object for a file, and not other data. */
export const looksBinary = (value: unknown): boolean =>
	isObject(value) && typeof value.mimeType === 'string';

const isWhole = (value: JsonObject): value is JsonObject & IBinaryData =>
	typeof value.id === 'string' || typeof value.data === 'string';

/**
 * Finds the binary by its name in the input item, or by the object of an expression. `{{
 * $binary.data }}` comes without its content, so it is matched with the item's binaries.
 */
export function binaryOf(value: unknown, { root }: ScopeRoot): Upload['binary'] | undefined {
	const { binaries = {} } = root;
	if (typeof value === 'string') return Object.hasOwn(binaries, value) ? value : undefined;
	if (!isObject(value) || !looksBinary(value)) return undefined;
	if (isWhole(value)) return value;
	const alike = Object.entries(binaries).filter(([, one]) =>
		Object.entries(value).every(([key, said]) => valueAt(one, key) === said),
	);
	return alike.length === 1 ? alike[0]?.[0] : undefined;
}

/** JSON in HeyGen's own keys, with the name of a binary in place of an asset ID. */
export function withBinaries(value: unknown, label: string, scope: ScopeRoot): unknown {
	if (Array.isArray(value)) return value.map((one) => withBinaries(one, label, scope));
	if (!isObject(value)) return value;
	const entries = Object.entries(value).map(([key, held]) => {
		const binary = /(^|_)asset_id$/.test(key) ? binaryOf(held, scope) : undefined;
		return [
			key,
			binary === undefined ? withBinaries(held, label, scope) : new Upload(binary, label),
		];
	});
	return Object.fromEntries(entries);
}
