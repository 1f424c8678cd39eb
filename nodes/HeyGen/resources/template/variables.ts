import type { IDataObject } from 'n8n-workflow';

import type { HeyGen } from '../../api/client';
import { isObject, parseJson, textOf, type JsonObject } from '../../narrow';
import {
	dateText,
	enteredJson,
	enteredText,
	isNothing,
	located,
} from '../../operation/fields/entered';
import type { Field } from '../../operation/fields/field';
import { fileIn, objectOf, single } from '../../operation/fields/file';
import { json } from '../../operation/fields/lists';
import { choice } from '../../operation/fields/scalars';
import { isUpload, looksBinary, withBinaries } from '../../operation/fields/upload';
import { inPlace, InvalidInput, unfit } from '../../operation/fields/invalidInput';
import { withoutNulls } from '../../operation/fields/withoutNulls';
import type { Item } from '../../operation/item';
import { templateId } from './fields';

const input = choice(
	'',
	'Variables Input',
	{ fields: 'Using Fields Below', json: 'Using JSON' },
	{
		name: 'variablesInput',
		steers: true,
		default: 'fields',
		description: 'Use JSON when an expression chooses the template',
	},
);

/** The variables of the selected template, shown by methods/templateVariables.ts. */
const mapped: Field = {
	property: {
		displayName: 'Variables',
		name: 'variables',
		type: 'resourceMapper',
		noDataExpression: true,
		required: true,
		description: "Texts as they are; files as URLs, asset IDs or names of the item's binary fields",
		default: { mappingMode: 'defineBelow', value: null },
		displayOptions: { hide: { variablesInput: ['json'] } },
		typeOptions: {
			loadOptionsDependsOn: ['templateId.value'],
			resourceMapper: {
				resourceMapperMethod: 'getTemplateVariables',
				mode: 'add',
				fieldWords: { singular: 'variable', plural: 'variables' },
				addAllFields: true,
				multiKeyMatch: false,
				noFieldsError: 'The template has no variables.',
			},
		},
	},
	sample: { mappingMode: 'defineBelow', value: { name: 'Ada' } },
	read: (entered) => entered,
	// The type of each variable is only known from the template: variablesOf.
	write: () => undefined,
};

const asJson: Field = {
	...json('', 'Variables (JSON)', {
		name: 'variablesJson',
		keepsNulls: true,
		mayBeEmpty: true,
		required: true,
		unless: { variablesInput: ['fields'] },
		sample: { name: 'Ada' },
		description:
			'The values by variable name, for a template that an expression chooses. A value may be an object with the field names of the HeyGen API.',
	}),
	write: () => undefined,
};

export const variables: Field[] = [input, mapped, asJson];

/**
 * The variables in the shape that HeyGen expects. The template has the type of each, and the
 * properties that are not replaced, such as the fit of a picture. Empty texts cause a hint: HeyGen
 * would speak their markers.
 */
export async function variablesOf(heygen: HeyGen, item: Item): Promise<IDataObject> {
	const id = item.requiredText(templateId);
	const entered = enteredIn(item);
	const path = `/v3/templates/${encodeURIComponent(id)}`;
	const template = await heygen.object({ method: 'GET', path });
	const defined = isObject(template.variables) ? Object.entries(template.variables) : [];
	const filledIn = Object.entries(entered.chosen).filter(([, value]) => !isNothing(value));
	refuseUnknown(
		filledIn.map(([name]) => name),
		defined,
	);
	const sent: IDataObject = {};
	const empty: string[] = [];
	for (const [name, now] of defined) {
		const variable = isObject(now) ? now : {};
		const value = Object.hasOwn(entered.all, name) ? located(entered.all[name]) : undefined;
		if (!isNothing(value)) {
			sent[name] = inPlace(
				`Variable '${name}'`,
				() => withoutNulls(filled(item, variable, value), isUpload) as IDataObject,
			);
		} else if (variable.type === 'text') {
			empty.push(name);
		}
	}
	if (empty.length > 0) pointOut(item, empty);
	return sent;
}

/** The mapped values; in automatic mapping the fields of the item with a variable's name. */
function enteredIn(item: Item): { all: IDataObject; chosen: IDataObject } {
	const { context, index } = item;
	if (item.value(input) === 'json') return asChosen(item.value(asJson));
	const { displayName } = mapped.property;
	const mapper = enteredJson(context.getNodeParameter('variables', index, {}), displayName) ?? {};
	if (!isObject(mapper)) throw unfit(displayName, 'is not a JSON object');
	const isAuto = mapper.mappingMode === 'autoMapInputData';
	if (isAuto) return { all: context.getInputData()[index]?.json ?? {}, chosen: {} };
	// In a workflow written by hand, or by a program, the values may be here.
	return asChosen('mappingMode' in mapper ? mapper.value : mapper);
}

function asChosen(values: unknown): { all: IDataObject; chosen: IDataObject } {
	const chosen = isObject(values) ? (values as IDataObject) : {};
	return { all: chosen, chosen };
}

function refuseUnknown(names: string[], defined: Array<[string, unknown]>): void {
	const known = defined.map(([name]) => name);
	const strange = names.find((name) => !known.includes(name));
	if (strange === undefined) return;
	throw new InvalidInput(
		`The template has no variable '${strange}'`,
		`It has ${known.join(', ') || 'none'}. Open 'Variables' and refresh its list.`,
	);
}

/** The key of the value, by type of variable. */
const keys = new Map<unknown, string>([
	['text', 'content'],
	['voice', 'voice_id'],
	['character', 'character_id'],
]);

/** Keys that an object may have besides the template's; otherwise it is not HeyGen's. */
const otherKeys = ['type', 'asset', ...keys.values()];

function filled(item: Item, now: JsonObject, value: unknown): JsonObject {
	const label = 'Variables';
	const key = keys.get(now.type);
	const one = single(value);
	// JSON in a text variable stays text; elsewhere it is the variable in HeyGen's shape.
	const whole = typeof one === 'string' && key !== 'content' ? parseJson(one) : one;
	if (isObject(whole) && !looksBinary(whole) && dateText(whole) === undefined) {
		const isKnown = Object.keys(whole).some((name) => name in now || otherKeys.includes(name));
		if (!isKnown) throw unfit(label, `gives an object with none of HeyGen's keys`);
		return { ...now, ...(withBinaries(whole, label, item.scope) as JsonObject) };
	}
	if (key !== undefined) return { ...now, [key]: enteredText(one, label) };
	const found = fileIn(one, label, item.scope);
	return { ...now, ...(found !== undefined && { asset: objectOf(found) }) };
}

function pointOut({ context }: Item, names: string[]): void {
	const listed = names.map((name) => `'${name}'`).join(', ');
	context.addExecutionHints({
		message: `Text variables of the template were left empty: ${listed}. HeyGen may show or speak their names in braces.`,
		type: 'warning',
		location: 'outputPane',
	});
}

/** The editor's label of a variable: its name, and its type if that is not text. */
export const labelOf = (name: string, variable: unknown): string => {
	const type = isObject(variable) ? textOf(variable.type) : undefined;
	return type === undefined || type === 'text' ? name : `${name} (${type})`;
};
