import { uploadAsset } from '../../api/assets';
import type { Operation } from '../../operation/operation';
import { puts } from '../../operation/output';
import { fileToSend } from '../../operation/uploads';
import { newFile } from './file';

export const upload: Operation = {
	option: {
		name: 'Upload',
		action: 'Upload asset',
		description: 'Upload a file and get its asset ID to use it in videos',
	},
	fields: [newFile],
	output: puts({
		asset_id: 'text',
		url: 'text',
		mime_type: 'text',
		size_bytes: 'number',
		status: 'text?',
	}),
	makes: true,
	async run({ heygen, item }) {
		return await uploadAsset(heygen, await fileToSend(heygen, item, newFile), item.keyFor);
	},
};
