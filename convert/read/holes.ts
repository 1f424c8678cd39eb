import type { Part } from './value';

/** Where the code of an expression stands, as n8n takes it apart: from `{{` up to the next `}}`. */
function* holesIn(text: string): Generator<{ from: number; to: number }, void> {
	let open = text.indexOf('{{');
	while (open >= 0) {
		const from = open + 2;
		const close = text.indexOf('}}', from);
		const to = close < 0 ? text.length : close;
		yield { from, to };
		open = text.indexOf('{{', to);
	}
}

/**
 * The text of an expression, without the = before it, taken apart. One that is all there is may hold
 * braces itself.
 */
export function partsOf(text: string): Part[] {
	const whole = /^\s*\{\{([\s\S]*)\}\}\s*$/.exec(text);
	if (whole?.[1] !== undefined && !whole[1].includes('{{')) return [{ source: whole[1] }];
	const parts: Part[] = [];
	let at = 0;
	for (const { from, to } of holesIn(text)) {
		if (from - 2 > at) parts.push(text.slice(at, from - 2));
		parts.push({ source: text.slice(from, to) });
		at = to + 2;
	}
	if (at < text.length) parts.push(text.slice(at));
	return parts;
}

/** An expression with the code in it changed, and the text around it as it was. */
export function changeCode(text: string, change: (code: string) => string): string {
	let changed = '';
	let at = 0;
	for (const { from, to } of holesIn(text)) {
		changed += text.slice(at, from) + change(text.slice(from, to));
		at = to;
	}
	return changed + text.slice(at);
}
