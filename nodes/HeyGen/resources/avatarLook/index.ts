import { createAndWait } from '../../waiting/createAndWait';
import { options } from '../../waiting/options';
import { waitFor } from '../../waiting/waitFor';
import { groupId, ownership } from '../avatar/fields';
import { filters } from '../../operation/fields/collections';
import { locator } from '../../operation/fields/locator';
import { choice, text } from '../../operation/fields/scalars';
import { create, get, getMany, remove, update } from '../../operation/makers';
import type { Resource } from '../../operation/operation';
import { puts } from '../../operation/output';
import { byNameAlone } from '../../operation/words';
import { look as output, lookId } from './fields';

const path = '/v3/avatars/looks/{look_id}';
const pack = {
	path: '/v3/avatars/looks',
	// HeyGen may accept no Idempotency-Key here, so the request is never repeated.
	noKey: true as const,
	fields: [
		groupId,
		locator('look_template_id', 'Look Pack', {
			required: true,
			description: 'The ID of a pack, from Get Many Look Packs',
		}),
	],
};

export const avatarLook: Resource = {
	name: 'Avatar Look',
	defaultOperation: 'getAll',
	operations: {
		create: create({
			...pack,
			costs: true,
			output: puts({ avatar_item: 'object?', avatar_group: 'object?' }),
			option: {
				name: 'Create From Look Pack',
				action: 'Create avatar look from look pack',
				description: `Create new looks of an avatar from a look pack. ${byNameAlone}`,
			},
		}),
		createAndWait: createAndWait({
			...pack,
			type: 'look',
			options: options.asked.plain,
			output,
			does: 'Have a new look of an avatar made after a look pack',
			option: {
				name: 'Create From Look Pack and Wait',
				action: 'Create avatar look from look pack and wait',
			},
			note: `With Retry On Fail it may be made twice. ${byNameAlone}`,
		}),
		delete: remove({
			path,
			fields: [lookId],
			option: {
				description:
					'Delete an avatar look permanently. Deleting the last look deletes the avatar too.',
			},
		}),
		get: get({ path, fields: [lookId], output }),
		getAll: getMany({
			path: '/v3/avatars/looks',
			largest: 50,
			fields: [
				filters([
					{ ...groupId, property: { ...groupId.property, required: false } },
					choice(
						'avatar_type',
						'Avatar Type',
						{
							digital_twin: 'Digital Twin',
							photo_avatar: 'Photo Avatar',
							studio_avatar: 'Studio Avatar',
						},
						{ description: 'What the look was made from' },
					),
					ownership,
				]),
			],
			output,
			option: {
				description:
					'Retrieve a list of avatar looks. The ID of a look is the avatar_id of a video.',
			},
		}),
		getPacks: getMany({
			path: '/v3/avatars/look-templates',
			largest: 50,
			output: puts({}),
			option: {
				name: 'Get Many Look Packs',
				action: 'Get many look packs',
				description: `Retrieve a list of the look packs that new looks can be made from. ${byNameAlone}`,
			},
		}),
		update: update({
			path,
			fields: [lookId, text('name', 'Name', { required: true, maxLength: 255 })],
			output: puts(output.fields),
		}),
		wait: waitFor({ id: lookId, type: 'look', options: options.asked.plain, output }),
	},
};
