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

/** An output item that carries files. */
export class ItemWithFiles {
	constructor(
		readonly json: IDataObject,
		readonly binary: IBinaryKeyData,
	) {}
}

/** What an operation makes of one input item: one output item an entry. */
export type Result = IDataObject | ItemWithFiles | Array<IDataObject | ItemWithFiles>;

export type Option = Required<Pick<INodePropertyOptions, 'name' | 'action' | 'description'>>;

/** What an operation gets: HeyGen, connected once a run, and the item. */
export interface Call {
	heygen: HeyGen;
	item: Item;
}

/** One entry of the 'Operation' dropdown. Its value is its key in the resource. */
export type Operation = {
	/** In the words of the resource, or its own. */
	option: Option | ((words: Words) => Option);
	fields: readonly Field[];
	output: Output;
	/** It makes something at HeyGen, or does so of this item: a run that fails names what was made by then. */
	makes?: true | ((item: Item) => boolean);
	/** HeyGen bills what it makes. */
	costs?: true;
} & (EachAlone | AllTogether | Whole);

interface EachAlone {
	/** @throws NodeApiError, NodeOperationError or InvalidInput; run.ts adds the item */
	run(call: Call): Promise<Result>;
}

/** Where HeyGen takes all items in one call. */
interface AllTogether {
	/** Gives for each item, in their order, what it became: the function returns it or throws. */
	together(call: { heygen: HeyGen; items: readonly Item[] }): Promise<Array<() => Result>>;
}

/** Runs the node itself, for all items: see waiting/. */
interface Whole {
	execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]>;
}

/** What a resource is called inside a sentence. */
export interface Words {
	one: string;
	many: string;
}

/** One entry of the 'Resource' dropdown. Its value is its key in resources/index.ts. */
export interface Resource {
	name: string;
	/** Where lower case, or an s at the end, is not right. */
	words?: Words;
	/** Chosen first. */
	defaultOperation: string;
	/** Goes behind the description of each operation. */
	note?: string;
	/** HeyGen's legacy API has it too. */
	inV1?: boolean;
	/** Output fields that no model may read. */
	secrets?: readonly string[];
	operations: Record<string, Operation>;
}

/** What n8n never shows of an execution. */
export const secretFields = (resources: Record<string, Resource>): string[] => [
	...new Set(Object.values(resources).flatMap(({ secrets = [] }) => secrets)),
];

/** The operation as the dropdown and the documents show it. */
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
