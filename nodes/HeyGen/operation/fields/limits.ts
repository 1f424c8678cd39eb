/**
 * What HeyGen enforces. It is told in the editor and nothing is refused by it here: HeyGen widens
 * its limits without asking anybody, and its own refusal names the field and the reason.
 */

interface Range {
	min?: number;
	/** More than this, not this itself. */
	above?: number;
	max?: number;
}

export interface Lengths {
	minLength?: number;
	maxLength?: number;
}

export interface Numbers extends Range {
	/** No decimals. */
	whole?: boolean;
	/** Only multiples of it. */
	step?: number;
}

/** `Up to 10,000 characters`; undefined where nothing is known. */
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

/** Not toLocaleString, which loads the tables of the language at each start of n8n. */
const digits = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
