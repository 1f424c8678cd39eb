import type { IDataObject } from 'n8n-workflow';

import type { HeyGen } from '../api/client';
import { textOf } from '../narrow';
import { searchOf, shownAs, withDetails, type Part } from './search';

/** Meanwhile the user sees an empty list, and the looks must still be read. */
const longestMs = 3_000;
/** Each needs one request. */
const mostGroups = 3;

/** The editor requests it for every letter typed and every page shown, and it rarely changes. */
const freshMs = 60_000;
let known: { account: string; untilMs: number; names: Map<string, string> } | undefined;

/** The names of the avatars by ID, for as many as there is time for. */
async function groupNames(heygen: HeyGen): Promise<Map<string, string>> {
	const { context, baseUrl } = heygen.connection;
	const account = JSON.stringify([baseUrl, context.getNode().credentials]);
	if (known?.account === account && Date.now() < known.untilMs) return known.names;
	const names = await readGroupNames(heygen);
	known = { account, untilMs: Date.now() + freshMs, names };
	return names;
}

async function readGroupNames(heygen: HeyGen): Promise<Map<string, string>> {
	const names = new Map<string, string>();
	const giveUpAtMs = Date.now() + longestMs;
	for await (const group of heygen.pages('/v3/avatars', {}, 50)) {
		const id = textOf(group.id);
		if (id !== undefined) names.set(id, shownAs(group, 'name'));
		if (Date.now() > giveUpAtMs) break;
	}
	return names;
}

/** Avatars with a matching name, then the account's own looks, then HeyGen's. */
function partsOf(wanted: string, groups: ReadonlyMap<string, string>): Part[] {
	const called = [...groups]
		.filter(([, name]) => wanted !== '' && name.toLowerCase().includes(wanted.toLowerCase()))
		.slice(0, mostGroups)
		.map(([id]) => id);
	const skips = ({ group_id: id }: IDataObject): boolean => called.includes(String(id));
	return [
		...called.map((id) => ({ query: { group_id: id }, text: '' })),
		{ query: { ownership: 'private' }, skips },
		{ query: { ownership: 'public' }, skips },
	];
}

/** The looks of all avatars, with the avatar and the type of each. */
export const searchLooks = searchOf({
	path: '/v3/avatars/looks',
	largest: 50,
	id: 'id',
	name: (look) => shownAs(look, 'name'),
	async prepare(heygen) {
		const groups = await groupNames(heygen);
		return {
			parts: (wanted) => partsOf(wanted, groups),
			name(look) {
				const name = shownAs(look, 'name');
				const group = groups.get(String(look.group_id));
				const type = textOf(look.avatar_type)?.replaceAll('_', ' ');
				return withDetails(name, [group === name ? undefined : group, type]);
			},
		};
	},
});
