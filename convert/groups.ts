import { listIn, objectIn, reach, textIn } from './canvas';
import { idOf } from './notes';
import type { Plan } from './plan';
import type { Json } from './read/value';

/**
 * The groups on the canvas. n8n refuses a workflow with one that names a node which is not there, or
 * that has several ways in or out: one like that is dissolved, and its nodes stay.
 */
export function groupsOf(groups: Json | undefined, plan: Plan): { kept: Json[]; notes: string[] } {
	const { nodes, gone, joints, onces } = plan;
	const names = new Map([...nodes].map(([name, { raw }]) => [raw.id, name]));
	const kept: Json[] = [];
	const notes: string[] = [];
	for (const group of listIn(groups)) {
		const ids = listIn(objectIn(group).nodeIds);
		const left = ids.filter((id) => {
			const name = names.get(id) ?? '';
			return !gone.has(name) || joints.has(name);
		});
		const more = left.flatMap((id) => {
			const once = onces.get(names.get(id) ?? '');
			return once === undefined ? [] : [idOf(once)];
		});
		const isSame = left.length === ids.length && more.length === 0;
		const members = new Set(left.map((id) => names.get(id) ?? ''));
		for (const name of [...members]) members.add(onces.get(name) ?? name);
		if (isSame || isWhole(members, plan)) {
			kept.push(isSame ? group : { ...objectIn(group), nodeIds: [...left, ...more] });
		} else if (left.length > 0) {
			notes.push(`The group "${textIn(objectIn(group).name)}" is gone, its nodes are still there.`);
		}
	}
	return { kept, notes };
}

/** One way in, one way out, and all of it between them. */
function isWhole(members: ReadonlySet<string>, { after }: Plan): boolean {
	const inside = after.filter(({ from, to }) => members.has(from) && members.has(to));
	const ends = (near: 'from' | 'to', far: 'from' | 'to'): string[] =>
		[...members].filter((name) => {
			const links = after.filter((edge) => edge[near] === name);
			return links.length === 0 || links.some((edge) => !members.has(edge[far]));
		});
	const [entry = '', ...entries] = ends('to', 'from');
	const reached = reach(entry, inside, 'forward').add(entry);
	return entries.length === 0 && ends('from', 'to').length < 2 && reached.size === members.size;
}
