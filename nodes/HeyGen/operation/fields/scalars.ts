import type { INodePropertyOptions } from 'n8n-workflow';

import { inOrder } from '../order';
import { enteredBoolean, enteredNumber, enteredText } from './entered';
import { propertyOf, type Basics, type Field } from './field';
import { unfit } from './invalidInput';
import { lengthWords, numberWords, type Lengths, type Numbers } from './limits';

interface TextOptions extends Basics, Lengths {
	/** A larger box with this many lines. */
	rows?: number;
	default?: string;
	sample?: string;
}

/** @param wire '' if it is not sent */
export function text(wire: string, displayName: string, options: TextOptions = {}): Field {
	const { rows, default: preset = '' } = options;
	return {
		property: {
			...propertyOf(wire, displayName, options, lengthWords(options)),
			type: 'string',
			...(rows !== undefined && { typeOptions: { rows } }),
			default: preset,
		},
		...(wire !== '' && { wire }),
		sample: options.sample ?? 'example'.padEnd(options.minLength ?? 0, '.'),
		read: (entered) => enteredText(entered, displayName),
	};
}

interface NumberOptions extends Basics, Numbers {
	default?: number;
	sample?: number;
}

export function number(wire: string, displayName: string, options: NumberOptions = {}): Field {
	const { takenBy } = options;
	const preset = options.default ?? options.min ?? 0;
	return {
		property: {
			...propertyOf(
				wire,
				displayName,
				options,
				takenBy === undefined ? numberWords(options) : undefined,
			),
			type: 'number',
			default: preset,
		},
		wire,
		sample: options.sample ?? preset,
		read(entered) {
			const value = enteredNumber(entered, displayName);
			if (value !== undefined && takenBy !== undefined) checkOwn(value, displayName, options);
			return value;
		},
	};
}

/** Checks the limits that this node decides itself. @throws InvalidInput */
function checkOwn(value: number, label: string, { max, above }: NumberOptions): void {
	if (above !== undefined && value <= above) {
		throw unfit(label, `is ${value}, and has to be above ${above}`);
	}
	if (max !== undefined && value > max) {
		throw unfit(label, `is ${value}, but this node accepts at most ${max}`);
	}
}

interface BooleanOptions extends Basics {
	default?: boolean;
	/** Begins with 'Whether'. */
	description: string;
}

export function boolean(wire: string, displayName: string, options: BooleanOptions): Field {
	return {
		property: {
			...propertyOf(wire, displayName, options),
			type: 'boolean',
			default: options.default ?? false,
		},
		wire,
		sample: true,
		read: (entered) => enteredBoolean(entered, displayName),
	};
}

interface ChoiceOptions extends Basics {
	default?: string;
	/** Decides which other fields are shown, and is not sent. */
	steers?: boolean;
	/** HeyGen expects numbers. */
	numbers?: boolean;
}

/** @param values HeyGen's values with their labels, or one string for both */
export function choice(
	wire: string,
	displayName: string,
	values: Record<string, string> | readonly string[],
	options: ChoiceOptions = {},
): Field {
	const named: INodePropertyOptions[] = Array.isArray(values)
		? values.map((value: string) => ({ name: value, value }))
		: Object.entries(values).map(([value, name]) => ({ name, value }));
	const taken = named.map(({ value }) => String(value));
	const preset = options.default ?? taken[0] ?? '';
	named.sort((a, b) => inOrder(a.name, b.name));
	return {
		property: {
			...propertyOf(wire, displayName, options),
			type: 'options',
			options: named,
			default: preset,
		},
		...(options.steers !== true && { wire }),
		sample: preset,
		read(entered) {
			const value = enteredText(entered, displayName);
			if (value === undefined) return undefined;
			const isOwn = options.steers === true || options.takenBy !== undefined;
			if (isOwn && !taken.includes(value)) {
				throw unfit(displayName, `is '${value}', but this node accepts ${taken.join(', ')}`);
			}
			const count = Number(value);
			return options.numbers === true && Number.isFinite(count) ? count : value;
		},
	};
}
