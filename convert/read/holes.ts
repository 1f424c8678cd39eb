import type { Part } from './value';

/**
 * The text of an expression, without the = before it, as n8n takes it apart: `{{` up to the next `}}`.
 * One that is all there is may hold braces itself.
 */
export function partsOf(text: string): Part[] {
	const whole = /^\s*\{\{([\s\S]*)\}\}\s*$/.exec(text);
	if (whole?.[1] !== undefined && !whole[1].includes('{{')) return [{ source: whole[1] }];
	const parts: Part[] = [];
	let at = 0;
	while (at < text.length) {
		const open = text.indexOf('{{', at);
		if (open < 0) break;
		const close = text.indexOf('}}', open + 2);
		const end = close < 0 ? text.length : close;
		if (open > at) parts.push(text.slice(at, open));
		parts.push({ source: text.slice(open + 2, end) });
		at = close < 0 ? text.length : close + 2;
	}
	if (at < text.length) parts.push(text.slice(at));
	return parts;
}

/** An expression with the code in it changed, and the text around it as it was. */
export function changeCode(text: string, change: (code: string) => string): string {
	let changed = '';
	let at = 0;
	while (at < text.length) {
		const open = text.indexOf('{{', at);
		if (open < 0) break;
		const close = text.indexOf('}}', open + 2);
		const end = close < 0 ? text.length : close;
		changed += text.slice(at, open + 2) + change(text.slice(open + 2, end));
		at = end;
	}
	return changed + text.slice(at);
}
