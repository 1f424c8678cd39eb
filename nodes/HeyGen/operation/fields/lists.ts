import { isObject } from '../../narrow';
import { enteredJson, enteredList, enteredTexts } from './entered';
import { propertyOf, type Basics, type Field } from './field';
import { unfit } from './invalidInput';
import { countWords } from './limits';
import { isUpload, withBinaries } from './upload';
import { withoutNulls } from './withoutNulls';

export interface ListOptions extends Basics {
	min?: number;
	max?: number;
	/** HeyGen gives an empty list a meaning: it is entered as []. */
	mayBeEmpty?: boolean;
}

export const isEmptyList = (entered: unknown): boolean =>
	(Array.isArray(entered) && entered.length === 0) || entered === '[]';

interface TextsOptions extends ListOptions {
	sample?: string;
	/** HeyGen wants one comma-separated string instead of a list (queries). */
	joined?: boolean;
}

/** Several strings in one box, separated by commas; expressions may return a list. */
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

/** The editor's methods that load options. */
export type LoadMethod = 'getEventTypes' | 'getEventTypesForFilter' | 'getLanguages';

interface LoadedOptions extends ListOptions {
	method: LoadMethod;
	sample?: string;
}

/** A name may contain commas in brackets: 'Chinese (Mandarin, Simplified)'. */
const betweenNames = /\n|,(?![^(]*\))/;

const fromList =
	'Choose from the list, or specify %s using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

/** Several values from one of HeyGen's lists. @param displayName of one value: 'Language' */
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

/** One value from one of HeyGen's lists. @param displayName of the value: 'Language' */
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
	/** It must be a list, not an object. */
	list?: boolean;
	/** Each entry of the list must be an object. */
	ofObjects?: true;
	/** The content is the user's own, so null has a meaning. */
	keepsNulls?: true;
}

/** For values without a fixed shape. */
export function json(wire: string, displayName: string, options: JsonOptions = {}): Field {
	const { list, mayBeEmpty, ofObjects, keepsNulls } = options;
	const shape = list === true ? '[]' : '{}';
	// If an empty value has a meaning, it must be entered.
	const preset = mayBeEmpty === true ? '' : shape;
	return {
		property: {
			...propertyOf(wire, displayName, options, countWords(options)),
			type: 'json',
			default: preset,
		},
		wire,
		sample: options.sample ?? JSON.parse(shape),
		read(entered, scope) {
			const value = enteredJson(entered, displayName);
			if (value === undefined) return undefined;
			const isRight = list === true ? Array.isArray(value) : isObject(value);
			if (!isRight) throw unfit(displayName, `is not a JSON ${list === true ? 'list' : 'object'}`);
			const count = Object.keys(Object(value)).length;
			if (count === 0) return mayBeEmpty === true ? value : undefined;
			const odd = Object.values(Object(value)).findIndex((entry) => !isObject(entry));
			if (ofObjects === true && odd !== -1) {
				throw unfit(displayName, `has an entry that is not an object, number ${odd + 1}`);
			}
			const whole = withBinaries(value, displayName, scope);
			return keepsNulls === true ? whole : withoutNulls(whole, isUpload);
		},
	};
}
