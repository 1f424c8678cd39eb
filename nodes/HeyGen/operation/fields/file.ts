import type { INodePropertyMode } from 'n8n-workflow';

import { isObject, type JsonObject } from '../../narrow';
import { enteredText } from './entered';
import { propertyOf, put, type Basics, type Field } from './field';
import { isEmpty } from './invalidInput';
import { entries } from './lists';
import { mode } from './locator';

/** Stands in a body for the ID that the file will have: uploads.ts uploads it and puts it there. */
export class Upload {
	/** @param property the binary property of the input item @param label of the field */
	constructor(
		readonly property: string,
		readonly label: string,
	) {}
}

interface FileOptions extends Basics {
	/**
	 * Where HeyGen has a key each for a link and an asset. Without it the file is an object under
	 * `wire`: `{type: 'url', url}` or `{type: 'asset_id', asset_id}`.
	 */
	keys?: { url: string; assetId: string };
	/** The file is to become an asset, so it is none yet. */
	isNew?: true;
}

/** What a file of that name most likely is, to show an example. */
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

/** One file: a binary of the item, which is uploaded first, a URL, or what HeyGen has already. */
export function file(wire: string, displayName: string, options: FileOptions = {}): Field {
	const { keys } = options;
	const isNew = options.isNew === true;
	const read = (entered: unknown): FileInput | undefined => fileIn(entered, displayName, isNew);
	return {
		property: {
			...propertyOf(wire, displayName, options),
			type: 'resourceLocator',
			default: { mode: 'url', value: '' },
			modes: modesOf(displayName).slice(0, isNew ? 2 : 3),
		},
		wire,
		sample: { __rl: true, mode: 'url', value: 'https://example.com/file.mp4' },
		read,
		write(body, entered) {
			const found = read(entered);
			if (found === undefined) {
				if (options.required === true) throw isEmpty(displayName);
			} else if (keys === undefined) {
				put(body, wire, objectOf(found));
			} else {
				putKeys(body, keys, found);
			}
		},
	};
}

export type FileInput = { url: string } | { assetId: string | Upload };

/** A plain text from an expression is a URL when it looks like one, else an asset ID or, of a new file, a binary. */
function fileIn(entered: unknown, label: string, isNew: boolean): FileInput | undefined {
	const value = enteredText(entered, label);
	if (value === undefined) return undefined;
	const chosen = isObject(entered) ? entered.mode : undefined;
	const binary = { assetId: new Upload(value, label) };
	if (chosen === 'binary') return binary;
	if (chosen === 'url') return { url: value };
	if (chosen === 'id') return { assetId: value };
	if (/^https?:\/\//i.test(value)) return { url: value };
	return isNew ? binary : { assetId: value };
}

const objectOf = (found: FileInput): JsonObject =>
	'url' in found ? { type: 'url', url: found.url } : { type: 'asset_id', asset_id: found.assetId };

function putKeys(body: JsonObject, keys: { url: string; assetId: string }, found: FileInput): void {
	if ('url' in found) put(body, keys.url, found.url);
	else put(body, keys.assetId, found.assetId);
}

interface FilesOptions extends Basics {
	/** Words of the button: 'Add Reference'. */
	one: string;
	max?: number;
}

/** Several files: a list of such objects under `wire`. */
export function files(wire: string, displayName: string, options: FilesOptions): Field {
	const list = entries(wire, displayName, {
		...options,
		fields: [file('file', 'File', { required: true })],
	});
	return {
		...list,
		read(entered, scope) {
			const found = list.read(entered, scope);
			return Array.isArray(found) ? found.map((one: JsonObject) => one.file) : undefined;
		},
	};
}
