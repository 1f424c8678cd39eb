import { isObject, objectIn, type CanvasNode } from '../canvas';
import { codeKeys, isCode } from '../pipeline/helpers';
import { changeCode } from '../read/holes';
import type { Json, JsonObject } from '../read/value';
import {
	changeAccesses,
	listRead,
	newPath,
	pathOf,
	quote,
	type Access,
	type Target,
} from './accessor';

/** What one node that stays may read. */
export interface Reading {
	/** By the names of nodes that went or changed. */
	named: ReadonlyMap<string, Target>;
	/** What comes in, where all or some of it is of such nodes. */
	incoming?: Target;
	/** Whether it still comes in directly; else it is fetched by the node's name. */
	isDirect: boolean;
	/** Something else comes in too: only what can't be another's is changed. */
	isMixed: boolean;
}

export interface Rewritten {
	before: string;
	after: string;
}

export interface Outcome {
	parameters: JsonObject;
	changes: Rewritten[];
	/** Fields that are gone. */
	missing: string[];
	/** It reads the old reply in a way that was not rewritten. */
	isLoose: boolean;
}

/** Nodes look for expressions in these themselves: HTML, and those of databases. */
const withoutSign = new Set(['html', 'query']);
const gone = new Set(['data', 'code', 'message', 'error', 'body', 'statusCode']);
/** `.data`, `['data']` and `{ data } =` */
const leftOver =
	/\.data\b(?!\s*\()|["'`]data(?:\.\w+)*["'`]|\{[^{}]{0,200}\bdata\b(?:\s*:\s*\{[^{}]{0,200}\})?[^{}]{0,200}\}(?:\s*\})*\)?\s*=(?!=)/;
const inPattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

class Rewriter {
	readonly changes: Rewritten[] = [];
	readonly missing: string[] = [];
	isLoose = false;

	constructor(private readonly reading: Reading) {}

	private access = (found: Access): string | undefined => {
		const { named, incoming, isDirect, isMixed } = this.reading;
		const target = found.name === undefined ? incoming : named.get(found.name);
		if (target === undefined || target.own?.has(found.path[0] ?? '')) return undefined;
		const list = listRead(found.path, target);
		if (list !== undefined) return this.changed(found, list);
		const path = newPath(found.path, target);
		if (found.name === undefined && isMixed && (path === undefined || found.path.length < 2))
			return undefined;
		const isIncoming = found.name === undefined && isDirect;
		const base = isIncoming
			? found.base
			: found.name !== undefined
				? found.base.replace(/(["'`])(?:\\.|(?!\1).)+\1|(?<=\$node\.)\w+/, () =>
						this.nameIn(found.base, target.to),
					)
				: found.base.includes('item.') || found.base === '$json'
					? `$(${quote(target.to)}).item.json`
					: `$(${quote(target.to)}).first().json`;
		if (path === undefined) {
			const [first = ''] = found.path;
			if (gone.has(first) || target.counts?.includes(first))
				this.missing.push(`${found.base}${found.written}`);
			if (target.own !== undefined) return undefined;
			return this.changed(found, `${base}${found.written}`);
		}
		// Fields of v2 that HeyGen's replies no longer have.
		if (path === '.callback_id' || path === '.image_key')
			this.missing.push(`${found.base}${found.written}`);
		return this.changed(found, `${base}${path}`);
	};

	private nameIn(base: string, name: string): string {
		return base.startsWith('$node.') ? name.replace(/\W/g, '_') : quote(name);
	}

	private changed({ base, written }: Access, after: string): string {
		this.note(`${base}${written}`, after);
		return after;
	}

	private note(before: string, after: string): void {
		if (before === after || this.changes.some((each) => each.before === before)) return;
		this.changes.push({ before, after });
	}

	code(code: string, isProgram: boolean): string {
		const changed = isProgram ? this.variables(code) : code;
		const made = this.names(this.lists(changeAccesses(changed, this.access)));
		this.look(made);
		return made;
	}

	/** Whether something is left that was not understood, such as `const { data } = $json`. */
	private look(code: string): void {
		if (this.reading.incoming === undefined) return;
		this.isLoose ||= leftOver.test(changeAccesses(code, () => ''));
	}

	/** `const reply = $input.first().json;` and then `reply.data.video_url`. */
	private variables(code: string): string {
		let changed = code;
		for (const [, variable = ''] of code.matchAll(
			/\b(?:const|let|var)\s+([\w$]+)\s*=\s*[^;\n]*?\.?json(?:\s*\|\|\s*\{\})?\s*(?:;|\n|$)/g,
		)) {
			const given =
				new RegExp(`\\b${inPattern(variable)}\\s*=\\s*([^;\\n]*)`).exec(code)?.[1] ?? '';
			let target: Target | undefined;
			changeAccesses(given, (access) => {
				target ??=
					access.name === undefined ? this.reading.incoming : this.reading.named.get(access.name);
				return undefined;
			});
			if (target !== undefined) changed = this.fieldsOf(changed, variable, target);
		}
		return changed;
	}

	private fieldsOf(code: string, variable: string, target: Target): string {
		const uses = new RegExp(
			`(?<![\\w$.])${inPattern(variable)}((?:\\??\\.[A-Za-z_$][\\w$]*(?![\\w$]|\\s*\\()|\\[(?:"[^"]*"|'[^']*')\\])+)`,
			'g',
		);
		return code.replace(uses, (all: string, written: string) => {
			const path = newPath(pathOf(written), target);
			if (path === undefined) return all;
			this.note(all, `${variable}${path}`);
			return `${variable}${path}`;
		});
	}

	/** `$('Get Status').all().map(item => item.json.data.video_url)`: safe where nothing else is read. */
	private lists(code: string): string {
		const { named, incoming } = this.reading;
		const names = [
			...code.matchAll(
				/\$\(\s*(["'`])(.{1,200}?)\1\s*\)|\$(?:node\[|items\()\s*(["'`])(.{1,200}?)\3/g,
			),
		].map(([, , one, , other]) => one ?? other ?? '');
		if (
			names.some((each) => !named.has(each) && ![...named.values()].some(({ to }) => to === each))
		)
			return code;
		const all = /\$input\.all\(\)|\$input\b|\bitems\b/.test(code) ? incoming : undefined;
		const target = named.get(names[0] ?? '') ?? all;
		if (target === undefined) return code;
		return code.replace(
			/(?<![\w$.)\]])([A-Za-z_]\w*)\.json((?:\??\.\w+(?!\s*\()\b)+)/g,
			(whole: string, item: string, written: string) => {
				const path = newPath(pathOf(written), target);
				const [first, second] = pathOf(written);
				if (path === undefined || (second === undefined && first !== 'data')) return whole;
				this.note(whole, `${item}.json${path}`);
				return `${item}.json${path}`;
			},
		);
	}

	/** What else names a node that went: `$('Get Status').isExecuted`. */
	private names(code: string): string {
		return code.replace(
			/(\$\(\s*|\$node\[\s*|\$items\(\s*)(["'`])((?:\\.|(?!\2).){1,200}?)\2/g,
			(all: string, before: string, _quote: string, name: string) => {
				const target = this.reading.named.get(name.replace(/\\(.)/g, '$1'));
				if (target === undefined || target.own !== undefined || target.to === name) return all;
				this.note(all, `${before}${quote(target.to)}`);
				return `${before}${quote(target.to)}`;
			},
		);
	}

	/** Python is left as it is. */
	private python(code: string): string {
		this.look(code);
		const quoted = new Set([...code.matchAll(/(["'])(.{1,200}?)\1/g)].map(([, , text]) => text));
		this.isLoose ||= [...this.reading.named.keys()].some((name) => quoted.has(name));
		return code;
	}

	value(value: Json, key: string, node: CanvasNode): Json {
		if (typeof value === 'string') {
			if (isCode(node) && key === 'pythonCode') return this.python(value);
			if (isCode(node) && codeKeys.some((each) => each === key)) return this.code(value, true);
			if (value.startsWith('=') || withoutSign.has(key))
				return changeCode(value, (code) => this.code(code, false));
			return this.fieldName(value);
		}
		if (Array.isArray(value)) return value.map((each) => this.value(each, key, node));
		if (!isObject(value)) return value;
		return Object.fromEntries(
			Object.entries(value).map(([name, each]) => [name, this.value(each, name, node)]),
		);
	}

	/** A parameter that names a field, such as that of Aggregate. */
	private fieldName(text: string): string {
		const { incoming, isDirect, isMixed } = this.reading;
		if (incoming === undefined || isMixed) return text;
		if (text === 'autoMapInputData') this.isLoose = true;
		if (!isDirect || !/^data(?:\.\w+)+$/.test(text)) return text;
		const path = newPath(text.split('.'), incoming)?.replace(/^\./, '');
		this.isLoose ||= path === undefined;
		if (path === undefined) return text;
		this.note(text, path);
		return path;
	}
}

/** The parameters of a node that stays, with all that it reads of those that went. */
export function rewritten(node: CanvasNode, reading: Reading): Outcome {
	const rewriter = new Rewriter(reading);
	const parameters = objectIn(rewriter.value(node.parameters, '', node));
	const { changes, missing, isLoose } = rewriter;
	return { parameters, changes, missing: [...new Set(missing)], isLoose };
}
