import type { Replies } from '../calls/call';

/** Where what a node put out can be found now. */
export interface Target {
	/** The name of the node that stands for it. */
	to: string;
	replies: Replies;
	/** The old node gave the whole response: status, headers and body. */
	isFullResponse: boolean;
	/** What held the entries of a list under this path gives an item for each now. */
	list?: string;
	/** The name that each entry stood under. */
	under?: string;
	/** It stays, hands on what comes in, and sets these fields itself. */
	own?: ReadonlySet<string>;
	/** Fields that counted the rounds of an old loop. */
	counts?: readonly string[];
}

const quoted = (quotes: string): string => `([${quotes}])((?:\\\\.|(?!QUOTE).){1,200}?)QUOTE`;
const name = (group: number): string => quoted('"\'`').replaceAll('QUOTE', `\\${group}`);

/** All ways to write "what that node put out", each with the name in a group of its own. */
const bases = [
	String.raw`(?<![\w$.])\$json`,
	String.raw`\$input\s*\.\s*(?:item|first\(\)|last\(\)|all\(\)\[\d+\])\s*\.\s*json`,
	String.raw`(?<![\w$.])items\[\d+\]\.json`,
	String.raw`\$\(\s*${name(2)}\s*\)\s*\.\s*(?:item|first\([^()]*\)|last\([^()]*\)|all\([^()]*\)\[\d+\]|itemMatching\([^()]*\))\s*\.\s*json`,
	String.raw`\$node\[\s*${name(4)}\s*\]\.json`,
	String.raw`\$node\.(\w+)\.json`,
	String.raw`\$items\(\s*${name(7)}[^()]*\)\[\d+\]\.json`,
];
const chain = String.raw`((?:\s*\??\.\s*[A-Za-z_$][\w$]*(?![\w$]|\s*\()|\s*(?:\?\.)?\[\s*(?:"[^"\n]*"|'[^'\n]*'|\d+)\s*\])*)`;
const accessors = new RegExp(`(${bases.join('|')})${chain}`, 'g');

export interface Access {
	/** Undefined for the item that comes in. */
	name: string | undefined;
	base: string;
	path: string[];
	/** The path as it was written. */
	written: string;
}

const unescaped = (text: string): string => text.replace(/\\(.)/g, '$1');

/** Each place in the code that reads a field, changed or left. */
export function changeAccesses(
	code: string,
	change: (access: Access) => string | undefined,
): string {
	return code.replace(accessors, (all: string, base: string, ...groups: unknown[]) => {
		const [, first, , second, third, , fourth] = groups;
		const found = [first, second, third, fourth].find((each) => typeof each === 'string');
		const written = String(groups[7] ?? '');
		return (
			change({
				name: typeof found === 'string' ? unescaped(found) : undefined,
				base,
				path: pathOf(written),
				written,
			}) ?? all
		);
	});
}

export const pathOf = (written: string): string[] =>
	[...written.matchAll(/[A-Za-z_$][\w$]*|\d+|"([^"]*)"|'([^']*)'/g)].map(
		([all, one, other]) => one ?? other ?? all,
	);

/** The field under its new name. @returns undefined where the old reply had nothing that is known */
export function newPath(path: readonly string[], target: Target): string | undefined {
	const from = inReply(path, target);
	// No field of a reply lies deeper.
	for (let length = Math.min(from.length, 4); length >= 0; length--) {
		const found = target.replies[from.slice(0, length).join('.')];
		if (found !== undefined) return joined([found, ...from.slice(length)]);
	}
	return undefined;
}

const inReply = (
	path: readonly string[],
	{ isFullResponse, under = '' }: Target,
): readonly string[] =>
	(isFullResponse && path[0] === 'body') || (under !== '' && path[0] === under)
		? path.slice(1)
		: path;

/** The code that reads the list of an old reply, or an entry of it, from the items of now. */
export function listRead(path: readonly string[], target: Target): string | undefined {
	const keys = target.list?.split('.') ?? [];
	const its = inReply(path, target);
	if (keys.length === 0 || !keys.every((key, index) => its[index] === key)) return undefined;
	const [index = '', ...rest] = its.slice(keys.length);
	const all = `$(${quote(target.to)}).all()`;
	if (/^\d+$/.test(index)) return `${all}[${index}].json${newPath(rest, target) ?? joined(rest)}`;
	const { '': whole, ...names } = target.replies;
	const renamed = Object.entries(names).filter(([from, to]) => from !== to);
	const fields = renamed.map(([from, to]) => `, ${from}: json.${to}`).join('');
	const entry = whole === undefined ? `({ ...json${fields} })` : `json.${whole}`;
	return `${all}.map(({ json }) => ${entry})${joined([index, ...rest])}`;
}

/** A node's name in code. */
export const quote = (name: string): string => `'${name.replace(/[\\']/g, '\\$&')}'`;

const joined = (keys: readonly string[]): string =>
	keys
		.filter((key) => key !== '')
		.map((key) =>
			/^\d+$/.test(key) ? `[${key}]` : /^[\w$[\].]+$/.test(key) ? `.${key}` : `["${key}"]`,
		)
		.join('');
