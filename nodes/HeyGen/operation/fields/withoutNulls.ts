import { isObject } from '../../narrow';

/**
 * HeyGen tells by a null that something is not set, and takes none back.
 * @param isWhole for what stands for something else, and is not looked into
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
