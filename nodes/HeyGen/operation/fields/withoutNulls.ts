import { isObject } from '../../narrow';

/**
 * HeyGen returns null for a value that is not set, but accepts none.
 * @param isWhole for values that stand for something else and are not searched
 */
export function withoutNulls(
	value: unknown,
	isWhole: (value: object) => boolean = () => false,
): unknown {
	if (Array.isArray(value)) return value.map((one) => withoutNulls(one, isWhole));
	if (!isObject(value) || isWhole(value)) return value;
	const kept = Object.entries(value).filter(([, one]) => one !== null);
	return Object.fromEntries(kept.map(([name, one]) => [name, withoutNulls(one, isWhole)]));
}
