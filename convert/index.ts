import { attempt } from './attempt';
import { connectionsOf, listIn, nodeOf, objectIn, type CanvasNode } from './canvas';
import type { Built } from './calls/call';
import { jointOf, onceOf, ownNode, pipelineNode } from './build';
import { groupsOf } from './groups';
import { workflowsIn } from './input';
import { freeName, isNoteWith, stickyNote } from './notes';
import { keyNodes } from './keys';
import { planOf, type Plan } from './plan';
import type { Json, JsonObject } from './read/value';
import { isDoubtful, readingOf, targetsOf } from './references/readings';
import { rewritten } from './references/rewrite';
import { operationName, type Converted, type Report } from './report';

export type { Converted, Report } from './report';
export type { Json, JsonObject } from './read/value';

/** A workflow as n8n saves it. */
export type Workflow = JsonObject;

export interface Conversion {
	/** A list where a list of workflows was given. */
	workflow: Workflow | Workflow[];
	report: Report;
}

/**
 * Puts this package's node in the place of calls to HeyGen's API v1 and v2, with all that waited for
 * them. What it doesn't understand stays, and is named in the report.
 * @param input a workflow, a part of one, a list, a template, as an object or as text
 * @throws Error of one sentence when there is no workflow in it
 */
export function convertWorkflow(input: unknown): Conversion {
	const made = attempt(() => conversionOf(input));
	if ('value' in made) return made.value;
	if (!(made.error instanceof RangeError)) throw made.error;
	throw new Error('This is nested too deeply: n8n makes no such workflow.');
}

function conversionOf(input: unknown): Conversion {
	const report: Report = { converted: [], expressions: [], left: [], keys: [] };
	const { workflows, isList } = workflowsIn(input);
	const made = workflows.map((workflow) => converted(workflow, report));
	return { workflow: isList ? made : (made[0] ?? {}), report };
}

function converted(workflow: Workflow, report: Report): Workflow {
	const nodes = new Map<string, CanvasNode>();
	for (const raw of listIn(workflow.nodes)) {
		const node = nodeOf(raw);
		if (node !== undefined && !nodes.has(node.name)) nodes.set(node.name, node);
	}
	const plan = planOf(workflow, nodes);
	const replaced = replacements(plan, report);
	for (const [node, why] of plan.sorted.left) report.left.push({ node, why });
	const raws = rewrittenNodes(workflow, plan, replaced, report);
	const groups = groupsOf(workflow.nodeGroups, plan);
	const [first] = replaced.values();
	first?.entry.notes.push(...groups.notes);
	const notes = notesFor(raws, plan, report, replaced);
	const names = new Set([...raws, ...notes].map(({ name }) => String(name)));
	if (replaced.size === 0 && notes.length === 0) return withoutLooseEnds(workflow, plan, names);
	const connections = connectionsOf(objectIn(workflow.connections), plan.after, names);
	const { pinData } = workflow;
	return {
		...workflow,
		nodes: [...raws, ...notes],
		connections,
		...(workflow.nodeGroups !== undefined && { nodeGroups: groups.kept }),
		...(pinData !== undefined && { pinData: keptPins(pinData, plan, replaced) }),
	};
}

/** n8n refuses a workflow with a link to a node that is not there. */
function withoutLooseEnds(workflow: Workflow, plan: Plan, names: ReadonlySet<string>): Workflow {
	const connections = connectionsOf(objectIn(workflow.connections), plan.before, names);
	const isSame = JSON.stringify(connections) === JSON.stringify(workflow.connections ?? {});
	return isSame ? workflow : { ...workflow, connections };
}

interface Replacement {
	raw: JsonObject;
	entry: Converted;
}

/** The new nodes by name, with what the report says of them. */
function replacements(plan: Plan, report: Report): Map<string, Replacement> {
	const { sorted, pipelines, loneStatuses, gone } = plan;
	const replaced = new Map<string, Replacement>();
	const add = (name: string, raw: JsonObject, built: Built, replaces: string[]): void => {
		const { resource, operation, notes } = built;
		const entry = { node: name, operation: operationName(resource, operation), replaces, notes };
		replaced.set(name, { raw, entry });
		report.converted.push(entry);
	};
	for (const pipeline of pipelines) {
		const { node } = pipeline.create;
		const made = sorted.creates.find(({ call }) => call === pipeline.create);
		if (made === undefined) continue;
		const { raw, built } = pipelineNode(pipeline, made.built);
		built.notes.push(...unlinked(pipeline.kept, plan));
		add(node.name, raw, built, [...pipeline.gone]);
	}
	const lone = loneStatuses.flatMap((call) => {
		const built = call.type.build?.(call.request, { isUploadedPhoto: () => false });
		return built === undefined ? [] : [{ call, built }];
	});
	for (const { call, built } of [...sorted.singles, ...lone]) {
		const list = [...gone].filter((each) =>
			plan.before.some(({ from, to }) => from === call.node.name && to === each),
		);
		const once = plan.onces.get(call.node.name);
		if (once !== undefined)
			built.notes.push(`"${once}" lets the first through, for what follows is to run once.`);
		add(call.node.name, ownNode(call.node, built), built, list);
	}
	return replaced;
}

/** Nodes of the old loop that nothing leads to any more. */
function unlinked(kept: ReadonlySet<string>, { after, before }: Plan): string[] {
	const loose = [...kept].filter(
		(name) => before.some(({ to }) => to === name) && !after.some(({ to }) => to === name),
	);
	return loose.map(
		(name) =>
			`"${name}" stood in the old loop. Nothing leads to it any more: link it where it helps, or delete it.`,
	);
}

function rewrittenNodes(
	workflow: Workflow,
	plan: Plan,
	replaced: ReadonlyMap<string, Replacement>,
	report: Report,
): JsonObject[] {
	const targets = targetsOf(plan);
	return listIn(workflow.nodes).flatMap((each) => {
		const old = nodeOf(each);
		if (old === undefined) return [objectIn(each)];
		if (plan.gone.has(old.name)) {
			return plan.joints.has(old.name) ? [jointOf(old)] : [];
		}
		const replacement = replaced.get(old.name);
		const raw = replacement?.raw ?? old.raw;
		if (targets.size === 0) return [raw];
		const node = { ...old, type: String(raw.type), parameters: objectIn(raw.parameters) };
		const reading = readingOf(old.name, plan, targets);
		const { parameters, changes, missing, isLoose } = rewritten(node, reading);
		for (const change of changes) report.expressions.push({ node: old.name, ...change });
		if (missing.length > 0) {
			const fields = missing.join(', ');
			tell(
				old.name,
				`reads ${fields}, which has no counterpart: change it there.`,
				replaced,
				report,
			);
		}
		if (isLoose || (reading.incoming === undefined && isDoubtful(node, plan, targets)))
			tell(old.name, looseWords, replaced, report);
		const once = plan.onces.get(old.name);
		const made = changes.length === 0 ? raw : { ...raw, parameters };
		return once === undefined ? [made] : [made, onceOf(once, old)];
	});
}

const looseWords =
	'may read the old reply in a way that was not rewritten: its fields stand under data no longer, and some have other names.';

/** Says at the node that was nearest what is to be done at another. */
function tell(
	node: string,
	what: string,
	replaced: ReadonlyMap<string, Replacement>,
	report: Report,
): void {
	const entry = replaced.get(node)?.entry ?? report.converted[0];
	entry?.notes.push(`"${node}" ${what}`);
}

function keptPins(pinData: Json, { gone }: Plan, replaced: ReadonlyMap<string, Replacement>): Json {
	const entries = Object.entries(objectIn(pinData));
	return Object.fromEntries(entries.filter(([name]) => !gone.has(name) && !replaced.has(name)));
}

/** A note beside what changed, and one beside each call that has no counterpart. */
function notesFor(
	raws: readonly JsonObject[],
	plan: Plan,
	report: Report,
	replaced: ReadonlyMap<string, Replacement>,
): JsonObject[] {
	const names = new Set(raws.map(({ name }) => String(name)));
	const notes: JsonObject[] = [];
	const add = (content: string, position: readonly [number, number], color: number): void => {
		if ([...raws, ...notes].some((each) => isNoteWith(each, content))) return;
		const name = freeName('HeyGen v2 to v3', names);
		names.add(name);
		notes.push(stickyNote(name, content, position, color));
	};
	for (const [name, { entry }] of replaced) {
		const node = plan.nodes.get(name);
		if (node === undefined) continue;
		const asked = plan.pipelines.find(({ create }) => create.node === node)?.statuses ?? [];
		const keys = keyNodes([node, ...asked], plan);
		report.keys.push(...keys.names.filter((each) => !report.keys.includes(each)));
		entry.notes.push(...keys.notes);
		add(noteText(entry), node.position, 4);
	}
	for (const [name, why] of plan.sorted.left) {
		const node = plan.nodes.get(name);
		if (node !== undefined) add(`### ${name} stays as it was\n${sentence(why)}`, node.position, 3);
	}
	return notes;
}

const sentence = (text: string): string => text.replace(/^./, (first) => first.toUpperCase());

function noteText({ node, operation, replaces, notes }: Converted): string {
	const stands = replaces.length > 0 ? ` It stands for ${replaces.join(', ')} too.` : '';
	const list = ['Choose a **HeyGen Events API** credential in the node.', ...notes];
	return [`### ${node}`, `Now **${operation}**.${stands}`, ...list.map((each) => `- ${each}`)].join(
		'\n',
	);
}
