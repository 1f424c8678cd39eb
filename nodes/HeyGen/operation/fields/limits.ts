/**
 * Limits that HeyGen enforces. The editor shows them, but this node does not refuse anything:
 * HeyGen raises its limits without notice, and its own refusal names the field and the reason.
 */

interface Range {
	min?: number;
	/** Exclusive minimum. */
	above?: number;
	max?: number;
}

export interface Lengths {
	minLength?: number;
	maxLength?: number;
}

export interface Numbers extends Range {
	/** Integers only. */
	whole?: boolean;
	/** Multiples of this only. */
	step?: number;
}

/** `Up to 10,000 characters`; undefined if unknown. */
export const lengthWords = ({ minLength, maxLength }: Lengths): string | undefined =>
	upTo(rangeWords({ min: minLength, max: maxLength }), 'characters');

/** `From 1 to 3 entries`. */
export const countWords = ({ min, max }: Range): string | undefined =>
	upTo(rangeWords({ min, max }), 'entries');

/** `From 0.5 to 1.5`, `A whole number, at least 1`. */
export function numberWords({ whole, step, ...range }: Numbers): string | undefined {
	const steps = step === undefined ? undefined : `in steps of ${step}`;
	const kind = whole === true && step === undefined ? 'a whole number' : undefined;
	const said = [kind, rangeWords(range), steps].flatMap((words) => words ?? []);
	return said.length === 0 ? undefined : capital(said.join(', '));
}

function rangeWords(range: {
	[Name in keyof Range]: number | undefined;
}): string | undefined {
	const { min, above, max } = range;
	if (min !== undefined && max !== undefined) return `from ${digits(min)} to ${digits(max)}`;
	const least = min !== undefined ? `at least ${digits(min)}` : undefined;
	const more = above !== undefined ? `above ${digits(above)}` : undefined;
	const most = max !== undefined ? `up to ${digits(max)}` : undefined;
	const said = [least, more, most].flatMap((words) => words ?? []);
	return said.length === 0 ? undefined : said.join(', ');
}

const upTo = (words: string | undefined, what: string): string | undefined =>
	words === undefined ? undefined : capital(`${words} ${what}`);

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** toLocaleString would load the language tables at each start of n8n. */
const digits = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
