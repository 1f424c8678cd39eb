import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { ItemWithFiles, type Operation, type Resource, type Result } from './operation';

/** Each item on its own: one that HeyGen refuses takes nothing from the others. */
export async function run(
	context: IExecuteFunctions,
	resources: Record<string, Resource>,
): Promise<INodeExecutionData[][]> {
	const output: INodeExecutionData[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		try {
			const result = await operationOf(context, resources, itemIndex).run(context, itemIndex);
			// Not push(...items): a spread of a very long list overflows the stack.
			for (const item of itemsOf(result, itemIndex)) output.push(item);
		} catch (thrown) {
			const error = itemError(context.getNode(), thrown, itemIndex);
			if (!context.continueOnFail()) throw error;
			output.push({ json: { error: error.message }, error, pairedItem: { item: itemIndex } });
		}
	}
	return [output];
}

function operationOf(
	context: IExecuteFunctions,
	resources: Record<string, Resource>,
	itemIndex: number,
): Operation {
	const resource = String(context.getNodeParameter('resource', itemIndex));
	const operation = String(context.getNodeParameter('operation', itemIndex, ''));
	const found = Object.hasOwn(resources, resource) ? resources[resource] : undefined;
	const operations = found?.operations ?? {};
	const chosen = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
	if (chosen !== undefined) return chosen;
	throw new NodeOperationError(
		context.getNode(),
		`This version of the HeyGen node has no operation '${operation}' for '${resource}'`,
		{ itemIndex, description: "Choose 'Resource' and 'Operation' from their lists." },
	);
}

function itemsOf(result: Result, itemIndex: number): INodeExecutionData[] {
	return (Array.isArray(result) ? result : [result]).map((item) => ({
		...(item instanceof ItemWithFiles ? { json: item.json, binary: item.binary } : { json: item }),
		pairedItem: { item: itemIndex },
	}));
}

function itemError(
	node: INode,
	thrown: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (thrown instanceof NodeApiError || thrown instanceof NodeOperationError) {
		// Wrapping would hand back the same instance and drop the item.
		thrown.context.itemIndex ??= itemIndex;
		return thrown;
	}
	const cause = thrown instanceof Error ? thrown : new Error(String(thrown));
	return new NodeOperationError(node, cause, { itemIndex });
}
