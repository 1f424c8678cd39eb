import type { INodePropertyMode } from 'n8n-workflow';

import { isObject, textOf, valueAt, type JsonObject } from '../../narrow';
import { enteredJson, enteredList, enteredText, isNothing, located } from './entered';
import { entries, orJson } from './entries';
import { propertyOf, put, type Basics, type Field, type Scope } from './field';
import { isEmpty, unfit } from './invalidInput';
import { mode } from './locator';
import { binaryOf, looksBinary, Upload, withBinaries } from './upload';

interface FileOptions extends Basics {
	/**
	 * For HeyGen's separate keys for a link and an asset. Otherwise the file is an object under
	 * `wire`: `{type: 'url', url}` or `{type: 'asset_id', asset_id}`.
	 */
	keys?: { url: string; assetId: string };
	/** The file will become an asset, so it can't be an asset ID. */
	isNew?: true;
}

/** Guesses the type of a file by its name, for examples. */
const endings: ReadonlyArray<[RegExp, string]> = [
	[/image/i, 'png'],
	[/audio|recording/i, 'mp3'],
	[/subtitles/i, 'srt'],
	[/project/i, 'zip'],
	[/./, 'mp4'],
];

const exampleOf = (displayName: string): string =>
	`file.${endings.find(([name]) => name.test(displayName))?.[1] ?? 'mp4'}`;

const modesOf = (displayName: string): INodePropertyMode[] => [
	mode('Input Data Field Name', 'binary', 'e.g. data'),
	mode('By URL', 'url', `e.g. https://example.com/${exampleOf(displayName)}`),
	mode('By Asset ID', 'id', 'e.g. 2b3a6c7f4d1e4f0c9a5e'),
];

const givenAs =
	"The name of one of the item's binary fields, a URL, or the ID of an asset from the Upload operation";

/** One file: a binary of the item, which is uploaded first, a URL, or an asset at HeyGen. */
export function file(wire: string, displayName: string, options: FileOptions = {}): Field {
	const { keys } = options;
	const isNew = options.isNew === true;
	const read = (entered: unknown, scope: Scope): FileInput | undefined =>
		fileIn(entered, displayName, scope, isNew);
	const putFile = (body: JsonObject, found: FileInput): void => {
		if (keys === undefined) put(body, wire, objectOf(found));
		else if ('url' in found) put(body, keys.url, found.url);
		else put(body, keys.assetId, found.assetId);
	};
	return {
		property: {
			...propertyOf(wire, displayName, {
				description: isNew ? "The name of one of the item's binary fields, or a URL" : givenAs,
				...options,
			}),
			type: 'resourceLocator',
			default: { mode: 'url', value: '' },
			modes: modesOf(displayName).slice(0, isNew ? 2 : 3),
		},
		wire,
		sample: { __rl: true, mode: 'url', value: 'https://example.com/file.mp4' },
		read,
		write(body, entered, scope) {
			const found = read(entered, scope);
			if (found !== undefined) putFile(body, found);
			else if (options.required === true) throw isEmpty(displayName);
		},
		readFile(body, scope) {
			const value = valueAt(body, wire);
			if (textOf(value) === undefined && !looksBinary(value)) return;
			const found = read(value, scope);
			if (keys !== undefined) put(body, wire, null);
			if (found !== undefined) putFile(body, found);
		},
	};
}

export type FileInput = { url: string } | { assetId: string | Upload };

/** A list with one entry, or `{url}`, as in attachments of Airtable and Notion. */
export function single(value: unknown): unknown {
	const one: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
	return isObject(one) && !looksBinary(one) ? (textOf(one.url) ?? one) : one;
}

/**
 * Recognizes a file by its value, whatever mode was chosen: a binary or its name, a URL, or else an
 * asset ID. @throws InvalidInput if it is none of them
 */
export function fileIn(
	entered: unknown,
	label: string,
	scope: Pick<Scope, 'root'>,
	isNew = false,
): FileInput | undefined {
	const value = single(located(entered));
	if (isNothing(value)) return undefined;
	const binary = binaryOf(value, scope);
	if (binary !== undefined) return { assetId: new Upload(binary, label) };
	if (looksBinary(value)) throw unfit(label, 'is a binary without its content: enter its name');
	const text = enteredText(value, label);
	if (text === undefined) return undefined;
	if (/^https?:\/\/app\.heygen\.com\//i.test(text)) {
		throw unfit(label, `is '${text}', a page of the HeyGen app and not a file`);
	}
	if (/^data:/i.test(text)) {
		throw unfit(label, "is a data URL: make a file of it first, as 'Convert to File' of n8n does");
	}
	if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return { url: text };
	const chosen = isObject(entered) ? entered.mode : undefined;
	if (chosen === 'binary' || (isNew && chosen !== 'url')) {
		return { assetId: new Upload(text, label) };
	}
	const isId = !isNew && /^[\w-]+$/.test(text);
	if (chosen === 'url' && !isId) throw unfit(label, `is '${text}', which is not a URL`);
	return { assetId: text };
}

export const objectOf = (found: FileInput): JsonObject =>
	'url' in found ? { type: 'url', url: found.url } : { type: 'asset_id', asset_id: found.assetId };

interface FilesOptions extends Basics {
	/** Label of the button: 'Add Reference'. */
	one: string;
	max?: number;
	/** HeyGen requires the key, even if the list is empty. */
	isAlwaysSent?: true;
}

/** Separators between files in a text; a URL may contain commas. */
const betweenFiles = /\n|,(?=\s)|,(?=[a-z][a-z0-9+.-]*:\/\/)/i;

/** Several files: a list of such objects under `wire`. */
export function files(wire: string, displayName: string, options: FilesOptions): Field[] {
	const one = file('file', 'File', { required: true });
	const [, list] = entries(wire, displayName, { ...options, fields: [one] });
	if (list === undefined) return [];
	const listed: Field = {
		...list,
		read(entered, scope) {
			const found = list.read(entered, scope);
			return Array.isArray(found) ? found.map((each: JsonObject) => each.file) : undefined;
		},
	};
	return orJson(listed, wire, displayName, options, {
		type: 'string',
		description:
			"URLs, names of the item's binary fields, or asset IDs: one per line, separated by commas, or a list from an expression",
		sample: 'https://example.com/a.mp4, https://example.com/b.mp4',
		entriesIn(entered) {
			const isText = typeof entered === 'string' && !/^\s*[[{]/.test(entered);
			const given = isText ? entered : enteredJson(entered, displayName);
			return enteredList(given, displayName, betweenFiles).filter((each) => each !== '');
		},
		read(entry, scope) {
			if (isObject(entry) && typeof entry.type === 'string' && !looksBinary(entry)) {
				return withBinaries(entry, displayName, scope);
			}
			const found = fileIn(entry, displayName, scope);
			if (found === undefined) throw unfit(displayName, 'has an empty entry');
			return objectOf(found);
		},
	});
}
