import { scan, ternary, unstringified } from './scan';
import { expression, literal, sourceOf, textValue, type Part, type Value } from './value';

/** Why something was not understood; shown to the user. */
export class Unreadable extends Error {}

const names = /[A-Za-z_$][\w$]*/y;
const numbers = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '\n': '' };

/** Reads JSON with expressions in it, or an object of JavaScript; both may be a little careless. */
export class Reader {
	private at = 0;

	/** @param isCode JavaScript; else JSON, where `{{ }}` is an expression */
	constructor(
		private readonly text: string,
		private readonly isCode: boolean,
	) {}

	whole(): Value {
		const value = this.value();
		this.skip();
		if (this.at < this.text.length) throw new Unreadable('its body is no JSON');
		return value;
	}

	private skip(): void {
		const blank = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
		blank.lastIndex = this.at;
		blank.exec(this.text);
		this.at = blank.lastIndex;
	}

	private peek(): string {
		this.skip();
		return this.text[this.at] ?? '';
	}

	private value(): Value {
		const first = this.peek();
		if (!this.isCode && this.text.startsWith('{{', this.at)) return this.hole();
		if (first === '{' || first === '[') {
			const from = this.at;
			const value = first === '{' ? this.object() : this.array();
			// ['a', 'b'].join(' ') is code as a whole.
			if (!this.isCode || ',]}'.includes(this.peek()) || this.at >= this.text.length) return value;
			this.at = from;
		}
		if (this.isCode) return this.leaf();
		return first === '"' ? textValue(this.string('"')) : this.word();
	}

	private object(): Value {
		const entries = new Map<string, Value>();
		this.at++;
		while (this.peek() !== '}') {
			const key = this.key();
			if (this.peek() !== ':') throw new Unreadable('its body is no JSON');
			this.at++;
			entries.set(key, this.value());
			if (this.peek() === ',') this.at++;
			else if (this.peek() !== '}') throw new Unreadable('its body is no JSON');
		}
		this.at++;
		return { kind: 'object', entries };
	}

	private array(): Value {
		const items: Value[] = [];
		this.at++;
		while (this.peek() !== ']') {
			items.push(this.value());
			if (this.peek() === ',') this.at++;
			else if (this.peek() !== ']') throw new Unreadable('its body is no JSON');
		}
		this.at++;
		return { kind: 'array', items };
	}

	private key(): string {
		const first = this.peek();
		if (first === '"' || first === "'") {
			const key = textValue(this.string(first));
			if (key.kind === 'literal') return String(key.value);
		}
		names.lastIndex = this.at;
		const name = names.exec(this.text)?.[0];
		if (name === undefined)
			throw new Unreadable('its body is built in a way that was not understood');
		this.at += name.length;
		return name;
	}

	/** A text with its escapes read, up to the closing quote. */
	private string(quote: string): Part[] {
		const parts: Part[] = [];
		let text = '';
		this.at++;
		for (;;) {
			const character = this.text[this.at];
			if (character === undefined) throw new Unreadable('a text in its body has no end');
			if (character === quote) break;
			if (!this.isCode && this.text.startsWith('{{', this.at)) {
				parts.push(text, { source: unquoted(this.code()) });
				text = '';
			} else if (character === '\\') {
				text += this.escaped();
			} else {
				text += character;
				this.at++;
			}
		}
		this.at++;
		return [...parts, text];
	}

	private escaped(): string {
		const code = this.text[this.at + 1] ?? '';
		const unicode = /^u([\da-f]{4})/i.exec(this.text.slice(this.at + 1, this.at + 6))?.[1];
		this.at += unicode === undefined ? 2 : 6;
		return unicode === undefined
			? (escapes[code] ?? code)
			: String.fromCharCode(parseInt(unicode, 16));
	}

	private code(): string {
		const end = this.text.indexOf('}}', this.at);
		if (end < 0) throw new Unreadable('an expression in its body has no end');
		const code = this.text.slice(this.at + 2, end);
		this.at = end + 2;
		return code;
	}

	private hole(): Value {
		return fromCode(this.code());
	}

	private word(): Value {
		const end = scan(this.text, this.at, (at) => /[,\s]/.test(this.text[at] ?? ''));
		const word = this.text.slice(this.at, end).trim();
		this.at = end;
		const value = constant(word);
		if (value === undefined) throw new Unreadable('its body is no JSON');
		return value;
	}

	private leaf(): Value {
		const end = scan(this.text, this.at, (at) => this.text[at] === ',');
		const code = this.text.slice(this.at, end).trim();
		if (code === '' || code.startsWith('...')) {
			throw new Unreadable('its body is built in a way that was not understood');
		}
		this.at = end;
		return leafOf(code);
	}

	/** All of the text, when it is one text in quotes. */
	quoted(): Value | undefined {
		const quote = this.peek();
		const parts = this.string(quote);
		return this.peek() === '' ? textValue(parts) : undefined;
	}
}

/** What was made fit for a text in quotes is what it is without that. */
const unquoted = (code: string): string =>
	/^\s*JSON\.stringify\(([\s\S]*)\)\s*\.(?:slice|substring)\(\s*1\s*,[^()]*\)\s*$/.exec(
		code,
	)?.[1] ?? code;

function constant(code: string): Value | undefined {
	if (numbers.test(code)) return literal(Number(code));
	if (code === 'true' || code === 'false') return literal(code === 'true');
	return code === 'null' || code === 'undefined' ? literal(null) : undefined;
}

/** JavaScript that is neither an object nor a list. */
export function leafOf(code: string): Value {
	const simple = constant(code);
	if (simple !== undefined) return simple;
	if (/^["'`]/.test(code) && scan(code, 0, () => true) >= code.length) {
		return code.startsWith('`') ? fromTemplate(code) : (quotedIn(code) ?? expression(code));
	}
	const choice = ternary(code);
	if (choice === undefined) return expression(code);
	const [test, one, other] = choice;
	return either(test, fromCode(one), fromCode(other)) ?? expression(code);
}

const quotedIn = (code: string): Value | undefined => new Reader(code, true).quoted();

function fromTemplate(code: string): Value {
	const parts = code.slice(1, -1).split(/\$\{([^{}]*)\}/);
	if (parts.some((part, index) => index % 2 === 0 && part.includes('${'))) return expression(code);
	return textValue(parts.map((part, index) => (index % 2 === 0 ? part : { source: part })));
}

/** Two objects, of which the run takes one: one object, where what differs is chosen inside. */
function either(test: string, one: Value, other: Value): Value | undefined {
	if (one.kind !== 'object' || other.kind !== 'object') return undefined;
	const entries = new Map<string, Value>();
	for (const key of new Set([...one.entries.keys(), ...other.entries.keys()])) {
		const [a, b] = [one.entries.get(key) ?? literal(null), other.entries.get(key) ?? literal(null)];
		const isSame = sourceOf(a) === sourceOf(b);
		const chosen = expression(`(${test}) ? ${sourceOf(a)} : ${sourceOf(b)}`);
		entries.set(key, isSame ? a : (either(test, a, b) ?? chosen));
	}
	return { kind: 'object', entries };
}

/** JavaScript that gives a value. */
export function fromCode(code: string): Value {
	const bare = unstringified(code);
	try {
		return new Reader(bare, true).whole();
	} catch {
		return expression(bare);
	}
}
