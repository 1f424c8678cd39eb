import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	IPairedItemData,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { HeyGen } from '../api/client';
import { needsV3 } from '../api/errors';
import { executionPolicy } from '../api/retryPolicy';
import { connectHeyGen } from '../authentication';
import { idText, isObject } from '../narrow';
import { Item } from './item';
import { failedItem, itemError, withMade } from './itemError';
import { ItemWithFiles, type Operation, type Resource, type Result } from './operation';
import { withoutError, type Output } from './output';

/** Runs each item on its own: if HeyGen refuses one, the others continue. */
export async function run(
	context: IExecuteFunctions,
	resources: Record<string, Resource>,
): Promise<INodeExecutionData[][]> {
	const first = firstOf(context, resources);
	// n8n allows no expression here, so all items have the same operation.
	if (first !== undefined && 'execute' in first) return await first.execute(context);
	const output: INodeExecutionData[] = [];
	const runner = new Runner(context, resources);
	for (const itemIndex of context.getInputData().keys()) {
		try {
			// push(...items) would overflow the stack with a very long list.
			for (const made of await runner.itemsOf(itemIndex)) output.push(made);
		} catch (thrown) {
			const error = itemError(context.getNode(), thrown, itemIndex);
			if (!context.continueOnFail()) {
				const all = [...output, ...foundFor(error), ...(await runner.madeBehind(itemIndex))];
				throw withMade(error, namesOf(all.filter(runner.isMade), first?.output));
			}
			output.push(failedItem(context.getNode(), error, itemIndex));
		}
	}
	return [output];
}

/** Also undefined if n8n can't read it: then each item reports that, according to On Error. */
function firstOf(
	context: IExecuteFunctions,
	resources: Record<string, Resource>,
): Operation | undefined {
	try {
		return operationAt(context, resources, 0)?.operation;
	} catch {
		return undefined;
	}
}

/** What HeyGen created for the item that failed all the same. */
function foundFor({ context: { found, itemIndex } }: ReturnType<typeof itemError>) {
	const pairedItem = { item: Number(itemIndex) };
	return isObject(found) ? [{ json: found as IDataObject, pairedItem }] : [];
}

/** The first ID of each output item, with HeyGen's key. */
function namesOf(items: readonly INodeExecutionData[], output?: Output): string[] {
	const known = Object.keys(output?.fields ?? {});
	return items.flatMap(({ json }) => {
		const found = (known.length > 0 ? known : Object.keys(json)).flatMap((key) => {
			const value = json[key];
			// A speech has only its file, and an avatar comes with its first look.
			const isName = /(^|_)ids?$/.test(key) || key === 'audio_url';
			const id = isName ? idText(value) : isObject(value) ? idText(value.id) : undefined;
			return id === undefined ? [] : `${key} ${id}`;
		});
		return found.slice(0, 1);
	});
}

/** Turns each input item into its output, with the item's credential. */
class Runner {
	private outcomes: Promise<Array<() => Result>> | undefined;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly resources: Record<string, Resource>,
	) {}

	private itemAt(index: number): Item {
		const { operation } = chosenOf(this.context, this.resources, index);
		return new Item(this.context, index, operation.fields);
	}

	async itemsOf(itemIndex: number): Promise<INodeExecutionData[]> {
		const { context, resources } = this;
		const { resource, operation } = chosenOf(context, resources, itemIndex);
		const heygen = await connectHeyGen(context, executionPolicy, itemIndex);
		refuseV1(context, resource, heygen);
		const item = this.itemAt(itemIndex);
		if ('run' in operation) {
			return outputOf(await operation.run({ heygen, item }), item, resource);
		}
		const items = [...context.getInputData().keys()].map((index) => this.itemAt(index));
		const call = async () => await operation.together({ heygen, items });
		this.outcomes ??= together(context, heygen, call);
		return outputOf((await this.outcomes)[itemIndex]?.() ?? [], item, resource);
	}

	/** Whether the output was created at HeyGen, and not only read. */
	readonly isMade = ({ pairedItem }: INodeExecutionData): boolean => {
		const { item: itemIndex = 0 } = Object(pairedItem) as Partial<IPairedItemData>;
		const { makes } = chosenOf(this.context, this.resources, itemIndex).operation;
		return makes === true || makes?.(this.itemAt(itemIndex)) === true;
	};

	/** The items after a failed one that the same request has already created. */
	async madeBehind(itemIndex: number): Promise<INodeExecutionData[]> {
		const made: INodeExecutionData[] = [];
		const count = (await this.outcomes?.catch(() => []))?.length ?? 0;
		for (let index = itemIndex + 1; index < count; index++) {
			const items = await this.itemsOf(index).catch(() => []);
			for (const item of items) made.push(item);
		}
		return made;
	}
}

/**
 * One request for all items uses one credential. @throws NodeOperationError if the items have
 * different ones
 */
async function together(
	context: IExecuteFunctions,
	first: HeyGen,
	call: () => Promise<Array<() => Result>>,
): Promise<Array<() => Result>> {
	for (const itemIndex of context.getInputData().keys()) {
		const { connection } = await connectHeyGen(context, executionPolicy, itemIndex);
		if (connection.credentialMark === first.connection.credentialMark) continue;
		throw new NodeOperationError(
			context.getNode(),
			'The items have different credentials, but this operation sends all items in one call',
			{
				itemIndex,
				description: "Use the operation 'Upload', or a credential without an expression.",
			},
		);
	}
	return await call();
}

interface Chosen {
	resource: Resource;
	operation: Operation;
}

/** The operation selected by 'Resource' and 'Operation'; undefined if this version lacks it. */
function operationAt(
	context: IExecuteFunctions,
	resources: Record<string, Resource>,
	itemIndex: number,
): Chosen | undefined {
	const name = String(context.getNodeParameter('resource', itemIndex));
	const wanted = String(context.getNodeParameter('operation', itemIndex, ''));
	const resource = Object.hasOwn(resources, name) ? resources[name] : undefined;
	const operations = resource?.operations ?? {};
	const operation = Object.hasOwn(operations, wanted) ? operations[wanted] : undefined;
	return resource !== undefined && operation !== undefined ? { resource, operation } : undefined;
}

function chosenOf(
	context: IExecuteFunctions,
	resources: Record<string, Resource>,
	itemIndex: number,
): Chosen & { operation: Exclude<Operation, { execute: unknown }> } {
	const { resource, operation } = operationAt(context, resources, itemIndex) ?? {};
	if (resource !== undefined && operation !== undefined && !('execute' in operation)) {
		return { resource, operation };
	}
	const { resource: name, operation: wanted } = context.getNode().parameters;
	throw new NodeOperationError(
		context.getNode(),
		`This version of the HeyGen node has no operation '${String(wanted ?? '')}' for '${String(name)}'`,
		{ itemIndex, description: "Choose 'Resource' and 'Operation' from their lists." },
	);
}

function refuseV1(context: IExecuteFunctions, { name, inV1 }: Resource, heygen: HeyGen): void {
	if (inV1 === true || heygen.connection.apiVersion === 'v3') return;
	throw needsV3(context.getNode(), `The resource '${name}'`);
}

function outputOf(result: Result, item: Item, resource: Resource): INodeExecutionData[] {
	const made = (Array.isArray(result) ? result : [result]).map((one) => ({
		...(one instanceof ItemWithFiles
			? { json: withoutError(one.json), binary: one.binary }
			: { json: withoutError(one) }),
		pairedItem: { item: item.index },
	}));
	return item.isTool ? made.map((one) => withoutSecrets(one, resource)) : made;
}

/** A tool's output is sent to the model and its provider. */
function withoutSecrets(item: INodeExecutionData, { secrets = [] }: Resource): INodeExecutionData {
	const kept = Object.entries(item.json).filter(([name]) => !secrets.includes(name));
	return { ...item, json: Object.fromEntries(kept) };
}
