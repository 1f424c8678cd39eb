const opening = '([{';
const closing = ')]}';
/** After these a slash begins a regular expression, and does not divide. */
const beforeRegex = /[([{,;=:!&|?+\-*%<>~^]$|^$|\breturn$/;

/** @returns where the text or regular expression that begins here ends, or the same place */
function afterQuoted(text: string, at: number): number {
	const quote = text[at] ?? '';
	if ('"\'`'.includes(quote)) {
		for (let end = at + 1; end < text.length; end++) {
			if (text[end] === '\\') end++;
			else if (text[end] === quote) return end + 1;
		}
		return text.length;
	}
	if (quote !== '/') return at;
	if (text[at + 1] === '/') return lineEnd(text, at);
	if (text[at + 1] === '*') return Math.max(text.indexOf('*/', at + 2), at) + 2;
	return beforeRegex.test(text.slice(Math.max(0, at - 20), at).trimEnd()) ? regexEnd(text, at) : at;
}

function lineEnd(text: string, at: number): number {
	const end = text.indexOf('\n', at);
	return end < 0 ? text.length : end;
}

function regexEnd(text: string, at: number): number {
	let isInClass = false;
	for (let end = at + 1; end < text.length; end++) {
		if (text[end] === '\\') end++;
		else if (text[end] === '[') isInClass = true;
		else if (text[end] === ']') isInClass = false;
		else if (text[end] === '/' && !isInClass) return end + 1;
	}
	return text.length;
}

/**
 * JavaScript, character by character, without texts, regular expressions and what brackets hold.
 * @param stop called at each character outside of all that; true ends the scan there
 * @returns where it ended: at a bracket that closes what was not opened here, or at the end
 */
export function scan(text: string, from: number, stop: (at: number) => boolean): number {
	let depth = 0;
	let at = from;
	while (at < text.length) {
		const end = afterQuoted(text, at);
		if (end > at) {
			at = end;
			continue;
		}
		const character = text[at] ?? '';
		if (depth === 0 && stop(at)) return at;
		if (opening.includes(character)) depth++;
		if (closing.includes(character) && --depth < 0) return at;
		at++;
	}
	return text.length;
}

/** Splits at a character that stands outside of texts and brackets. */
export function splitAt(text: string, isBetween: (at: number) => boolean): string[] {
	const found: string[] = [];
	let from = 0;
	while (from <= text.length) {
		const end = scan(text, from, isBetween);
		found.push(text.slice(from, end));
		from = end + 1;
	}
	return found;
}

/** `test ? one : other`, if that is what the code is. */
export function ternary(code: string): [test: string, one: string, other: string] | undefined {
	const question = scan(code, 0, (at) => isQuestion(code, at));
	if (question >= code.length) return undefined;
	let open = 0;
	const colon = scan(code, question + 1, (at) => {
		if (isQuestion(code, at)) open++;
		return code[at] === ':' && open-- === 0;
	});
	if (colon >= code.length) return undefined;
	const parts = [code.slice(0, question), code.slice(question + 1, colon), code.slice(colon + 1)];
	const [test = '', one = '', other = ''] = parts.map((part) => part.trim());
	return [test, one, other];
}

const isQuestion = (code: string, at: number): boolean =>
	code[at] === '?' && !'?.'.includes(code[at + 1] ?? '') && code[at - 1] !== '?';

/** What a call of JSON.stringify around everything was given, or the code itself. */
export function unstringified(code: string): string {
	const trimmed = code.trim().replace(/;$/, '');
	const before = /^JSON\.stringify\(/.exec(trimmed);
	if (before !== null) {
		const from = before[0].length;
		const end = scan(trimmed, from, () => false);
		// What follows the call would be done to the text.
		if (end === trimmed.length - 1) {
			return splitAt(trimmed.slice(from, end), (at) => trimmed[from + at] === ',')[0]?.trim() ?? '';
		}
	}
	return trimmed.replace(/\.toJsonString\(\)$/, '');
}
