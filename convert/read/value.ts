/** What a parameter or a part of a body holds: known, or known only when the workflow runs. */
export type Value =
	| { kind: 'literal'; value: string | number | boolean | null }
	/** JavaScript without the braces around it. */
	| { kind: 'expression'; source: string }
	/** Text with expressions in it. */
	| { kind: 'text'; parts: Part[] }
	| { kind: 'object'; entries: Map<string, Value> }
	| { kind: 'array'; items: Value[] };

export type Part = string | { source: string };
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export interface JsonObject {
	[key: string]: Json;
}

export const literal = (value: string | number | boolean | null): Value => ({
	kind: 'literal',
	value,
});
export const expression = (source: string): Value => ({ kind: 'expression', source });

/** Parts put together: a text where nothing is open, an expression where nothing else is. */
export function textValue(parts: Part[]): Value {
	const full = parts.filter((part) => part !== '');
	const [first = ''] = full;
	if (full.length < 2) return typeof first === 'string' ? literal(first) : expression(first.source);
	return { kind: 'text', parts: full };
}

/** What stands at a path, also inside an object that only the run knows. */
export function at(value: Value | undefined, ...path: string[]): Value | undefined {
	const [key, ...rest] = path;
	if (value === undefined || key === undefined) return value;
	if (value.kind === 'object') return at(value.entries.get(key), ...rest);
	if (value.kind === 'array') return at(value.items[Number(key)], ...rest);
	if (value.kind !== 'expression') return undefined;
	return expression(`(${value.source})${path.map((each) => `?.${each}`).join('')}`);
}

export const known = (value: Value | undefined): string | number | boolean | null | undefined =>
	value?.kind === 'literal' ? value.value : undefined;

export const isOpen = (value: Value | undefined): boolean =>
	value?.kind === 'expression' || value?.kind === 'text';

export const isEmpty = (value: Value | undefined): boolean =>
	value === undefined || known(value) === null || known(value) === '';

/** JavaScript that gives the value. */
export function sourceOf(value: Value): string {
	switch (value.kind) {
		case 'literal':
			return JSON.stringify(value.value);
		case 'expression':
			return value.source.trim();
		case 'text':
			return value.parts
				.map((part) =>
					typeof part === 'string' ? JSON.stringify(part) : `(${part.source.trim()})`,
				)
				.join(' + ');
		case 'array':
			return `[${value.items.map(sourceOf).join(', ')}]`;
		case 'object': {
			const entries = [...value.entries].map(
				([key, each]) => `${JSON.stringify(key)}: ${sourceOf(each)}`,
			);
			return `{ ${entries.join(', ')} }`;
		}
	}
}

/** n8n ends an expression at the first two closing braces. */
const inBraces = (source: string): string => `{{ ${source.trim().replace(/\}(?=\})/g, '} ')} }}`;

/** As a parameter of a node. */
export function parameter(value: Value): Json {
	switch (value.kind) {
		case 'literal':
			// A text that begins with = would be taken for an expression.
			return typeof value.value === 'string' && value.value.startsWith('=')
				? `=${inBraces(JSON.stringify(value.value))}`
				: value.value;
		case 'text':
			return `=${value.parts
				.map((part) => (typeof part === 'string' ? part : inBraces(part.source)))
				.join('')}`;
		default:
			return `=${inBraces(sourceOf(value))}`;
	}
}
