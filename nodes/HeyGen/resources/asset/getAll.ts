import { textOf } from '../../narrow';
import { filters } from '../../operation/fields/collections';
import { locator } from '../../operation/fields/locator';
import { text } from '../../operation/fields/scalars';
import { firstOf, limitOf, limits, pageSizeFor, returnAll } from '../../operation/getMany';
import { requestOf } from '../../operation/makers';
import type { Operation } from '../../operation/operation';
import { but, usual } from '../../operation/words';
import { asset } from './fields';

const path = '/v3/assets';
const username = text('username', 'Username', {
	description: 'Whose assets to list. When empty, those of the account itself.',
});
const fields = [
	returnAll,
	...limits,
	filters([
		locator('folder_id', 'Folder', { description: 'Only assets of this folder' }),
		username,
	]),
];

export const getAll: Operation = {
	option: but(usual.getMany, {
		description: 'Retrieve a list of assets. Preview: HeyGen may still change it.',
	}),
	fields,
	output: asset,
	async run({ heygen, item }) {
		const wanted = limitOf(item);
		const { query = {} } = requestOf(item, 'GET', { path, fields });
		// HeyGen requires a name.
		const owner =
			query.username ??
			textOf((await heygen.object({ method: 'GET', path: '/v3/users/me' })).username);
		const pages = heygen.pages(path, { ...query, username: owner }, pageSizeFor(wanted));
		return await firstOf(pages, wanted);
	},
};
