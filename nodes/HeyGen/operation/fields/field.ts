import type { IBinaryKeyData, IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { isObject, type JsonObject } from '../../narrow';
import { isBlank, isNothing } from './entered';
import { InvalidInput, isEmpty } from './invalidInput';

/** What people and expressions entered, at one level: the node's parameters, or a collection. */
export interface Scope {
	/** As entered; undefined when nothing was. */
	value(name: string): unknown;
	/** The node's parameters, for conditions that begin with '/'. */
	root: Scope;
	/** Those of the input item, by their names; the root knows them. */
	binaries?: IBinaryKeyData;
}

/** A field stands in the editor, and is sent, where these parameters beside it have such values. */
export type Condition = NonNullable<IDisplayOptions['show']>;

/** @param names one of them is enough @param words as the editor shows it: "'Engine' Avatar V" */
interface Need {
	names: readonly string[];
	words: string;
}

/** One field of an operation: what the editor shows of it, and what HeyGen gets. */
export interface Field {
	/** Without display options for resource and operation: properties.ts adds them. */
	property: INodeProperties;
	/** Required without n8n's mark, which n8n also checks where an expression may hide the field. */
	isRequired?: true;
	/** What has to be entered beside it, or HeyGen could make nothing of it. */
	needs?: Need;
	/** HeyGen's key, with dots where objects are flattened; missing where the field only steers. */
	wire?: string;
	/** What stands inside a collection or a list. */
	fields?: readonly Field[];
	/** A valid value as a person enters it, for the tests. */
	sample?: unknown;
	/** The value for HeyGen; undefined when nothing is entered. @throws InvalidInput */
	read(entered: unknown, scope: Scope): unknown;
	/** Of JSON in HeyGen's keys: what stands for a file under `wire`. @throws InvalidInput */
	readFile?(body: JsonObject, scope: Scope): void;
	/** For fields that put in more, or something else, than their value under `wire`. */
	write?(body: JsonObject, entered: unknown, scope: Scope): void;
}

/** What every maker of fields takes. */
export interface Basics {
	/** The parameter's name, where it is not HeyGen's key in camelCase. */
	name?: string;
	description?: string;
	placeholder?: string;
	required?: boolean;
	when?: Condition;
	/** Where it is not: it is shown, and sent, also where these are not entered at all. */
	unless?: Condition;
	/** Who decides what is taken; HeyGen unless told. Only what this node decides is refused here. */
	takenBy?: 'this node';
}

/** `voice_settings.speed` → `voiceSettingsSpeed`. */
export const camelCase = (wire: string): string =>
	wire.replace(/[._]+([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());

/**
 * The parts of a property that every kind has; exact about what is left out.
 * @param limit in words, see limits.ts
 */
export function propertyOf(
	wire: string,
	displayName: string,
	{ name = camelCase(wire), description, placeholder, required, when, unless }: Basics,
	limit?: string,
): Pick<INodeProperties, 'displayName' | 'name'> & Partial<INodeProperties> {
	const told = withLimit(description, limit);
	return {
		displayName,
		name,
		...(told !== undefined && { description: told }),
		...(limit !== undefined && { hint: limit }),
		...(placeholder !== undefined && { placeholder: `e.g. ${placeholder}` }),
		...(required === true && { required }),
		...((when ?? unless) !== undefined && {
			displayOptions: {
				...(when !== undefined && { show: when }),
				...(unless !== undefined && { hide: unless }),
			},
		}),
	};
}

/** n8n ends one sentence without a dot, and several with one. */
function withLimit(description: string | undefined, limit: string | undefined): string | undefined {
	if (description === undefined || limit === undefined) return description ?? limit;
	return `${description.replace(/\.$/, '')}. ${limit}.`;
}

/** What n8n fills in at one level, where nothing else is entered. */
export interface Presets {
	of(name: string): Preset;
	/** The value, or the preset where an expression left a choice, a switch or a number empty. */
	or(name: string, entered: unknown): unknown;
}

type Preset = INodeProperties['default'];

export function presetsOf(fields: readonly Field[]): Presets {
	const properties = new Map(fields.map(({ property }) => [property.name, property]));
	const of = (name: string): Preset => properties.get(name)?.default;
	return {
		of,
		or(name, entered) {
			// What is required has to be entered, and an empty list may mean something.
			const isOurs = properties.get(name)?.required !== true && typeof of(name) !== 'object';
			return isOurs && isBlank(entered) ? of(name) : entered;
		},
	};
}

/** The field, which is refused where no other one of these is entered too. */
export const needing = (field: Field, name: string | readonly string[], words: string): Field => ({
	...field,
	needs: { names: typeof name === 'string' ? [name] : name, words },
});

/** What the fields hold, under HeyGen's keys. What is empty or not shown is left out. */
export function bodyOf(fields: readonly Field[], scope: Scope): JsonObject {
	const body: JsonObject = {};
	fill(body, fields, scope);
	return body;
}

export function fill(body: JsonObject, fields: readonly Field[], scope: Scope): void {
	for (const field of fields) {
		if (!isShown(field, scope)) continue;
		const entered = scope.value(field.property.name);
		checkNeeds(field, entered, scope);
		if (field.write !== undefined) {
			field.write(body, entered, scope);
		} else {
			// Read also where nothing is sent: a choice that steers others may hold nonsense.
			const value = readField(field, entered, scope);
			if (field.wire !== undefined) put(body, field.wire, value);
		}
	}
}

/** @throws InvalidInput when it is entered without what it needs */
function checkNeeds({ needs, property }: Field, entered: unknown, scope: Scope): void {
	if (needs === undefined || isNothing(entered)) return;
	if (needs.names.some((name) => !isNothing(scope.value(name)))) return;
	const { displayName } = property;
	throw new InvalidInput(
		`'${displayName}' needs ${needs.words}`,
		`Add ${needs.words} too, or remove '${displayName}'.`,
	);
}

export const isRequired = ({ property, isRequired: here }: Field): boolean =>
	property.required === true || here === true;

/** @throws InvalidInput when it is required and empty */
export function readField(field: Field, entered: unknown, scope: Scope): unknown {
	const value = field.read(entered, scope);
	if (value !== undefined || !isRequired(field)) return value;
	throw isEmpty(field.property.displayName);
}

/** As the editor decides it, but also where an expression gives the parameter that decides. */
function isShown({ property }: Field, scope: Scope): boolean {
	const { show = {}, hide = {} } = property.displayOptions ?? {};
	const holds = ([name, wanted]: [string, unknown[] | undefined]): boolean | undefined => {
		// Of the node itself, as '@tool'.
		if (name.startsWith('@')) return undefined;
		const value = name.startsWith('/') ? scope.root.value(name.slice(1)) : scope.value(name);
		return wanted?.some((one) => String(one) === String(value).trim());
	};
	return (
		Object.entries(show).every((condition) => holds(condition) !== false) &&
		!Object.entries(hide).some((condition) => holds(condition) === true)
	);
}

/** `put(body, 'voice_settings.speed', 1)`; what is undefined is not put. */
export function put(body: JsonObject, wire: string, value: unknown): void {
	if (value === undefined) return;
	const keys = wire.split('.');
	const last = keys.pop() ?? wire;
	let place = body;
	for (const key of keys) {
		const inside = Object.hasOwn(place, key) ? place[key] : undefined;
		const next = isObject(inside) ? inside : {};
		place[key] = next;
		place = next;
	}
	place[last] = value;
}
