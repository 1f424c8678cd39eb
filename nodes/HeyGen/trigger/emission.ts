import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { wordsOf } from '../api/errors';
import { outcomeOf } from '../events/catalogue';
import { simplify } from '../events/normalise';
import { download } from './download';
import { heldEndpoint, hold } from './held';
import { readEventItem, readInstruction, type EventItem, type Repair } from './item';
import { readOptions } from './options';
import { noteRegistration, savePosition } from './progress';
import { findOurs, registrar, settle, wantedOf } from './registration';
import { onlyNew } from './repeats';

/** Turns what `webhook()` or `poll()` handed over into the node's output. */
export async function emitEvents(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const input = context.getInputData();
	const events = input.flatMap((item) => readEventItem(item) ?? []);
	// A person who tests or retries wants to see the event, seen before or not.
	const isWished = ['manual', 'retry'].includes(context.getMode());
	const fresh = isWished ? events : await onlyNew(context, events);
	const output: INodeExecutionData[] = [];
	// One after the other: a file each may be large.
	for (const [index, item] of fresh.entries()) {
		output.push(await outputItem(context, item, index));
	}
	for (const item of input) {
		const instruction = readInstruction(item);
		if (instruction?.position) savePosition(context, instruction.position);
		if (instruction?.repair) await repair(context, instruction.repair);
	}
	return context.getNodeParameter('outputs', 0, 'single') === 'byOutcome'
		? byOutcome(fresh, output)
		: [output];
}

async function outputItem(
	context: IExecuteFunctions,
	{ event, eventId }: EventItem,
	itemIndex: number,
): Promise<INodeExecutionData> {
	const isSimplified = context.getNodeParameter('simplify', 0, true) === true;
	const item: INodeExecutionData = {
		json: (isSimplified ? simplify(event, eventId) : event) as INodeExecutionData['json'],
	};
	if (!readOptions(context.getNodeParameter('options', 0, {})).downloadVideo) return item;
	try {
		const binary = await download(context, event, itemIndex);
		return binary === undefined ? item : { ...item, binary };
	} catch (error) {
		const reason =
			error instanceof NodeOperationError
				? error
				: new NodeOperationError(
						context.getNode(),
						'The file of the event could not be downloaded: its host could not be reached.',
						{ itemIndex },
					);
		if (!context.continueOnFail()) throw reason;
		// An item with `error` set would lose its event: n8n puts the message in its place. Items that
		// hold nothing but `error` and `details` leave through the error output.
		return context.getNode().onError === 'continueErrorOutput'
			? { json: { error: reason.message, details: item.json } }
			: { json: { ...item.json, error: reason.message } };
	}
}

/** Success also gets what has no outcome. */
function byOutcome(events: EventItem[], items: INodeExecutionData[]): INodeExecutionData[][] {
	const failed = events.map(({ event }) => outcomeOf(event.event_type) === 'fail');
	return [items.filter((_, index) => !failed[index]), items.filter((_, index) => failed[index])];
}

/** What a poll found wrong at HeyGen. It comes again at a later tick if this does not succeed. */
async function repair(
	context: IExecuteFunctions,
	{ url, reason, secretIsStale }: Repair,
): Promise<void> {
	try {
		const wanted = wantedOf(
			context.getNode(),
			url,
			context.getNodeParameter('events', 0, []),
			context.getNodeParameter('options', 0, {}),
		);
		const by = await registrar(context);
		const held = heldEndpoint(context);
		const ours = await findOurs(by.api, wanted, held);
		hold(context, await settle(by, wanted, ours, secretIsStale ? undefined : held));
		noteRegistration(context, url);
		context.logger.info(`The webhook endpoint at HeyGen was repaired: ${reason}`);
	} catch (error) {
		context.logger.warn(`The webhook endpoint at HeyGen is not repaired yet: ${wordsOf(error)}`);
	}
}
