import { uploadBatch, type BatchUpload } from '../../api/uploadBatch';
import { asThrown } from '../../api/errors';
import type { FileToSend } from '../../api/content';
import type { Operation, Result } from '../../operation/operation';
import { puts } from '../../operation/output';
import { fileToSend } from '../../operation/uploads';
import { additionalFields } from '../../operation/fields/collections';
import { text } from '../../operation/fields/scalars';
import { newFile } from './file';

const batchFields = additionalFields([
	text('title', 'Title', {
		description:
			'The name of the batch in the HeyGen app: items with another one make another batch',
	}),
]);

/** HeyGen accepts this many files in one request. */
const most = 100;

export const uploadMany: Operation = {
	option: {
		name: 'Upload Many',
		action: 'Upload many assets',
		description: 'Upload the files of all items in batches of up to 100',
	},
	fields: [newFile, batchFields],
	output: puts({
		asset_id: 'text',
		batch_id: 'text',
		name: 'text',
		size_bytes: 'number',
		status: 'text',
	}),
	makes: true,
	async together({ heygen, items }) {
		const outcomes = new Map<number, () => Result>();
		const ready = new Map<unknown, Array<{ index: number; file: FileToSend }>>();
		for (const [index, item] of items.entries()) {
			try {
				const file = await fileToSend(heygen, item, newFile);
				// Opened again when its turn comes: a host does not wait for all files before it.
				file.end?.();
				const { title } = item.body([batchFields]);
				ready.set(title, [...(ready.get(title) ?? []), { index, file }]);
			} catch (error) {
				outcomes.set(index, failing(error));
			}
		}
		const [first] = items;
		for (const [title, alike] of ready) {
			for (let at = 0; first !== undefined && at < alike.length; at += most) {
				const slice = alike.slice(at, at + most);
				const files = slice.map(({ file }) => file);
				const done = await uploadBatch(heygen, files, { title }, first.keyFor).catch(
					(error: unknown): BatchUpload[] => files.map(() => ({ error })),
				);
				for (const [place, { index }] of slice.entries()) {
					outcomes.set(index, outcomeOf(done[place]));
				}
			}
		}
		return items.map((_item, index) => outcomes.get(index) ?? failing(undefined));
	},
};

const outcomeOf = (upload: BatchUpload | undefined): (() => Result) =>
	upload === undefined || 'error' in upload ? failing(upload?.error) : () => upload.asset;

const failing = (error: unknown) => (): never => {
	throw asThrown(error);
};
