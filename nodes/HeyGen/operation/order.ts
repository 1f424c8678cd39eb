/** Pads numbers so that they compare by value. */
const key = (name: string): string =>
	name.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(8, '0'));

/**
 * Natural order, with numbers by value. localeCompare would load the language tables at each start
 * of n8n, which takes longer than all sorting here.
 */
export const inOrder = (a: string, b: string): number => {
	const [first, second] = [key(a), key(b)];
	return first < second ? -1 : Number(first > second);
};
