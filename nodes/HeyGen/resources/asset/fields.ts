import { locator } from '../../operation/fields/locator';
import { puts } from '../../operation/output';

export const assetId = locator('asset_id', 'Asset', {
	required: true,
	description: 'The ID of the asset, from Upload or Get Many',
});

export const asset = puts({
	id: 'text',
	name: 'text',
	type: 'text',
	url: 'text?',
	owner: 'text',
	space_id: 'text',
	folder_id: 'text?',
	uploaded_at: 'number',
});
