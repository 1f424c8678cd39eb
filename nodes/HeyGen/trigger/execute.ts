import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { wordsOf } from '../api/errors';
import { outcomeOf } from '../events/catalogue';
import { simplify } from '../events/normalise';
import { isOn } from '../narrow';
import { cap } from '../shared/cap';
import { keysOf, keysToRecord, nameOf } from './dedupe/keys';
import type { Asked } from './dedupe/seenEvents';
import { download } from './download';
import { readHandedOver, type HandedEvent } from './handover';
import { bringMissed, markOf } from './poll/lookBack';
import type { Run } from './state/processMemory';
import { isUnstarted, testEvent } from './testEvent';
import { Trigger } from './triggerContext';

/** One execution of the trigger node. */
interface Execution {
	trigger: Trigger<IExecuteFunctions>;
	run: Run;
	/** Other processes may use n8n's processed data too. */
	isShared: boolean;
	/** A user who tests or retries wants to see the event, even if it was emitted before. */
	isWished: boolean;
}

interface Pair {
	handed: HandedEvent;
	asked: Asked;
}

/** The item of one event, and the error if its file could not be downloaded. */
interface Output extends Pair {
	item: INodeExecutionData;
	failure?: NodeOperationError;
}

/** Turns what was handed over into the node's output, by the rule in handover.ts. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const trigger = new Trigger(context, (name, fallback) =>
		context.getNodeParameter(name, 0, fallback as object),
	);
	const { lookBack, polling, isShared, ...handedOver } = readHandedOver(
		context.getInputData(),
		Date.now(),
	);
	const events = isUnstarted(trigger) ? [await testEvent(trigger)] : handedOver.events;
	const isWished = ['manual', 'retry'].includes(context.getMode());
	const execution = { trigger, run: runOf(trigger), isShared, isWished };
	trigger.memory.executesHere = true;
	const mark = events.length > 0 ? deliveryMark(trigger) : undefined;
	const outputs = await putOut(execution, events, mark);
	// A retry has an old state.
	if (polling !== undefined && !isShared && !isWished && areRecorded(trigger, events))
		trigger.store({ polling });
	if (lookBack === undefined) return given(trigger, outputs);
	const missed = await bringMissed(
		trigger,
		lookBack,
		isShared,
		async (part, mark) => await putOut(execution, part, mark),
	);
	return given(trigger, [...outputs, ...missed]);
}

/** A failed run that n8n repeats has not recorded its events. */
const areRecorded = ({ memory, scope }: Trigger, events: HandedEvent[]): boolean =>
	events.every(({ event, atMs }) => memory.inFlight.isRecorded(keysOf(event, atMs, scope)));

/** Builds the output of the events, records them and returns the new ones. */
async function putOut(
	execution: Execution,
	events: HandedEvent[],
	mark: string | undefined,
): Promise<Output[]> {
	const { trigger, run } = execution;
	const pairs = events.map((handed) => pairOf(trigger, handed, run));
	const outputs = await outputsOf(trigger, await unseen(execution, pairs));
	// A failed run that n8n repeats records nothing.
	if (isFailed(trigger, outputs) && mayRunAgain(trigger, run)) return outputs;
	return await recorded(execution, outputs, mark);
}

function pairOf({ scope }: Trigger, handed: HandedEvent, run: Run): Pair {
	const keys = keysOf(handed.event, handed.atMs, scope);
	return { handed, asked: { keys, isOwn: keysToRecord(keys).some((key) => run.keys.has(key)) } };
}

/** While polls find no missing event, deliveries record how far everything is done. */
function deliveryMark(trigger: Trigger): string | undefined {
	const { lookBack, progress, mark } = trigger.memory;
	if (lookBack !== undefined || progress === undefined) return undefined;
	const now = markOf(trigger, progress, progress.atMs);
	return now === mark ? undefined : now;
}

/** Leaves out events that were probably emitted before, because their files may be large. */
async function unseen({ trigger, isShared, isWished }: Execution, pairs: Pair[]): Promise<Pair[]> {
	const { memory, n8n: context, options } = trigger;
	if (!options.downloadVideo || isWished) return pairs;
	const events = pairs.map(({ asked }) => asked);
	const seen = await memory.seenEvents.probablySeen({ context, events, isShared });
	for (const { keys } of seen) memory.inFlight.noteRecorded(keys);
	return pairs.filter(({ asked }) => !seen.includes(asked));
}

/** Processes one event at a time, because each file may be large. */
async function outputsOf(trigger: Trigger<IExecuteFunctions>, pairs: Pair[]): Promise<Output[]> {
	const outputs: Output[] = [];
	for (const pair of pairs) {
		outputs.push({ ...pair, ...(await outputOf(trigger, pair.handed, outputs.length)) });
	}
	return outputs;
}

async function outputOf(
	trigger: Trigger<IExecuteFunctions>,
	{ event, eventId, isSample = false }: HandedEvent,
	itemIndex: number,
): Promise<Pick<Output, 'item' | 'failure'>> {
	const { n8n, node, options } = trigger;
	// An expression may return text.
	const isSimplified = isOn(trigger.parameter('simplify', true), true);
	const json = (isSimplified ? simplify(event, eventId) : event) as INodeExecutionData['json'];
	if (!options.downloadVideo || isSample) return { item: { json } };
	try {
		const binary = await download(n8n, event, itemIndex);
		return { item: binary === undefined ? { json } : { json, binary } };
	} catch (error) {
		const failure =
			error instanceof NodeOperationError
				? error
				: new NodeOperationError(
						node,
						`The file of the event could not be downloaded: ${wordsOf(error)}`,
						{ itemIndex },
					);
		// n8n replaces the JSON of an item that has `error` set, so its event would be lost. Items with
		// only `error` and `details` in their JSON go to the error output.
		const isMoved = node.onError === 'continueErrorOutput';
		const failed = isMoved
			? { error: failure.message, details: json }
			: { ...json, error: failure.message };
		return { item: { json: failed }, failure };
	}
}

/** Records the events and returns the new ones. */
async function recorded(
	{ trigger, run, isShared, isWished }: Execution,
	outputs: Output[],
	mark: string | undefined,
): Promise<Output[]> {
	// A test run must not use up the event that is delivered to the published workflow.
	if (trigger.isTest || outputs.length === 0) return outputs;
	const { memory, n8n: context } = trigger;
	const isNew = await memory.seenEvents.whichAreNew({
		context,
		events: outputs.map(({ asked }) => asked),
		isShared,
		...(mark !== undefined && { alsoRecord: [mark] }),
	});
	memory.mark = mark ?? memory.mark;
	for (const [index, { asked }] of outputs.entries()) {
		memory.inFlight.noteRecorded(asked.keys);
		memory.handedOver.delete(nameOf(asked.keys));
		if (isNew[index] === true) for (const key of keysToRecord(asked.keys)) run.keys.add(key);
	}
	return isWished ? outputs : outputs.filter((_, index) => isNew[index]);
}

/** A missing file fails the execution only if no other event is lost with it. */
const isThrown = ({ n8n }: Trigger<IExecuteFunctions>, outputs: Output[]): boolean =>
	outputs.length === 1 && outputs[0]?.failure !== undefined && !n8n.continueOnFail();

/** n8n treats a run as failed if its first item has an error. */
const isFailed = (trigger: Trigger<IExecuteFunctions>, outputs: Output[]): boolean =>
	isThrown(trigger, outputs) || byOutput(trigger, outputs)[0]?.[0]?.failure !== undefined;

/** @throws NodeOperationError */
function given(trigger: Trigger<IExecuteFunctions>, outputs: Output[]): INodeExecutionData[][] {
	const [only] = outputs;
	if (isThrown(trigger, outputs) && only?.failure !== undefined) throw only.failure;
	return byOutput(trigger, outputs).map((each) => each.map(({ item }) => item));
}

/** Events without an outcome go to the success output too. */
function byOutput(trigger: Trigger, outputs: Output[]): Output[][] {
	if (trigger.parameter('outputs', 'single') !== 'byOutcome') return [outputs];
	const isFailure = ({ handed }: Output): boolean => outcomeOf(handed.event.event_type) === 'fail';
	return [outputs.filter((output) => !isFailure(output)), outputs.filter(isFailure)];
}

/** More than the number of executions that run at once. */
const mostRuns = 1_000;

/** The runs of one execution (Retry On Fail) count as one. n8n repeats in the same process. */
function runOf({ n8n, node, memory }: Trigger<IExecuteFunctions>): Run {
	const { runs } = memory;
	const id = n8n.getExecutionId();
	const { tries, keys } = runs.get(id) ?? { tries: 0, keys: new Set<string>() };
	const run: Run = { tries: tries + 1, keys };
	if (node.retryOnFail !== true) return run;
	runs.set(id, run);
	cap(runs, mostRuns);
	return run;
}

/** n8n allows 2 to 5 tries, 3 by default. */
function mayRunAgain({ node }: Trigger, { tries }: Run): boolean {
	const { retryOnFail, maxTries } = node;
	return retryOnFail === true && tries < Math.min(5, Math.max(2, maxTries || 3));
}
