import type { INodeProperties } from 'n8n-workflow';

import { isObject, type JsonObject } from '../../narrow';
import { enteredJson, enteredList } from './entered';
import { bodyOf, camelCase, presetsOf, propertyOf, put, readField } from './field';
import type { Field, Presets, Scope } from './field';
import { inPlace, InvalidInput, unfit } from './invalidInput';
import { countWords } from './limits';
import { isEmptyList, type ListOptions } from './lists';
import { choice } from './scalars';
import { isUpload, withBinaries } from './upload';
import { withoutNulls } from './withoutNulls';

interface EntriesOptions extends ListOptions {
	/** Words of the button: 'Add Scene'. */
	one: string;
	fields: readonly Field[];
	/** HeyGen wants the key, also when there are none. */
	isAlwaysSent?: true;
	/** What the fields of one together have to be. @throws InvalidInput */
	check?(body: JsonObject): void;
}

/** A list of objects, each with the same fields, and beside it the same as JSON. */
export function entries(wire: string, displayName: string, options: EntriesOptions): Field[] {
	const { fields, check } = options;
	return orJson(listOf(wire, displayName, options), wire, displayName, options, {
		type: 'json',
		description:
			"A list that uses the field names of the HeyGen API. Where HeyGen expects an asset ID, you can enter the name of one of the item's binary fields instead.",
		get sample() {
			return [sampleOf(fields)];
		},
		entriesIn: (entered) => enteredList(enteredJson(entered, displayName), displayName),
		read(entry, scope) {
			if (!isObject(entry)) throw unfit(displayName, 'has an entry that is not an object');
			const body = withBinaries(withoutNulls(entry), displayName, scope) as JsonObject;
			for (const field of fields) field.readFile?.(body, scope);
			check?.(body);
			return withoutNulls(body, isUpload);
		},
	});
}

/** What a person enters as JSON. */
interface Entered {
	type: 'json' | 'string';
	description: string;
	sample: unknown;
	entriesIn(entered: unknown): unknown[];
	/** One of them for HeyGen. @throws InvalidInput */
	read(entry: unknown, scope: Scope): unknown;
}

type Options = Omit<EntriesOptions, 'fields' | 'check'>;

/** How a list is entered: in fields, whose number is fixed when the workflow is drawn, or by data. */
export function orJson(
	list: Field,
	wire: string,
	displayName: string,
	options: Options,
	json: Entered,
): Field[] {
	const { name = camelCase(wire), one, when, unless, required, isAlwaysSent } = options;
	const input = `${name}Input`;
	const shown = { ...(when !== undefined && { when }) };
	const ways = choice(
		'',
		`${displayName} Input`,
		{ fields: 'Using Fields Below', json: 'Using JSON' },
		{
			name: input,
			steers: true,
			description: 'With JSON, an expression can set any number of entries',
			...shown,
			...(unless !== undefined && { unless }),
		},
	);
	const label = `${displayName} (JSON)`;
	const hidden = { ...shown, unless: { ...unless, [input]: ['fields'] } };
	const whole: Field = {
		property: {
			...propertyOf(
				wire,
				label,
				{
					name: `${name}Json`,
					description: json.description,
					...(required === true && { required }),
					...hidden,
				},
				countWords(options),
			),
			type: json.type,
			...(json.type === 'string' && { typeOptions: { rows: 3 } }),
			default: '',
		},
		wire,
		get sample() {
			return json.sample;
		},
		write(body, entered, scope) {
			const value = readField(whole, entered, scope);
			// In a collection both may be added, and one would be lost without a word.
			if (value !== undefined && body[wire] !== undefined) throw both(displayName, label);
			put(body, wire, value);
		},
		read(entered, scope) {
			const listed = inPlace(`'${label}'`, () => json.entriesIn(entered));
			if (listed.length === 0) {
				const isMeant = options.mayBeEmpty === true && isEmptyList(entered);
				return isMeant || isAlwaysSent === true ? [] : undefined;
			}
			return listed.map((entry, index) =>
				inPlace(`${one} ${index + 1} of '${displayName}'`, () => json.read(entry, scope)),
			);
		},
	};
	return [ways, { ...list, property: hiddenBy(list.property, input) }, whole];
}

const both = (one: string, other: string): InvalidInput =>
	new InvalidInput(
		`'${one}' and '${other}' can't be used together`,
		`Leave out one of them, or choose in '${one} Input' which one counts.`,
	);

const hiddenBy = (property: INodeProperties, input: string): INodeProperties => ({
	...property,
	displayOptions: {
		...property.displayOptions,
		hide: { ...property.displayOptions?.hide, [input]: ['json'] },
	},
});

function listOf(wire: string, displayName: string, options: EntriesOptions): Field {
	const { one, fields } = options;
	const presets = presetsOf(fields);
	const values: INodeProperties[] = fields.map(({ property }) => property);
	return {
		property: {
			...propertyOf(wire, displayName, options, countWords(options)),
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, multipleValueButtonText: `Add ${one}` },
			default: {},
			placeholder: `Add ${one}`,
			options: [{ displayName: one, name: 'values', values }],
		},
		wire,
		fields,
		read(entered, scope) {
			const list = isObject(entered) ? entered.values : undefined;
			const listed = enteredList(list, displayName);
			if (listed.length === 0) {
				const isMeant = options.mayBeEmpty === true && isEmptyList(list);
				return isMeant || options.isAlwaysSent === true ? [] : undefined;
			}
			return listed.map((entry, index) => {
				const inside = isObject(entry) ? entry : {};
				return inPlace(`${one} ${index + 1} of '${displayName}'`, () => {
					const body = bodyOf(fields, scopeIn(inside, scope, presets));
					options.check?.(body);
					return body;
				});
			});
		},
	};
}

/** An entry with what it needs, in HeyGen's keys. */
function sampleOf(fields: readonly Field[]): JsonObject {
	const samples = Object.fromEntries(
		fields.map(({ property, sample }) => [
			property.name,
			property.required === true ? sample : property.default,
		]),
	);
	const scope = { value: (name) => samples[name] } as Scope;
	scope.root = scope;
	return bodyOf(fields, scope);
}

/** The values of a collection, or of an entry of a list. @param presets what n8n fills in */
export const scopeIn = (
	values: Record<string, unknown>,
	{ root }: Scope,
	presets?: Presets,
): Scope => ({
	value(name) {
		const entered = Object.hasOwn(values, name) ? values[name] : presets?.of(name);
		return presets === undefined ? entered : presets.or(name, entered);
	},
	root,
});
