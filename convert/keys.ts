import { listIn, objectIn, textIn, type CanvasNode } from './canvas';
import { assignmentsOf, isSet } from './pipeline/helpers';
import type { Plan } from './plan';
import { requestOf } from './request';

const keyName = /api_?-?key|token|heygen.*key|authorization/i;

/** Where the key of a call stood. It is never repeated, neither in a note nor in the report. */
export function keyNodes(node: CanvasNode, plan: Plan): { names: string[]; notes: string[] } {
	const request = requestOf(node);
	if (request === undefined || request.key === 'credential') return { names: [], notes: [] };
	if (request.key === 'typed') {
		return {
			names: [],
			notes: [
				'The key was typed into the node, and is not carried along. It stands in every copy of the old workflow: make a new one at HeyGen.',
			],
		};
	}
	const text = JSON.stringify(headersOf(node));
	const names = [...plan.nodes.values()].flatMap((each) =>
		isSet(each) && (text.includes(each.name) || text.includes('$json')) && holdsKey(each)
			? [each.name]
			: [],
	);
	const where = names.length > 0 ? `stands in "${names.join('", "')}"` : 'came from an expression';
	return {
		names,
		notes: [
			`The key ${where}. Put it into the credential, delete it there, and best make a new one: it can be read in every execution.`,
		],
	};
}

const holdsKey = (node: CanvasNode): boolean =>
	assignmentsOf(node).some(([name]) => keyName.test(name));

const headersOf = ({ parameters: its }: CanvasNode): unknown => [
	listIn(objectIn(its.headerParameters).parameters),
	listIn(objectIn(its.headerParametersUi).parameter),
	textIn(its.jsonHeaders),
	textIn(its.headerParametersJson),
];
