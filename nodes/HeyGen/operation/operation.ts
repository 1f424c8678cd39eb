import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { HeyGen } from '../api/client';
import type { Field } from './fields/field';
import type { Item } from './item';
import type { Output } from './output';

/** An output item with files. */
export class ItemWithFiles {
	constructor(
		readonly json: IDataObject,
		readonly binary: IBinaryKeyData,
	) {}
}

/** The result for one input item: one output item per entry. */
export type Result = IDataObject | ItemWithFiles | Array<IDataObject | ItemWithFiles>;

export type Option = Required<Pick<INodePropertyOptions, 'name' | 'action' | 'description'>>;

/** Passed to each operation: HeyGen, connected once per run, and the item. */
export interface Call {
	heygen: HeyGen;
	item: Item;
}

/** One entry of the 'Operation' dropdown. Its value is its key in the resource. */
export type Operation = {
	/** In the words of the resource, or its own label. */
	option: Option | ((words: Words) => Option);
	fields: readonly Field[];
	output: Output;
	/**
	 * It creates something at HeyGen, for every item or for this one: if a run fails, the error names
	 * what was created.
	 */
	makes?: true | ((item: Item) => boolean);
	/** HeyGen bills it. */
	costs?: true;
} & (EachAlone | AllTogether | Whole);

interface EachAlone {
	/** @throws NodeApiError, NodeOperationError or InvalidInput; run.ts adds the item */
	run(call: Call): Promise<Result>;
}

/** For requests that send all items at once. */
interface AllTogether {
	/** Returns for each item, in order, a function that returns its result or throws. */
	together(call: { heygen: HeyGen; items: readonly Item[] }): Promise<Array<() => Result>>;
}

/** Runs the node itself, for all items: see waiting/. */
interface Whole {
	execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]>;
}

/** The name of a resource inside a sentence. */
export interface Words {
	one: string;
	many: string;
}

/** One entry of the 'Resource' dropdown. Its value is its key in resources/index.ts. */
export interface Resource {
	name: string;
	/** If lower case, or an s at the end, would be wrong. */
	words?: Words;
	/** Selected by default. */
	defaultOperation: string;
	/** Appended to the description of each operation. */
	note?: string;
	/** HeyGen's legacy API has it too. */
	inV1?: boolean;
	/** Output fields that models must not read. */
	secrets?: readonly string[];
	operations: Record<string, Operation>;
}

/** Fields that n8n redacts in executions. */
export const secretFields = (resources: Record<string, Resource>): string[] => [
	...new Set(Object.values(resources).flatMap(({ secrets = [] }) => secrets)),
];

/** The operation as shown in the dropdown and the documents. */
export function optionOf({ name, words, note }: Resource, { option, costs }: Operation): Option {
	const one = name.toLowerCase();
	const made = typeof option === 'function' ? option(words ?? { one, many: `${one}s` }) : option;
	const more = [costs === true ? 'It costs credits.' : '', note ?? ''].filter(
		(text) => text !== '',
	);
	if (more.length === 0) return made;
	return { ...made, description: [withDot(made.description), ...more].join(' ') };
}

const withDot = (text: string): string => (text.endsWith('.') ? text : `${text}.`);
