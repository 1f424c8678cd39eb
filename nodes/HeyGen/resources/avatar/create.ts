import { createAndWait as createAndWaitOf } from '../../waiting/createAndWait';
import { options } from '../../waiting/options';
import { look } from '../avatarLook/fields';
import { additionalFields } from '../../operation/fields/collections';
import type { Condition } from '../../operation/fields/field';
import { file, files } from '../../operation/fields/file';
import { locator } from '../../operation/fields/locator';
import { choice, text } from '../../operation/fields/scalars';
import { create as createOf } from '../../operation/makers';
import { puts } from '../../operation/output';

const prompted: Condition = { '/type': ['prompt'] };

/** The request of Create and of Create and Wait. */
const making = {
	path: '/v3/avatars',
	fields: [
		choice(
			'type',
			'Type',
			{ digital_twin: 'Digital Twin', photo: 'Photo', prompt: 'Prompt' },
			{ default: 'photo', description: 'What the avatar is made from' },
		),
		text('name', 'Name', { required: true, description: 'Shown in the HeyGen app' }),
		file('file', 'File', {
			required: true,
			when: { type: ['digital_twin', 'photo'] },
			description: 'A photo, or for a digital twin a video of the person',
		}),
		text('prompt', 'Prompt', {
			rows: 4,
			maxLength: 1_000,
			required: true,
			when: { type: ['prompt'] },
			description: 'A description of how the avatar looks',
		}),
		additionalFields([
			choice('aspect_ratio', 'Aspect Ratio', ['auto', '16:9', '9:16', '1:1', '4:5', '5:4'], {
				when: prompted,
			}),
			locator('avatar_group_id', 'Avatar', {
				search: 'searchAvatars',
				description: 'Adds a look to this avatar instead of creating a new avatar',
			}),
			locator('avatar_id', 'Avatar Look', {
				search: 'searchLooks',
				when: prompted,
				description: 'A look to start from. It has to belong to the chosen avatar.',
			}),
			...files('reference_images', 'Reference Images', {
				one: 'Image',
				max: 3,
				when: prompted,
			}),
		]),
	],
};

const does = 'Create a new avatar from a photo, a video or a prompt';

export const create = createOf({
	...making,
	costs: true,
	output: puts({ avatar_item: 'object?', avatar_group: 'object?' }),
	option: {
		description: `${does}. The look in avatar_item is ready once its status is completed.`,
	},
});

export const createAndWait = createAndWaitOf({
	...making,
	type: 'look',
	options: options.asked.plain,
	output: look,
	does,
	note: 'Its look comes out. A look whose person has to consent comes out at once, with the status waiting_for_input: after Create Consent, Wait of Avatar Look goes on with it.',
});
