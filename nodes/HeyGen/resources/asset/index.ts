import { getBatch, getStatuses } from '../shared/batches';
import { filters } from '../../operation/fields/collections';
import { choice, text } from '../../operation/fields/scalars';
import { get, getMany, remove } from '../../operation/makers';
import type { Resource } from '../../operation/operation';
import { puts } from '../../operation/output';
import { getAll } from './getAll';
import { asset as output, assetId } from './fields';
import { upload } from './upload';
import { uploadMany } from './uploadMany';

const path = '/v3/assets/{asset_id}';

export const asset: Resource = {
	name: 'Asset',
	defaultOperation: 'upload',
	operations: {
		delete: remove({ path, fields: [assetId] }),
		get: get({ path, fields: [assetId], output }),
		getAll,
		getBatch: getBatch('/v3/assets/batches', 'assets'),
		getStatuses: getStatuses('/v3/assets/statuses', 'asset_ids', 'Asset IDs', 'assets'),
		search: getMany({
			path: '/v3/assets/search',
			largest: 50,
			fields: [
				text('query', 'Query', {
					required: true,
					placeholder: 'a rocket on a launch pad',
					description: 'A description of what the image should show',
				}),
				choice(
					'type',
					'Type',
					{ icon: 'Icon', image: 'Image' },
					{ default: 'image', required: true, description: 'What to look for' },
				),
				filters([
					choice(
						'scope',
						'Scope',
						{ personal: 'Personal', public: 'Public' },
						{ default: 'public', description: "HeyGen's library, or the account's own assets" },
					),
				]),
			],
			output: puts({
				id: 'text',
				type: 'text?',
				url: 'text',
				width: 'number?',
				height: 'number?',
				orientation: 'text?',
				is_transparent: 'boolean?',
			}),
			option: {
				name: 'Search',
				action: 'Search assets',
				description:
					'Search for images and icons by what they show. Preview: HeyGen may still change it.',
			},
		}),
		upload,
		uploadMany,
	},
};
