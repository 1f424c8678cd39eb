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
	/** Label of the button: 'Add Scene'. */
	one: string;
	fields: readonly Field[];
	/** HeyGen requires the key, even if the list is empty. */
	isAlwaysSent?: true;
	/** Checks the fields of one entry together. @throws InvalidInput */
	check?(body: JsonObject): void;
}

/** A list of objects with the same fields, which can also be entered as JSON. */
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

/** The JSON that users enter. */
interface Entered {
	type: 'json' | 'string';
	description: string;
	sample: unknown;
	entriesIn(entered: unknown): unknown[];
	/** Reads one entry for HeyGen. @throws InvalidInput */
	read(entry: unknown, scope: Scope): unknown;
}

type Options = Omit<EntriesOptions, 'fields' | 'check'>;

/** Lets users choose between fields, whose number is fixed in the editor, and JSON. */
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
			// In a collection both may be added, and one would be lost silently.
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

/** An example entry with its required fields, in HeyGen's keys. */
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

/** The scope of a collection or of a list entry. @param presets the defaults that n8n fills in */
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
