import type { INodeProperties } from 'n8n-workflow';

import { isObject, type JsonObject } from '../../narrow';
import { enteredJson, enteredList, enteredTexts } from './entered';
import { bodyOf, presetsOf, propertyOf } from './field';
import type { Basics, Field, Presets, Scope } from './field';
import { inPlace, unfit } from './invalidInput';
import { countWords } from './limits';
import { withoutNulls } from './withoutNulls';

interface ListOptions extends Basics {
	min?: number;
	max?: number;
	/** HeyGen takes an empty list, and it means something: entered as []. */
	mayBeEmpty?: boolean;
}

const isEmptyList = (entered: unknown): boolean =>
	(Array.isArray(entered) && entered.length === 0) || entered === '[]';

interface TextsOptions extends ListOptions {
	sample?: string;
	/** How HeyGen wants them: a list, or one text with commas (queries). */
	joined?: boolean;
}

/** Several texts in one box, with commas between them; expressions may give a list. */
export function texts(wire: string, displayName: string, options: TextsOptions = {}): Field {
	return {
		property: {
			...propertyOf(wire, displayName, options, countWords(options)),
			type: 'string',
			default: '',
		},
		wire,
		sample: options.sample ?? 'example',
		read(entered) {
			const values = enteredTexts(entered, displayName);
			if (values.length === 0) {
				return options.mayBeEmpty === true && isEmptyList(entered) ? [] : undefined;
			}
			return options.joined === true ? values.join(',') : values;
		},
	};
}

/** What a method of the editor lists. */
interface LoadedOptions extends ListOptions {
	method: string;
	sample?: string;
}

/** A name may hold commas in brackets: 'Chinese (Mandarin, Simplified)'. */
const betweenNames = /\n|,(?![^(]*\))/;

const fromList =
	'Choose from the list, or specify %s using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

/** Several of a list that HeyGen has. @param displayName of one: 'Language' */
export function loadedTexts(wire: string, displayName: string, options: LoadedOptions): Field {
	const label = `${displayName} Names or IDs`;
	return {
		property: {
			...propertyOf(wire, label, { ...options, description: fromList.replace('%s', 'IDs') }),
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: options.method },
			default: [],
		},
		wire,
		sample: [options.sample ?? 'example'],
		read(entered) {
			const values = enteredTexts(enteredList(entered, label, betweenNames), label);
			return values.length === 0 ? undefined : values;
		},
	};
}

/** One of a list that HeyGen has. @param displayName of one: 'Language' */
export function loadedText(wire: string, displayName: string, options: LoadedOptions): Field {
	const label = `${displayName} Name or ID`;
	return {
		property: {
			...propertyOf(wire, label, { ...options, description: fromList.replace('%s', 'an ID') }),
			type: 'options',
			typeOptions: { loadOptionsMethod: options.method },
			default: '',
		},
		wire,
		sample: options.sample ?? 'example',
		read: (entered) => enteredTexts([entered], label)[0],
	};
}

interface JsonOptions extends ListOptions {
	sample?: unknown;
	/** A list is wanted, not an object. */
	list?: boolean;
	/** Each entry of the list has to be an object. */
	ofObjects?: true;
	/** It is no HeyGen's but a person's own, and a null in it means something. */
	keepsNulls?: true;
}

/** For what has no fixed shape. */
export function json(wire: string, displayName: string, options: JsonOptions = {}): Field {
	const { list, mayBeEmpty, ofObjects, keepsNulls } = options;
	const shape = list === true ? '[]' : '{}';
	// What means something when it is empty has to be entered.
	const preset = mayBeEmpty === true ? '' : shape;
	return {
		property: {
			...propertyOf(wire, displayName, options, countWords(options)),
			type: 'json',
			default: preset,
		},
		wire,
		sample: options.sample ?? JSON.parse(shape),
		read(entered) {
			const value = enteredJson(entered, displayName);
			if (value === undefined) return undefined;
			const isRight = list === true ? Array.isArray(value) : isObject(value);
			if (!isRight) throw unfit(displayName, `is not a JSON ${list === true ? 'list' : 'object'}`);
			const count = Object.keys(Object(value)).length;
			if (count === 0) return mayBeEmpty === true ? value : undefined;
			const odd = Object.values(Object(value)).findIndex((entry) => !isObject(entry));
			if (ofObjects === true && odd !== -1) {
				throw unfit(displayName, `has an entry that is no object, number ${odd + 1}`);
			}
			return keepsNulls === true ? value : withoutNulls(value);
		},
	};
}

interface EntriesOptions extends ListOptions {
	/** Words of the button: 'Add Scene'. */
	one: string;
	fields: readonly Field[];
	/** What the fields of one together have to be. @throws InvalidInput */
	check?(body: JsonObject): void;
}

/** A list of objects, each with the same fields. */
export function entries(wire: string, displayName: string, options: EntriesOptions): Field {
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
			// An expression may give the list itself.
			const list = isObject(entered) ? entered.values : enteredJson(entered, displayName);
			const listed = enteredList(list, displayName);
			if (listed.length === 0) {
				return options.mayBeEmpty === true && isEmptyList(list) ? [] : undefined;
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
