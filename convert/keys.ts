import type { CanvasNode } from './canvas';
import { isCode, isSet } from './pipeline/helpers';
import { readsField, type Plan } from './plan';
import { sourceOf } from './read/value';
import { changeAccesses, type Access } from './references/accessor';
import { requestOf } from './request';

/** Where the key of calls stood. It is never repeated, neither in a note nor in the report. */
export function keyNodes(
	calls: readonly CanvasNode[],
	plan: Plan,
): { names: string[]; notes: string[] } {
	const keys = calls.flatMap((node) => requestOf(node)?.key ?? []);
	const notes: string[] = [];
	if (keys.some(({ kind }) => kind === 'literal')) {
		notes.push(
			'The key was typed into the node, and is not carried along. It stands in every copy of the old workflow: make a new one at HeyGen.',
		);
	}
	const open = keys.filter(({ kind }) => kind !== 'literal').map(sourceOf);
	if (open.length === 0) return { names: [], notes };
	const read: Access[] = [];
	for (const code of open) changeAccesses(code, (access) => void read.push(access));
	const names = [...plan.nodes.values()]
		.filter((node) => !plan.gone.has(node.name) && requestOf(node) === undefined)
		.filter((node) => read.some((access) => holds(node, access)))
		.map(({ name }) => name);
	const where = names.length > 0 ? `stands in "${names.join('", "')}"` : 'came from an expression';
	notes.push(
		`The key ${where}. Put it into the credential, delete it there, and best make a new one: it can be read in every execution.`,
	);
	return { names, notes };
}

/** Whether the node gives the field that is read. */
const holds = (node: CanvasNode, access: Access): boolean =>
	(access.name === undefined ? isSet(node) || isCode(node) : access.name === node.name) &&
	access.path.length > 0 &&
	readsField(JSON.stringify(node.parameters), access.path.at(-1) ?? '');
