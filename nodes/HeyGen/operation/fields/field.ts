import type { IBinaryKeyData, IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { isObject, type JsonObject } from '../../narrow';
import { isBlank, isNothing } from './entered';
import { InvalidInput, isEmpty, unfit } from './invalidInput';

/** Values of one level: the node's parameters, or a collection. */
export interface Scope {
	/** As entered; undefined if nothing was. */
	value(name: string): unknown;
	/** The node's parameters, for conditions that begin with '/'. */
	root: Scope;
	/** The binaries of the input item by name; only the root has them. */
	binaries?: IBinaryKeyData;
}

/** A field is shown and sent if the parameters next to it have these values. */
export type Condition = NonNullable<IDisplayOptions['show']>;

/** @param names one of them is enough @param words as in the editor: "'Engine' Avatar V" */
interface Need {
	names: readonly string[];
	words: string;
}

/** One field of an operation: how the editor shows it, and what HeyGen gets. */
export interface Field {
	/** Without display options for resource and operation: properties.ts adds them. */
	property: INodeProperties;
	/** Required without n8n's mark, which n8n also checks when an expression may hide the field. */
	isRequired?: true;
	/** Another field that must be entered too, or HeyGen could not use this one. */
	needs?: Need;
	/** HeyGen's key, with dots for nested objects; missing if the field only controls others. */
	wire?: string;
	/** The fields of a collection or a list. */
	fields?: readonly Field[];
	/** A valid value as users enter it, for the tests. */
	sample?: unknown;
	/** The value for HeyGen; undefined if empty. @throws InvalidInput */
	read(entered: unknown, scope: Scope): unknown;
	/** In JSON with HeyGen's keys: resolves the file under `wire`. @throws InvalidInput */
	readFile?(body: JsonObject, scope: Scope): void;
	/** For fields that send more, or something else, than their value under `wire`. */
	write?(body: JsonObject, entered: unknown, scope: Scope): void;
}

/** Options of all functions that make fields. */
export interface Basics {
	/** The parameter's name, if it is not HeyGen's key in camelCase. */
	name?: string;
	description?: string;
	placeholder?: string;
	required?: boolean;
	when?: Condition;
	/** The opposite of a condition: shown and sent if these are not entered at all, too. */
	unless?: Condition;
	/** Who validates the value; HeyGen by default. This node only refuses what it decides itself. */
	takenBy?: 'this node';
}

/** `voice_settings.speed` → `voiceSettingsSpeed`. */
export const camelCase = (wire: string): string =>
	wire.replace(/[._]+([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());

/**
 * The common parts of a property; leaves out keys without a value.
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

/** n8n ends one sentence without a period, and several with one. */
function withLimit(description: string | undefined, limit: string | undefined): string | undefined {
	if (description === undefined || limit === undefined) return description ?? limit;
	return `${description.replace(/\.$/, '')}. ${limit}.`;
}

/** The defaults that n8n fills in at one level. */
export interface Presets {
	of(name: string): Preset;
	/** The value, or the default if an expression gave nothing for a choice, a switch or a number. */
	or(name: string, entered: unknown): unknown;
}

type Preset = INodeProperties['default'];

export function presetsOf(fields: readonly Field[]): Presets {
	const properties = new Map(fields.map(({ property }) => [property.name, property]));
	const of = (name: string): Preset => properties.get(name)?.default;
	return {
		of,
		or(name, entered) {
			// A required value must be entered, and an empty list may have a meaning.
			const isOurs = properties.get(name)?.required !== true && typeof of(name) !== 'object';
			return isOurs && isBlank(entered) ? of(name) : entered;
		},
	};
}

/** The field, refused unless one of these other fields is entered too. */
export const needing = (field: Field, name: string | readonly string[], words: string): Field => ({
	...field,
	needs: { names: typeof name === 'string' ? [name] : name, words },
});

/** The values of the fields under HeyGen's keys, without empty and hidden ones. */
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
		// An expression gave a whole collection: anything else would be left out silently.
		if (field.fields !== undefined && !isObject(entered) && !isNothing(entered)) {
			throw unfit(field.property.displayName, 'is not an object with its fields');
		}
		if (field.write !== undefined) {
			field.write(body, entered, scope);
		} else {
			// Read even if it is not sent: a choice that controls other fields may be invalid.
			const value = readField(field, entered, scope);
			if (field.wire !== undefined) put(body, field.wire, value);
		}
	}
}

/** @throws InvalidInput if a field is entered without one that it needs */
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

/** @throws InvalidInput if it is required and empty */
export function readField(field: Field, entered: unknown, scope: Scope): unknown {
	const value = field.read(entered, scope);
	if (value !== undefined || !isRequired(field)) return value;
	throw isEmpty(field.property.displayName);
}

/** Decides like the editor, but also resolves expressions in the controlling parameter. */
function isShown({ property }: Field, scope: Scope): boolean {
	const { show = {}, hide = {} } = property.displayOptions ?? {};
	const holds = ([name, wanted]: [string, unknown[] | undefined]): boolean | undefined => {
		// A condition on the node itself, such as '@tool'.
		if (name.startsWith('@')) return undefined;
		const value = name.startsWith('/') ? scope.root.value(name.slice(1)) : scope.value(name);
		return wanted?.some((one) => String(one) === String(value).trim());
	};
	return (
		Object.entries(show).every((condition) => holds(condition) !== false) &&
		!Object.entries(hide).some((condition) => holds(condition) === true)
	);
}

/** `put(body, 'voice_settings.speed', 1)`; ignores undefined. */
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
