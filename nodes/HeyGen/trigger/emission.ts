import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { wordsOf } from '../api/errors';
import { outcomeOf } from '../events/catalogue';
import { simplify } from '../events/normalise';
import { isOn } from '../narrow';
import { download } from './download';
import { readHandedOver, type HandedEvent, type HandedOver } from './handover';
import { scopeOf } from './identity';
import { memoryOf, type Run, type TriggerMemory } from './memory';
import type { Asked } from './dedupe/seenEvents';
import { keysOf, keysToRecord } from './dedupe/keys';
import { readOptions } from './description/options';

/** What becomes of one event: its item, or why its file could not be fetched. */
interface Output {
	handed: HandedEvent;
	asked: Asked;
	item: INodeExecutionData;
	failure?: NodeOperationError;
}

/** Turns what `webhook()` or `poll()` handed over into the node's output, by the rule of handover.ts. */
export async function emitEvents(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const memory = memoryOf(context);
	const handedOver = readHandedOver(context.getInputData(), Date.now());
	const run = runOf(context, memory);
	const events = handedOver.events.map((handed) => askedOf(context, handed, run));
	const outputs = await outputsOf(context, await worthMaking(context, events, handedOver));
	// Nothing is recorded of a run that n8n takes for failed and runs again.
	if (isFailed(context, outputs) && mayRunAgain(context, run)) return given(context, outputs);
	return given(context, await recorded(context, outputs, handedOver, run));
}

type Pair = Pick<Output, 'handed' | 'asked'>;

function askedOf(context: IExecuteFunctions, handed: HandedEvent, run: Run): Pair {
	const { event, atMs } = handed;
	const keys = keysOf(event, atMs, scopeOf(context));
	return {
		handed,
		asked: {
			keys,
			isOwn: keysToRecord(keys).some((key) => run.keys.has(key)),
		},
	};
}

/** A person who tests or retries wants to see the event, seen before or not. */
const isWished = (context: IExecuteFunctions): boolean =>
	['manual', 'retry'].includes(context.getMode());

const isDownloading = (context: IExecuteFunctions): boolean =>
	readOptions(context.getNodeParameter('options', 0, {})).downloadVideo;

/** A file may be large, so it is not fetched for what is known. */
async function worthMaking(
	context: IExecuteFunctions,
	pairs: Pair[],
	{ isShared }: HandedOver,
): Promise<Pair[]> {
	if (!isDownloading(context) || isWished(context)) return pairs;
	const memory = memoryOf(context);
	const events = pairs.map(({ asked }) => asked);
	const isSeen = await memory.record.probablySeen({ context, events, isShared });
	const known = new Set(pairs.filter((_, index) => isSeen[index]));
	for (const { asked, handed } of known) {
		memory.noteRecorded(asked.keys);
		if (handed.isPast === true) memory.repeated++;
	}
	return pairs.filter((pair) => !known.has(pair));
}

/** One after the other: a file each may be large. */
async function outputsOf(context: IExecuteFunctions, pairs: Pair[]): Promise<Output[]> {
	const outputs: Output[] = [];
	for (const pair of pairs) {
		outputs.push({ ...pair, ...(await outputOf(context, pair.handed, outputs.length)) });
	}
	return outputs;
}

async function outputOf(
	context: IExecuteFunctions,
	{ event, eventId }: HandedEvent,
	itemIndex: number,
): Promise<Pick<Output, 'item' | 'failure'>> {
	// An expression may give it as text.
	const isSimplified = isOn(context.getNodeParameter('simplify', 0, true), true);
	const json = (isSimplified ? simplify(event, eventId) : event) as INodeExecutionData['json'];
	if (!isDownloading(context)) return { item: { json } };
	try {
		const binary = await download(context, event, itemIndex);
		return { item: binary === undefined ? { json } : { json, binary } };
	} catch (error) {
		const failure =
			error instanceof NodeOperationError
				? error
				: new NodeOperationError(
						context.getNode(),
						`The file of the event could not be downloaded: ${wordsOf(error)}`,
						{ itemIndex },
					);
		// An item with `error` set would lose its event: n8n puts the message in its place. Items that
		// hold nothing but `error` and `details` leave through the error output.
		const isMoved = context.getNode().onError === 'continueErrorOutput';
		const failed = isMoved
			? { error: failure.message, details: json }
			: { ...json, error: failure.message };
		return { item: { json: failed }, failure };
	}
}

/** What was not known yet, recorded from now on. */
async function recorded(
	context: IExecuteFunctions,
	outputs: Output[],
	{ isShared }: HandedOver,
	run: Run,
): Promise<Output[]> {
	// A test must not use up the event that is delivered to the published workflow.
	if (context.getMode() === 'manual') return outputs;
	const memory = memoryOf(context);
	const events = outputs.map(({ asked }) => asked);
	const isNew = await memory.record.whichAreNew({ context, events, isShared });
	for (const [index, { asked, handed }] of outputs.entries()) {
		memory.noteRecorded(asked.keys);
		if (isNew[index] === true) for (const key of keysToRecord(asked.keys)) run.keys.add(key);
		else if (handed.isPast === true) memory.repeated++;
	}
	return isWished(context) ? outputs : outputs.filter((_, index) => isNew[index]);
}

/** An event without its file fails the execution only where no other is lost with it. */
const isThrown = (context: IExecuteFunctions, outputs: Output[]): boolean =>
	outputs.length === 1 && outputs[0]?.failure !== undefined && !context.continueOnFail();

/** n8n takes a run for failed whose first item has an error. */
const isFailed = (context: IExecuteFunctions, outputs: Output[]): boolean =>
	isThrown(context, outputs) || byOutput(context, outputs)[0]?.[0]?.failure !== undefined;

/** @throws NodeOperationError */
function given(context: IExecuteFunctions, outputs: Output[]): INodeExecutionData[][] {
	const [only] = outputs;
	if (isThrown(context, outputs) && only?.failure !== undefined) throw only.failure;
	return byOutput(context, outputs).map((each) => each.map(({ item }) => item));
}

/** Success also gets what has no outcome. */
function byOutput(context: IExecuteFunctions, outputs: Output[]): Output[][] {
	if (context.getNodeParameter('outputs', 0, 'single') !== 'byOutcome') return [outputs];
	const isFailure = ({ handed }: Output): boolean => outcomeOf(handed.event.event_type) === 'fail';
	return [outputs.filter((output) => !isFailure(output)), outputs.filter(isFailure)];
}

/** More than the executions that run at once. */
const mostRuns = 1_000;

/** Runs of one execution (Retry On Fail) are one. They are in one process, so it can tell them. */
function runOf(context: IExecuteFunctions, { runs }: TriggerMemory): Run {
	const id = context.getExecutionId();
	const { tries, keys } = runs.get(id) ?? { tries: 0, keys: new Set() };
	const run: Run = { tries: tries + 1, keys };
	if (context.getNode().retryOnFail !== true) return run;
	runs.set(id, run);
	for (const oldest of runs.keys()) {
		if (runs.size <= mostRuns) break;
		runs.delete(oldest);
	}
	return run;
}

/** As n8n counts: 2 to 5 tries, 3 by default. */
function mayRunAgain(context: IExecuteFunctions, { tries }: Run): boolean {
	const { retryOnFail, maxTries } = context.getNode();
	return retryOnFail === true && tries < Math.min(5, Math.max(2, maxTries || 3));
}
