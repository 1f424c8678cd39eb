import { objectIn, reach, textIn, type CanvasNode, type Edge } from '../canvas';
import { failedReplies } from '../calls';
import type { Replies } from '../calls/call';
import {
	assignmentsOf,
	isKeeping,
	isPassing,
	isSet,
	isSplitOut,
	madeBy,
} from '../pipeline/helpers';
import type { Plan } from '../plan';
import { isHttpRequest } from '../request';
import type { Target } from './accessor';
import type { Reading } from './rewrite';

/** Where everything can be found that a node which went or changed has put out. */
export function targetsOf(plan: Plan): Map<string, Target> {
	const { nodes, pipelines, sorted, joints, before } = plan;
	const targets = new Map<string, Target>();
	for (const { create, gone, statuses } of pipelines) {
		const { name } = create.node;
		const joint = [...joints].find(([, all]) => all.some((each) => each.create === create))?.[0];
		const replies = repliesOf(create.type.replies, statuses.length > 0);
		const isFullResponse = [create, ...statuses.map((each) => sorted.statuses.get(each.name))].some(
			(call) => call?.request.isFullResponse === true,
		);
		targets.set(name, { to: name, replies, isFullResponse });
		for (const each of gone) {
			const node = nodes.get(each);
			if (node === undefined) continue;
			targets.set(each, {
				to: joint ?? name,
				replies: { ...replies, ...fieldsOf(node, replies) },
				isFullResponse,
				counts: madeBy(node).counts,
			});
		}
	}
	const lone = plan.loneStatuses.map((call) => ({ call }));
	for (const { call } of [...sorted.singles, ...lone]) {
		const { node, type, request } = call;
		const { entries } = type;
		const replies = withIdOfGet(entries?.fields ?? type.replies ?? {}, type.kind);
		const { isFullResponse } = request;
		const list = entries === undefined ? {} : { list: entries.list };
		targets.set(node.name, { to: node.name, replies, isFullResponse, ...list });
		for (const { from, to } of before) {
			const next = nodes.get(to);
			if (from === node.name && plan.gone.has(to) && next !== undefined && isSplitOut(next)) {
				targets.set(to, { to: node.name, replies, isFullResponse, ...underName(next) });
			}
		}
	}
	passedOn(targets, plan);
	handedOn(targets, plan);
	return targets;
}

/** Split Out may put each entry under a name. */
const underName = ({ parameters }: CanvasNode): Pick<Target, 'under'> => ({
	under: textIn(objectIn(parameters.options).destinationFieldName),
});

/** Create alone answers with less than what is waited for; what is asked of it is only the ID. */
const repliesOf = (replies: Replies = {}, isWaiting: boolean): Replies =>
	isWaiting ? replies : { ...replies, 'data.id': 'video_id' };

/** Get names the video as HeyGen does. */
const withIdOfGet = (replies: Replies, kind: string): Replies =>
	kind !== 'status' ? replies : { ...replies, 'data.video_id': 'id', 'data.id': 'id' };

/** Fields of a Set or Code node that went, under their own names. */
function fieldsOf(node: CanvasNode, replies: Replies): Replies {
	const named = [...madeBy(node).fields].flatMap(([own, field]) => {
		const now = replies[field];
		return now === undefined ? [] : [[own, now] as const];
	});
	return Object.fromEntries(named);
}

/** The nodes whose output comes in, through all that only pass it on. */
function originsOf(
	name: string,
	edges: readonly Edge[],
	nodes: ReadonlyMap<string, CanvasNode>,
	isEnd: (name: string) => boolean,
): Set<string> {
	const origins = new Set<string>();
	const seen = new Set<string>();
	const open = [name];
	for (let each = open.pop(); each !== undefined; each = open.pop()) {
		for (const { from, to } of edges) {
			if (to !== each || seen.has(from)) continue;
			seen.add(from);
			const node = nodes.get(from);
			const isPassedOn = node !== undefined && (isPassing(node) || isKeeping(node));
			if (!isEnd(from) && isPassedOn) open.push(from);
			else origins.add(from);
		}
	}
	return origins;
}

/** A node that only passed on what came in was nobody's origin. */
const isEnd = (
	name: string,
	targets: ReadonlyMap<string, Target>,
	nodes: ReadonlyMap<string, CanvasNode>,
): boolean => {
	const node = nodes.get(name);
	return targets.has(name) && (node === undefined || !isPassing(node));
};

/** What went, but passed on what a node puts out that stays. */
function passedOn(targets: Map<string, Target>, { gone, nodes, before }: Plan): void {
	for (const name of gone) {
		const node = nodes.get(name);
		if (node === undefined || !isPassing(node)) continue;
		const origins = [...originsOf(name, before, nodes, (each) => isEnd(each, targets, nodes))];
		const [only] = origins;
		if (only === undefined || origins.length > 1 || targets.has(only)) continue;
		targets.set(name, { to: only, replies: {}, isFullResponse: false });
	}
}

/** What stays and hands on a reply: it is read by its own name too. */
function handedOn(targets: Map<string, Target>, { nodes, before, after }: Plan): void {
	for (const [name, node] of nodes) {
		if (targets.has(name) || !(isPassing(node) || isKeeping(node))) continue;
		const end = (each: string): boolean => isEnd(each, targets, nodes);
		const origins = [...originsOf(name, before, nodes, end)].map((each) => targets.get(each));
		const [first] = origins;
		if (first === undefined || origins.includes(undefined)) continue;
		const made = madeBy(node);
		const fields = isSet(node)
			? assignmentsOf(node).map(([field]) => field)
			: [...made.fields.keys(), ...made.own];
		const own = new Set(fields.map((field) => field.split('.')[0] ?? ''));
		const isDirect = [...originsOf(name, after, nodes, end)].every((each) => targets.has(each));
		const replies = Object.assign({}, ...origins.map((each) => each?.replies)) as Replies;
		targets.set(name, { ...first, replies, to: isDirect ? name : first.to, own });
	}
}

/** What each node that stays may read of those that went. */
export function readingOf(name: string, plan: Plan, targets: ReadonlyMap<string, Target>): Reading {
	const { nodes, before, after, pipelines, joints } = plan;
	const isTarget = (each: string): boolean => isEnd(each, targets, nodes);
	const came = [...originsOf(name, before, nodes, isTarget)];
	const changed = came.flatMap((each) => targets.get(each) ?? []);
	const now = originsOf(name, after, nodes, (each) => isTarget(each) || joints.has(each));
	const [first] = changed;
	const isFailed = pipelines.some((each) => isBehindError(name, each.create.node.name, after));
	const named = isFailed
		? new Map([...targets].map(([each, target]) => [each, failing(target)]))
		: targets;
	if (first === undefined) return { named, isDirect: false, isMixed: false };
	const replies: Replies = changed.reduce<Replies>(
		(all, each) => ({ ...all, ...each.replies }),
		{},
	);
	const counts = changed.flatMap((each) => each.counts ?? []);
	const incoming = { ...first, replies, counts };
	const isDirect = [...now].every((each) => targets.get(each)?.to === each || joints.has(each));
	return {
		named,
		incoming: isFailed ? failing(incoming) : incoming,
		isDirect,
		isMixed: changed.length < came.length,
	};
}

const failing = (target: Target): Target => ({
	...target,
	replies: { ...target.replies, ...failedReplies },
});

/** Only reached when the video failed. */
function isBehindError(name: string, create: string, after: readonly Edge[]): boolean {
	const without = (output: number): Edge[] =>
		after.filter((edge) => edge.from !== create || edge.output === output);
	return (
		reach(create, without(1), 'forward').has(name) &&
		!reach(create, without(0), 'forward').has(name)
	);
}

const ofHeyGen = /\$json\W{1,6}data\W{1,6}(?:video_url|video_id|gif_url|caption_url)\b/;

/** Whether a node reads what HeyGen's replies had, behind one that may have handed it on. */
export function isDoubtful(
	{ name, parameters }: CanvasNode,
	{ nodes, before }: Plan,
	targets: ReadonlyMap<string, Target>,
): boolean {
	if (!ofHeyGen.test(JSON.stringify(parameters))) return false;
	const from = before.flatMap((edge) => (edge.to === name ? (nodes.get(edge.from) ?? []) : []));
	return (
		from.some((each) => !isHttpRequest(each)) &&
		[...targets.keys()].some((each) => reach(each, before, 'forward').has(name))
	);
}
