import type { INodePropertyOptions } from 'n8n-workflow';

import { inOrder } from '../order';
import { enteredBoolean, enteredNumber, enteredText } from './entered';
import { propertyOf, type Basics, type Field } from './field';
import { checkLength, unfit } from './invalidInput';

interface TextOptions extends Basics {
	/** A larger box of so many lines. */
	rows?: number;
	minLength?: number;
	maxLength?: number;
	/** With the words for it: 'is not a colour such as #1a2b3c'. */
	pattern?: { is: RegExp; orElse: string };
	default?: string;
	sample?: string;
}

/** @param wire '' for what is not sent */
export function text(wire: string, displayName: string, options: TextOptions = {}): Field {
	const { rows, default: preset = '' } = options;
	return {
		property: {
			...propertyOf(wire, displayName, options),
			type: 'string',
			...(rows !== undefined && { typeOptions: { rows } }),
			default: preset,
		},
		...(wire !== '' && { wire }),
		sample: options.sample ?? 'example'.padEnd(options.minLength ?? 0, '.'),
		read(entered) {
			const value = enteredText(entered, displayName);
			if (value !== undefined) checkText(value, displayName, options);
			return value;
		},
	};
}

function checkText(value: string, label: string, limits: TextOptions): void {
	const { pattern } = limits;
	checkLength(value, label, limits);
	if (pattern !== undefined && !pattern.is.test(value)) throw unfit(label, pattern.orElse);
}

interface NumberOptions extends Basics {
	min?: number;
	/** HeyGen takes more than this, not this itself. */
	above?: number;
	max?: number;
	/** No decimals. */
	whole?: boolean;
	/** Only multiples of it. */
	step?: number;
	default?: number;
	sample?: number;
}

export function number(wire: string, displayName: string, options: NumberOptions = {}): Field {
	const { min, max, whole } = options;
	const preset = options.default ?? min ?? 0;
	return {
		property: {
			...propertyOf(wire, displayName, options),
			type: 'number',
			typeOptions: {
				...(min !== undefined && { minValue: min }),
				...(max !== undefined && { maxValue: max }),
				numberPrecision: whole === true ? 0 : 2,
			},
			default: preset,
		},
		wire,
		sample: options.sample ?? preset,
		read(entered) {
			const value = enteredNumber(entered, displayName);
			if (value !== undefined) checkNumber(value, displayName, options);
			return value;
		},
	};
}

function checkNumber(value: number, label: string, limits: NumberOptions): void {
	const { min = -Infinity, max = Infinity, above = -Infinity, whole, step = 0 } = limits;
	const { takenBy = 'HeyGen' } = limits;
	if (value < min) throw unfit(label, `is ${value}, and ${takenBy} takes no less than ${min}`);
	if (value <= above) throw unfit(label, `is ${value}, and has to be above ${above}`);
	if (value > max) throw unfit(label, `is ${value}, and ${takenBy} takes no more than ${max}`);
	if (whole === true && !Number.isInteger(value)) {
		throw unfit(label, `is ${value}, and has to be a whole number`);
	}
	if (step > 0 && value % step !== 0) {
		throw unfit(label, `is ${value}, and has to be a multiple of ${step}`);
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
	/** Chooses which other fields there are, and is not sent. */
	steers?: boolean;
	/** HeyGen wants numbers. */
	numbers?: boolean;
}

/** @param values HeyGen's values with their names in the list, or one text for both */
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
			if (!taken.includes(value)) {
				const { takenBy = options.steers === true ? 'this node' : 'HeyGen' } = options;
				throw unfit(displayName, `is '${value}', and ${takenBy} takes ${taken.join(', ')}`);
			}
			return options.numbers === true ? Number(value) : value;
		},
	};
}
