import { reach, type CanvasNode, type Edge } from '../canvas';
import type { CallType } from '../calls/call';
import type { Request } from '../request';
import { asksStatus, isDecision, outcomes, outputsFor, roundsIn, type Outcome } from './decide';
import { isCode, isMerge, isNoOp, isSet, isTimedWait, madeBy, secondsOf } from './helpers';

export interface Call {
	node: CanvasNode;
	request: Request;
	type: CallType;
}

/** A call that makes something, with all that asked whether it is ready. */
export interface Pipeline {
	create: Call;
	statuses: CanvasNode[];
	/** All that the new node stands for, but the create itself. */
	gone: Set<string>;
	/** Between create and status, and kept. */
	kept: Set<string>;
	/** Where failures went: links of nodes that go. */
	failed: Edge[];
	waitMinutes: number | undefined;
	isLoop: boolean;
	/** A failed video was made anew, as often as it failed. */
	isRepeated: boolean;
}

export interface Graph {
	nodes: ReadonlyMap<string, CanvasNode>;
	edges: readonly Edge[];
	creates: ReadonlySet<string>;
	/** By the names of the nodes. */
	statuses: ReadonlyMap<string, Call>;
	/** Whether a node that stays reads one of the fields. */
	isRead(node: string, fields: readonly string[]): boolean;
}

/** @returns a pipeline without statuses where nobody asks */
export function pipelineOf(create: Call, graph: Graph): Pipeline {
	const { edges, creates, nodes } = graph;
	const name = create.node.name;
	const behind = reach(name, edges, 'forward', creates);
	const statuses = [...behind].flatMap((each) => {
		const call = graph.statuses.get(each);
		return call !== undefined && call.type.job === create.type.job ? [call.node] : [];
	});
	const asked = statuses.map(
		(each) => [each.name, reach(each.name, edges, 'back', creates)] as const,
	);
	const between = new Set(
		[...behind].filter((each) =>
			asked.some(([status, before]) => each === status || before.has(each)),
		),
	);
	const isLoop = asked.some(([status, before]) => before.has(status));
	const gone = goingNodes(between, statuses, graph);
	const kept = new Set([...between].filter((each) => !gone.has(each)));
	const waits = [...gone].flatMap((each) => {
		const node = nodes.get(each);
		return node !== undefined && isTimedWait(node) ? [secondsOf(node)] : [];
	});
	const pipeline: Pipeline = {
		create,
		statuses,
		gone,
		kept,
		failed: [],
		isLoop,
		isRepeated: false,
		waitMinutes: undefined,
	};
	const failed = statuses.length > 0 ? failedLinks(pipeline, graph) : [];
	pipeline.failed = failed.filter(({ to }) => to !== name);
	pipeline.isRepeated = pipeline.failed.length < failed.length;
	pipeline.waitMinutes = minutesOf(pipeline, waits, nodes);
	return pipeline;
}

function minutesOf(
	{ gone, isLoop }: Pipeline,
	waits: number[],
	nodes: Graph['nodes'],
): number | undefined {
	const rounds = [...gone].flatMap((each) => roundsIn(nodes.get(each)) ?? []);
	const longest = Math.max(0, ...waits);
	const [most] = rounds;
	if (isLoop && most !== undefined && longest > 0)
		return Math.max(1, Math.ceil((most * longest) / 60));
	const sum = waits.reduce((all, each) => all + each, 0);
	return !isLoop && sum > 3600 ? Math.ceil(sum / 60) : undefined;
}

function goingNodes(
	between: Set<string>,
	statuses: readonly CanvasNode[],
	graph: Graph,
): Set<string> {
	const { nodes, edges, creates } = graph;
	const gone = new Set(statuses.map(({ name }) => name));
	const inOf = (name: string): Edge[] => edges.filter(({ to }) => to === name);
	const onCircle = (name: string): boolean => reach(name, edges, 'forward', creates).has(name);
	/** Two ways out ask more than whether to go round once more. */
	const exits = (name: string): number =>
		new Set(
			edges.flatMap(({ from, to, output }) => (from === name && !between.has(to) ? [output] : [])),
		).size;
	for (const name of between) {
		const node = nodes.get(name);
		if (node === undefined || gone.has(name)) continue;
		const goes =
			isTimedWait(node) ||
			isNoOp(node) ||
			(isDecision(node) &&
				(asksStatus(node) || asksStart(node) || (onCircle(name) && exits(name) < 2))) ||
			((isSet(node) || isCode(node)) && !graph.isRead(name, madeBy(node).own) && onlyIds(node));
		if (goes) gone.add(name);
	}
	// A Merge of nothing but creates and what goes, and a question right behind the status.
	for (let grew = true; grew; ) {
		grew = false;
		for (const [name, node] of nodes) {
			if (gone.has(name) || creates.has(name)) continue;
			const from = inOf(name).map((edge) => edge.from);
			const isOnlyBehind = from.length > 0 && from.every((each) => gone.has(each));
			const isJoin =
				isMerge(node) &&
				between.has(name) &&
				from.every((each) => gone.has(each) || creates.has(each));
			if (isJoin || (isOnlyBehind && isFollowing(node, graph))) {
				gone.add(name);
				grew = true;
			}
		}
	}
	return gone;
}

/** Directly behind: the IF on the status, or the same question once more. */
const isFollowing = (node: CanvasNode, { statuses }: Graph): boolean =>
	asksStatus(node) || statuses.has(node.name);

/** Whether HeyGen took the call at all. */
const asksStart = (node: CanvasNode): boolean =>
	JSON.stringify(outputsFor(node, 'refused')) !== JSON.stringify(outputsFor(node, 'completed'));

const onlyIds = (node: CanvasNode): boolean => {
	const { own, fields } = madeBy(node);
	return isSet(node)
		? own.length === 0
		: fields.size > 0 || own.length === 0 || /status|video/i.test(own.join());
};

/** Where items would have gone that came to something else than a finished video. */
function failedLinks({ create, gone, kept }: Pipeline, { nodes, edges }: Graph): Edge[] {
	const name = create.node.name;
	const walk = (outcome: Outcome): Edge[] => {
		const exits: Edge[] = [];
		const seen = new Set<string>([name]);
		const open = edges.filter(({ from, output }) => from === name && output === 0);
		for (let edge = open.pop(); edge !== undefined; edge = open.pop()) {
			const { to } = edge;
			const node = nodes.get(to);
			if (node === undefined) continue;
			if (!gone.has(to) && !kept.has(to)) exits.push(edge);
			else if (!seen.has(to)) {
				seen.add(to);
				const outputs = outputsFor(node, outcome);
				open.push(...edges.filter((each) => each.from === to && outputs.includes(each.output)));
			}
		}
		return exits;
	};
	const good = new Set(walk('completed').map(keyOf));
	const bad = outcomes.filter((each) => each !== 'completed').flatMap(walk);
	// The output behind the first of an HTTP Request is that of its errors.
	const onError = edges.filter(
		({ from, output, to }) =>
			output === 1 &&
			!gone.has(to) &&
			(from === name || (gone.has(from) && !isDecision(nodes.get(from)))),
	);
	const links = [...onError, ...bad].filter((edge) => !good.has(keyOf(edge)) && !kept.has(edge.to));
	const once = new Map(links.map((edge) => [keyOf(edge), edge]));
	return [...once.values()];
}

const keyOf = ({ to, input }: Edge): string => `${input} ${to}`;

/**
 * Where a link to a node that goes leads in the end, for a video that is finished.
 * @param seen nodes on the way, for an old loop goes round
 */
export function resolved(
	edge: Edge,
	gone: ReadonlySet<string>,
	graph: Pick<Graph, 'nodes' | 'edges'>,
	seen: ReadonlySet<string> = new Set(),
): Edge[] {
	const { nodes, edges } = graph;
	const { to } = edge;
	const node = nodes.get(to);
	if (node === undefined || !gone.has(to)) return [edge];
	if (seen.has(to)) return [];
	const outputs = outputsFor(node, 'completed');
	return edges
		.filter(({ from, output }) => from === to && outputs.includes(output))
		.flatMap((next) =>
			resolved({ ...edge, to: next.to, input: next.input }, gone, graph, new Set([...seen, to])),
		);
}
