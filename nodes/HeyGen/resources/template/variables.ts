import type { IDataObject } from 'n8n-workflow';

import type { HeyGen } from '../../api/client';
import { isObject, parseJson, textOf, type JsonObject } from '../../narrow';
import { enteredJson, located } from '../../operation/fields/entered';
import type { Field } from '../../operation/fields/field';
import { Upload } from '../../operation/fields/file';
import { inPlace, InvalidInput, unfit } from '../../operation/fields/invalidInput';
import { withoutNulls } from '../../operation/fields/withoutNulls';
import type { Item } from '../../operation/item';
import { templateId } from './fields';

/** The variables of the chosen template, as the editor shows them: methods/templateVariables.ts. */
export const variables: Field = {
	property: {
		displayName: 'Variables',
		name: 'variables',
		type: 'resourceMapper',
		noDataExpression: true,
		required: true,
		default: { mappingMode: 'defineBelow', value: null },
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
	// It takes the template to know what each variable is: variablesOf.
	write: () => undefined,
};

/**
 * The variables in the shape that HeyGen wants. The template tells the type of each and keeps what
 * is not replaced, such as how a picture fits. Texts that are left empty are pointed out: HeyGen
 * would speak their markers.
 */
export async function variablesOf(heygen: HeyGen, item: Item): Promise<IDataObject> {
	const id = item.requiredText(templateId);
	const entered = enteredIn(item);
	const path = `/v3/templates/${encodeURIComponent(id)}`;
	const template = await heygen.object({ method: 'GET', path });
	const defined = isObject(template.variables) ? Object.entries(template.variables) : [];
	refuseUnknown(Object.keys(entered.chosen), defined);
	const sent: IDataObject = {};
	const empty: string[] = [];
	for (const [name, now] of defined) {
		const variable = isObject(now) ? now : {};
		const value = Object.hasOwn(entered.all, name) ? located(entered.all[name]) : undefined;
		if (value !== undefined && value !== null && value !== '') {
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

/** What a person mapped; in automatic mapping the fields of the item that have a variable's name. */
function enteredIn({ context, index }: Item): { all: IDataObject; chosen: IDataObject } {
	const { displayName } = variables.property;
	const mapper = enteredJson(context.getNodeParameter('variables', index, {}), displayName) ?? {};
	if (!isObject(mapper)) throw unfit(displayName, 'is not a JSON object');
	const isAuto = mapper.mappingMode === 'autoMapInputData';
	if (isAuto) return { all: context.getInputData()[index]?.json ?? {}, chosen: {} };
	// Written by hand, or by a program, the values may stand there themselves.
	const value = 'mappingMode' in mapper ? mapper.value : mapper;
	const chosen = isObject(value) ? (value as IDataObject) : {};
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

/** Under which key each type of variable holds its value. */
const keys = new Map<unknown, string>([
	['text', 'content'],
	['voice', 'voice_id'],
	['character', 'character_id'],
]);

function filled(item: Item, now: JsonObject, value: unknown): JsonObject {
	const key = keys.get(now.type);
	// JSON in a text stays a text; elsewhere it is the variable as HeyGen has it.
	const whole = typeof value === 'string' && key !== 'content' ? parseJson(value) : value;
	if (isObject(whole)) return { ...now, ...whole };
	if (key !== undefined) return { ...now, [key]: String(value) };
	return { ...now, asset: assetOf(item, String(value)) };
}

const isUpload = (value: object): boolean => value instanceof Upload;

/** A URL, the name of a binary of the item, or an asset ID. */
function assetOf({ context, index }: Item, value: string): object {
	if (/^https?:\/\//i.test(value)) return { type: 'url', url: value };
	const isBinary = Object.hasOwn(context.getInputData()[index]?.binary ?? {}, value);
	return { type: 'asset_id', asset_id: isBinary ? new Upload(value, 'Variables') : value };
}

function pointOut({ context }: Item, names: string[]): void {
	const listed = names.map((name) => `'${name}'`).join(', ');
	context.addExecutionHints({
		message: `Text variables of the template were left empty: ${listed}. HeyGen may show or speak their names in braces.`,
		type: 'warning',
		location: 'outputPane',
	});
}

/** What the editor calls a variable: its name, and what it is when that is no text. */
export const labelOf = (name: string, variable: unknown): string => {
	const type = isObject(variable) ? textOf(variable.type) : undefined;
	return type === undefined || type === 'text' ? name : `${name} (${type})`;
};
