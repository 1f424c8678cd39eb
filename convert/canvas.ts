import type { Json, JsonObject } from './read/value';

/** A node as n8n saves it; `raw` is never changed. */
export interface CanvasNode {
	name: string;
	type: string;
	version: number;
	position: [x: number, y: number];
	parameters: JsonObject;
	raw: JsonObject;
}

/** One link between two nodes' main output and input. */
export interface Edge {
	from: string;
	output: number;
	to: string;
	input: number;
}

export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');
export const listIn = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);
export const objectIn = (value: unknown): JsonObject => (isObject(value) ? value : {});

export function nodeOf(raw: Json): CanvasNode | undefined {
	if (!isObject(raw) || typeof raw.name !== 'string' || typeof raw.type !== 'string')
		return undefined;
	const [x, y] = listIn(raw.position);
	return {
		name: raw.name,
		type: raw.type,
		version: Number(raw.typeVersion ?? 1),
		position: [Number(x ?? 0), Number(y ?? 0)],
		parameters: objectIn(raw.parameters),
		raw,
	};
}

/** The links between main outputs and inputs; those to nodes that are not there are left out. */
export function edgesOf(connections: JsonObject, names: ReadonlySet<string>): Edge[] {
	return Object.entries(connections).flatMap(([from, outputs]) =>
		listIn(objectIn(outputs).main).flatMap((links, output) =>
			listIn(links).flatMap((link) => {
				const { node, index } = objectIn(link);
				const to = textIn(node);
				return names.has(from) && names.has(to)
					? [{ from, output, to, input: Number(index ?? 0) }]
					: [];
			}),
		),
	);
}

const sameEdges = (one: readonly Edge[], other: readonly Edge[]): boolean =>
	JSON.stringify(one) === JSON.stringify(other);

/** The connections of a workflow with other main links; what did not change is the very same. */
export function connectionsOf(
	before: JsonObject,
	edges: readonly Edge[],
	names: ReadonlySet<string>,
): JsonObject {
	const after: JsonObject = {};
	const froms = new Set([...Object.keys(before), ...edges.map(({ from }) => from)]);
	for (const from of froms) {
		if (!names.has(from)) continue;
		const old = objectIn(before[from]);
		const mine = edges.filter((edge) => edge.from === from);
		const isMainKept =
			sameEdges(mine, edgesOf({ [from]: old }, names)) && !isDangling(old.main ?? null, names);
		const others = Object.entries(old).filter(([type]) => type !== 'main');
		const isKept = isMainKept && !others.some(([, outputs]) => isDangling(outputs, names));
		if (isKept) {
			if (before[from] !== undefined) after[from] = before[from];
			continue;
		}
		const kept = others.map(([type, outputs]) => [type, withoutDangling(outputs, names)] as const);
		const all = { ...(mine.length > 0 && { main: mainOf(mine) }), ...Object.fromEntries(kept) };
		if (Object.keys(all).length > 0) after[from] = all;
	}
	return after;
}

const leadsNowhere = (link: Json, names: ReadonlySet<string>): boolean =>
	!names.has(textIn(objectIn(link).node));

const isDangling = (outputs: Json, names: ReadonlySet<string>): boolean =>
	listIn(outputs).some((links) => listIn(links).some((link) => leadsNowhere(link, names)));

const withoutDangling = (outputs: Json, names: ReadonlySet<string>): Json =>
	listIn(outputs).map((links) => listIn(links).filter((link) => !leadsNowhere(link, names)));

function mainOf(edges: readonly Edge[]): Json[] {
	const count = Math.max(...edges.map(({ output }) => output)) + 1;
	return Array.from({ length: count }, (_each, output) =>
		edges
			.filter((edge) => edge.output === output)
			.map(({ to, input }) => ({ node: to, type: 'main', index: input })),
	);
}

/** All that can be reached, the start not counted unless a circle leads back to it. */
export function reach(
	start: string,
	edges: readonly Edge[],
	direction: 'forward' | 'back',
	blocked: ReadonlySet<string> = new Set(),
): Set<string> {
	const next = new Map<string, string[]>();
	for (const { from, to } of edges) {
		const [here, there] = direction === 'forward' ? [from, to] : [to, from];
		next.set(here, [...(next.get(here) ?? []), there]);
	}
	const found = new Set<string>();
	const open = [start];
	for (let name = open.pop(); name !== undefined; name = open.pop()) {
		for (const each of next.get(name) ?? []) {
			if (found.has(each) || blocked.has(each)) continue;
			found.add(each);
			open.push(each);
		}
	}
	return found;
}
