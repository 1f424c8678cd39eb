import type { CanvasNode, Edge } from './canvas';
import { edgesOf, objectIn, reach } from './canvas';
import { pipelineOf, resolved, type Call, type Graph, type Pipeline } from './pipeline/find';
import { isSplitOut } from './pipeline/helpers';
import { freeName } from './notes';
import type { JsonObject } from './read/value';
import { sortedCalls, type Sorted } from './sort';

/** What is to be done with a workflow. */
export interface Plan {
	nodes: Map<string, CanvasNode>;
	sorted: Sorted;
	pipelines: Pipeline[];
	/** Status calls that no create belongs to. */
	loneStatuses: Call[];
	gone: Set<string>;
	/** Of the creates: what their error outputs lead to. */
	failed: Map<string, Edge[]>;
	/** Status calls of several creates: a node of this name joins them again. */
	joints: Map<string, Pipeline[]>;
	/** Lists that come as many items now: a node of this name lets the first of them through. */
	onces: Map<string, string>;
	before: Edge[];
	after: Edge[];
}

export function planOf(workflow: JsonObject, nodes: Map<string, CanvasNode>): Plan {
	const before = edgesOf(objectIn(workflow.connections), new Set(nodes.keys()));
	const sorted = sortedCalls([...nodes.values()]);
	const creates = new Set(
		[...sorted.creates.map(({ call }) => call), ...sorted.leftCreates].map(({ node }) => node.name),
	);
	const graph: Graph = {
		nodes,
		edges: before,
		creates,
		statuses: sorted.statuses,
		isRead: (node, fields) => isRead(nodes, before, node, fields),
	};
	const left = sorted.leftCreates.map((call) => pipelineOf(call, graph));
	const made = sorted.creates.map(({ call }) => pipelineOf(call, graph));
	const pipelines = withoutLeft(made, left, sorted);
	const asked = new Set(
		[...left, ...pipelines].flatMap(({ statuses }) => statuses.map(({ name }) => name)),
	);
	const loneStatuses = [...sorted.statuses.values()].filter(({ node }) => !asked.has(node.name));
	const gone = new Set([
		...pipelines.flatMap((each) => [...each.gone]),
		...lists(sorted, nodes, before),
	]);
	const plan: Plan = {
		nodes,
		sorted,
		pipelines,
		loneStatuses,
		gone,
		failed: new Map(pipelines.map(({ create, failed }) => [create.node.name, failed])),
		joints: jointsOf(pipelines),
		onces: oncesOf(sorted, gone, before, nodes),
		before,
		after: [],
	};
	plan.after = linked(plan, graph);
	return plan;
}

/** What shares a status call with a create that stays, stays as well. */
function withoutLeft(made: Pipeline[], left: Pipeline[], sorted: Sorted): Pipeline[] {
	const kept = new Set(left.flatMap(({ statuses }) => statuses));
	for (const { create, statuses } of left) {
		for (const { name } of statuses)
			sorted.left.set(name, `it asks after the video of "${create.node.name}", which stays.`);
	}
	return made.filter(({ create, statuses }) => {
		const shared = statuses.find((each) => kept.has(each));
		if (shared === undefined) return true;
		sorted.left.set(
			create.node.name,
			`"${shared.name}" asks for another create too, which could not be read.`,
		);
		sorted.creates = sorted.creates.filter(({ call }) => call !== create);
		return false;
	});
}

/** Nodes that took a list apart: the entries come as items now. */
function lists(sorted: Sorted, nodes: Map<string, CanvasNode>, edges: readonly Edge[]): string[] {
	return sorted.singles.flatMap(({ call: { node, type } }) =>
		type.entries === undefined
			? []
			: edges
					.filter(({ from }) => from === node.name)
					.map(({ to }) => nodes.get(to))
					.filter((next) => next !== undefined && isSplitOut(next))
					.filter((next) => next?.parameters.fieldToSplitOut === type.entries?.list)
					.map((next) => next?.name ?? ''),
	);
}

/** What came after a list ran once, not once for each entry. */
function oncesOf(
	{ singles }: Sorted,
	gone: ReadonlySet<string>,
	before: readonly Edge[],
	nodes: ReadonlyMap<string, CanvasNode>,
): Map<string, string> {
	const lists = singles.filter(
		({ call: { node, type } }) =>
			type.entries !== undefined &&
			before.some(({ from, to }) => from === node.name && !gone.has(to)),
	);
	return new Map(
		lists.map(({ call: { node } }) => [node.name, freeName(`${node.name}: Once`, nodes)]),
	);
}

function jointsOf(pipelines: readonly Pipeline[]): Map<string, Pipeline[]> {
	const joints = new Map<string, Pipeline[]>();
	for (const pipeline of pipelines) {
		const [first] = pipeline.statuses;
		const all = pipelines.filter(({ statuses }) => first !== undefined && statuses.includes(first));
		if (first !== undefined && all.length > 1) joints.set(first.name, all);
	}
	return joints;
}

/** The links as they are to be: what goes is bridged, what nothing leads to any more is let go. */
function linked(plan: Plan, graph: Graph): Edge[] {
	const { gone, failed, before, pipelines, joints } = plan;
	const creates = new Set(pipelines.map(({ create }) => create.node.name));
	const onError = new Set([...failed.values()].flat());
	const bridged = before.flatMap((edge) => {
		if (gone.has(edge.from) || (onError.has(edge) && creates.has(edge.from))) return [];
		if (!gone.has(edge.to)) return [edge];
		const isInside = pipelines.some(
			({ create, kept }) => create.node.name === edge.from || kept.has(edge.from),
		);
		// A second way into an old loop would go round the video.
		return isInside || !pipelines.some((each) => each.gone.has(edge.to))
			? resolved(edge, gone, graph).filter(({ from, to }) => from !== to)
			: [];
	});
	const failures = [...failed].flatMap(([from, links]) =>
		links.flatMap((edge) => resolved({ ...edge, from, output: 1 }, gone, graph)),
	);
	const links = unique([...joined(bridged, joints), ...failures]);
	return withoutIslands(behindOnces(links, plan), pipelines);
}

function behindOnces(edges: readonly Edge[], { onces, before }: Plan): Edge[] {
	const isDirect = (edge: Edge): boolean =>
		edge.output === 0 && before.some(({ from, to }) => from === edge.from && to === edge.to);
	const moved = edges.map((edge) => {
		const from = onces.get(edge.from);
		return from !== undefined && isDirect(edge) ? { ...edge, from } : edge;
	});
	return [...moved, ...[...onces].map(([from, to]) => ({ from, output: 0, to, input: 0 }))];
}

/** The first status node's name goes on behind several creates. */
function joined(edges: readonly Edge[], joints: Plan['joints']): Edge[] {
	return [...joints].reduce(
		(all: Edge[], [name, pipelines]) => {
			const from = new Set(pipelines.map(({ create }) => create.node.name));
			const mine = all.filter((edge) => from.has(edge.from) && edge.output === 0);
			if (mine.length === 0) return all;
			const into = [...from].map((each) => ({ from: each, output: 0, to: name, input: 0 }));
			const out = mine.map((edge) => ({ ...edge, from: name }));
			return [...all.filter((edge) => !mine.includes(edge)), ...into, ...out];
		},
		[...edges],
	);
}

/** Nodes of an old loop that nothing leads to any more but one another: they start nothing. */
function withoutIslands(edges: Edge[], pipelines: readonly Pipeline[]): Edge[] {
	const islands = new Set(
		pipelines.flatMap(({ create, kept }) => {
			const behind = reach(create.node.name, edges, 'forward');
			return [...kept].filter((each) => !behind.has(each));
		}),
	);
	for (let count = -1; count !== islands.size; ) {
		count = islands.size;
		for (const { from, to } of edges) if (!islands.has(from)) islands.delete(to);
	}
	return edges.filter(({ from }) => !islands.has(from));
}

const unique = (edges: readonly Edge[]): Edge[] => [
	...new Map(edges.map((edge) => [JSON.stringify(edge), edge])).values(),
];

/** Whether a node that comes behind reads one of the fields, by the node's name or as what comes in. */
function isRead(
	nodes: ReadonlyMap<string, CanvasNode>,
	edges: readonly Edge[],
	name: string,
	fields: readonly string[],
): boolean {
	const behind = reach(name, edges, 'forward');
	return fields.some((field) =>
		[...nodes.values()].some((node) => {
			const text = JSON.stringify(node.parameters);
			const isBehind = behind.has(node.name) && node.name !== name;
			return (isBehind || text.includes(name)) && readsField(text, field) && node.name !== name;
		}),
	);
}

export const readsField = (text: string, field: string): boolean =>
	new RegExp(`(?<!\\w)${field.replace(/\W/g, '\\$&')}(?!\\w)`).test(text);
