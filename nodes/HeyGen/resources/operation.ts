import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

/** An output item that carries files. */
export class ItemWithFiles {
	constructor(
		readonly json: IDataObject,
		readonly binary: IBinaryKeyData,
	) {}
}

/** What an operation makes of one input item: one output item an entry. */
export type Result = IDataObject | ItemWithFiles | Array<IDataObject | ItemWithFiles>;

/** One entry of the 'Operation' dropdown. Its value is its key in the resource. */
export interface Operation {
	option: Required<Pick<INodePropertyOptions, 'name' | 'action' | 'description'>>;
	/** Without display options for resource and operation: properties.ts adds them. */
	fields: INodeProperties[];
	/** @throws NodeApiError or NodeOperationError; run.ts adds the item */
	run(context: IExecuteFunctions, itemIndex: number): Promise<Result>;
}

/** One entry of the 'Resource' dropdown. Its value is its key in resources/index.ts. */
export interface Resource {
	name: string;
	/** Chosen first. */
	defaultOperation: string;
	operations: Record<string, Operation>;
}
