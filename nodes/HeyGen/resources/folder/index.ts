import { additionalFields } from '../../operation/fields/collections';
import { locator } from '../../operation/fields/locator';
import { choice, text } from '../../operation/fields/scalars';
import { create, get } from '../../operation/makers';
import type { Resource } from '../../operation/operation';
import { puts } from '../../operation/output';

/** Source: docs/facts/heygen.md#fields-of-the-resources. */
const output = puts({
	folder_id: 'text',
	name: 'text',
	type: 'text',
	parent_id: 'text?',
	is_trash: 'boolean',
	creator_username: 'text?',
	created_at: 'number',
	updated_at: 'number',
});

const types = { mixed: 'Mixed', video: 'Videos', video_translate: 'Video Translations' };

export const folder: Resource = {
	name: 'Folder',
	defaultOperation: 'create',
	operations: {
		create: create({
			path: '/v3/folders',
			fields: [
				text('name', 'Name', { required: true, maxLength: 256, placeholder: 'Onboarding' }),
				// HeyGen has no list of folders.
				locator('parent_id', 'Parent Folder', {
					description:
						"The ID from the folder's Create operation. When empty, the folder is created at the top level.",
				}),
				additionalFields([
					choice('type', 'Type', types, { description: 'What the folder is for' }),
				]),
			],
			output,
		}),
		get: get({
			path: '/v3/folders/{folder_id}',
			fields: [
				locator('folder_id', 'Folder', {
					required: true,
					description: 'The ID from the Create operation',
				}),
			],
			output,
		}),
	},
};
