/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

export const root = resolve(__dirname, '../../..');

interface Generator {
	/** A document with its tables made anew. */
	withTables(
		document: string,
		sources: { catalogue: object; resources: object; optionOf: object },
	): string;
	/** The changelog with what was unreleased under the version. */
	withRelease(changelog: string, version: string, day: string): string;
}

/** What `gulp generate` and `gulp changelog` use. */
export const { withTables, withRelease } = (
	createRequire(__filename)('../../../gulpfile.js') as { documents: Generator }
).documents;

export const read = (file: string): string => readFileSync(join(root, file), 'utf8');
export const exists = (file: string): boolean => existsSync(join(root, file));

const inDocs = (): string[] =>
	readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.md'))
		.map((file) => `docs/${file}`);

/** Every Markdown file that people read. */
export const documents = (): string[] => [
	...readdirSync(root).filter((file) => file.endsWith('.md')),
	...inDocs(),
];

export const sources = (): string[] =>
	['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.map((file) => join(folder, file)),
	);

const fence = /^ *```(\w*)\n([\s\S]*?)^ *```$/gm;

/** Without the blocks of code, where a bracket is no link. */
export const prose = (markdown: string): string => markdown.replace(fence, '');

/** The blocks of code in one language. */
export const codeIn = (markdown: string, language: string): string[] =>
	[...markdown.matchAll(fence)].flatMap(([, name, code]) =>
		name === language && code !== undefined ? [code] : [],
	);

/** What stands under a heading, smaller headings included. */
export function section(markdown: string, heading: string): string {
	const depth = heading.indexOf(' ');
	const start = markdown.indexOf(`\n${heading}\n`);
	if (start < 0) throw new Error(`no heading '${heading}'`);
	const body = markdown.slice(start + heading.length + 2);
	const end = body.search(new RegExp(`^#{1,${depth}} `, 'm'));
	return end < 0 ? body : body.slice(0, end);
}

/** The targets of links and pictures, `[text](target)`. */
export const targetsIn = (markdown: string): string[] =>
	[...prose(markdown).matchAll(/\]\(([^()\s]+)\)/g)].flatMap(([, target]) => target ?? []);

/** The anchors that GitHub makes of the headings. */
export function anchorsIn(markdown: string): Set<string> {
	const anchors = new Set<string>();
	for (const [, title = ''] of prose(markdown).matchAll(/^#+ (.+)$/gm)) {
		const plain = title.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
		const slug = plain.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
		let anchor = slug;
		for (let n = 1; anchors.has(anchor); n++) anchor = `${slug}-${n}`;
		anchors.add(anchor);
	}
	return anchors;
}
