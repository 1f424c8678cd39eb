import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { HeyGen } from '../api/client';
import { needsV3 } from '../api/errors';
import { executionPolicy } from '../api/retryPolicy';
import { connectHeyGen } from '../authentication';
import { Item } from './item';
import { failedItem, itemError } from './itemError';
import { ItemWithFiles, type Operation, type Resource, type Result } from './operation';

/** Each item on its own: one that HeyGen refuses takes nothing from the others. */
export async function run(
	context: IExecuteFunctions,
	resources: Record<string, Resource>,
): Promise<INodeExecutionData[][]> {
	const first = operationAt(context, resources, 0)?.operation;
	// n8n allows no expression there, so all items have the same operation.
	if (first !== undefined && 'execute' in first) return await first.execute(context);
	const output: INodeExecutionData[] = [];
	const itemsOf = runnerOf(context, resources);
	for (const itemIndex of context.getInputData().keys()) {
		try {
			// Not push(...items): a spread of a very long list overflows the stack.
			for (const made of await itemsOf(itemIndex)) output.push(made);
		} catch (thrown) {
			const error = itemError(context.getNode(), thrown, itemIndex);
			if (!context.continueOnFail()) throw error;
			output.push(failedItem(context.getNode(), error, itemIndex));
		}
	}
	return [output];
}

/** Makes of each input item what comes out, with the credential of the item. */
function runnerOf(context: IExecuteFunctions, resources: Record<string, Resource>) {
	let outcomes: Promise<Array<() => Result>> | undefined;
	return async (itemIndex: number): Promise<INodeExecutionData[]> => {
		const { resource, operation } = chosenOf(context, resources, itemIndex);
		const itemAt = (index: number): Item => new Item(context, index, operation.fields);
		const heygen = await connectHeyGen(context, executionPolicy, itemIndex);
		refuseV1(context, resource, heygen);
		const item = itemAt(itemIndex);
		if ('run' in operation) {
			return outputOf(await operation.run({ heygen, item }), item, resource);
		}
		const items = [...context.getInputData().keys()].map(itemAt);
		outcomes ??= together(context, heygen, async () => await operation.together({ heygen, items }));
		return outputOf((await outcomes)[itemIndex]?.() ?? [], item, resource);
	};
}

/** One call for all items has one credential. @throws NodeOperationError where items have others */
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
			'The credential is another one for each item, and this operation sends all items in one call',
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

/** What 'Resource' and 'Operation' hold; undefined when this version has no such operation. */
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
		...(one instanceof ItemWithFiles ? { json: one.json, binary: one.binary } : { json: one }),
		pairedItem: { item: item.index },
	}));
	return item.isTool ? made.map((one) => withoutSecrets(one, resource)) : made;
}

/** What a tool answers is sent to the model, and to whoever runs it. */
function withoutSecrets(item: INodeExecutionData, { secrets = [] }: Resource): INodeExecutionData {
	const kept = Object.entries(item.json).filter(([name]) => !secrets.includes(name));
	return { ...item, json: Object.fromEntries(kept) };
}
