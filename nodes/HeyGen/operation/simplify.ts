import type { IDataObject } from 'n8n-workflow';

import { enteredBoolean, enteredText, enteredTexts } from './fields/entered';
import type { Field } from './fields/field';
import type { Item } from './item';
import { simplified, type Output } from './output';

const forTools = { '@tool': [true] };

export const simplify: Field = {
	property: {
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
		displayOptions: { hide: forTools },
	},
	read: (entered) => enteredBoolean(entered, 'Simplify'),
};

/** Replaces Simplify for tools: a model reads, and pays for, each field of an item. */
const toolOutput: Field = {
	property: {
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{ name: 'Raw', value: 'raw', description: 'All fields that HeyGen sends' },
			{ name: 'Selected Fields', value: 'selectedFields', description: 'Only those chosen here' },
			{ name: 'Simplified', value: 'simplified', description: 'The most useful fields' },
		],
		default: 'simplified',
		description: 'What the AI agent gets of each entry',
		displayOptions: { show: forTools },
	},
	read: (entered) => enteredText(entered, 'Output'),
};

const toolFields = ({ fields }: Output): Field => ({
	property: {
		displayName: 'Fields',
		name: 'fields',
		type: 'multiOptions',
		options: Object.keys(fields)
			.sort()
			.map((name) => ({ name, value: name })),
		default: [],
		description: 'The fields that the AI agent gets. When empty, the same as Simplified.',
		displayOptions: { show: { ...forTools, output: ['selectedFields'] } },
	},
	read: (entered) => enteredTexts(entered, 'Fields'),
});

/** The fields that select the output; none if the entry has few fields. */
export const simplifying = (output: Output): Field[] =>
	output.simple === undefined ? [] : [simplify, toolOutput, toolFields(output)];

/** The entry with the fields that the item asks for. */
export function asWanted(item: Item, output: Output): (entry: IDataObject) => IDataObject {
	const kept = keptOf(item, output);
	return kept === undefined ? (entry) => entry : (entry) => simplified(entry, kept);
}

function keptOf(item: Item, output: Output): readonly string[] | undefined {
	const { simple } = output;
	if (simple === undefined) return undefined;
	const how = item.isTool ? item.value(toolOutput) : undefined;
	if (how === 'raw') return undefined;
	if (how === 'selectedFields') {
		const chosen = enteredTexts(item.value(toolFields(output)), 'Fields');
		return chosen.length === 0 ? simple : chosen;
	}
	return item.isOn(simplify) ? simple : undefined;
}
