/** Digits so long that they compare by their value. */
const key = (name: string): string =>
	name.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(8, '0'));

/**
 * As people order names, numbers in them by their value. By hand, since the tables of the language
 * that localeCompare loads take longer than all sorting here, at each start of n8n.
 */
export const inOrder = (a: string, b: string): number => {
	const [first, second] = [key(a), key(b)];
	return first < second ? -1 : Number(first > second);
};
