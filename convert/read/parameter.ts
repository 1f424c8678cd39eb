import { partsOf } from './holes';
import { fromCode, leafOf, Reader } from './literal';
import { splitAt } from './scan';
import { literal, sourceOf, textValue, type Part, type Value } from './value';

/** A parameter of a node: what it says, or what it is made of. */
export function fromParameter(value: unknown): Value {
	if (typeof value === 'string') {
		if (!value.startsWith('=')) return literal(value);
		const parts = partsOf(value.slice(1));
		const [only] = parts;
		return parts.length === 1 && typeof only === 'object'
			? fromCode(only.source)
			: textValue(parts);
	}
	if (typeof value === 'number' || typeof value === 'boolean' || value === null)
		return literal(value);
	if (Array.isArray(value)) return { kind: 'array', items: value.map(fromParameter) };
	if (typeof value !== 'object') return literal(null);
	const entries = Object.entries(value).map(([key, each]) => [key, fromParameter(each)] as const);
	return { kind: 'object', entries: new Map(entries) };
}

/** JSON in a parameter, with or without expressions. @throws Unreadable */
export function fromJsonText(value: unknown): Value {
	if (typeof value !== 'string') return fromParameter(value);
	const text = value.trim();
	if (!text.startsWith('=')) return new Reader(withoutHoles(text), false).whole();
	const inner = text.slice(1).trim();
	const [only, ...more] = partsOf(inner);
	return typeof only === 'object' && more.length === 0
		? fromCode(only.source)
		: new Reader(inner, false).whole();
}

/** Without = before it braces are only braces. */
const withoutHoles = (text: string): string => text.replaceAll('{{', '\\u007b\\u007b');

/** Code that puts texts together: `'https://…/' + id`. */
export function fromConcatenation(value: Value): Value {
	if (value.kind !== 'expression') return value;
	const pieces = splitAt(value.source, (at) => value.source[at] === '+').map((piece) =>
		leafOf(piece.trim()),
	);
	return pieces.length < 2
		? value
		: textValue(
				pieces.flatMap((piece): Part[] => {
					if (piece.kind === 'text') return piece.parts;
					return piece.kind === 'literal' ? [String(piece.value)] : [{ source: sourceOf(piece) }];
				}),
			);
}
