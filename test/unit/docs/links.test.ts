/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { posix } from 'node:path';

import { anchorsIn, documents, exists, read, root, sources, targetsIn } from './documents';

const isOutside = (target: string): boolean => /^[a-z]+:/.test(target);

/** Why a link leads nowhere; undefined when it leads somewhere. */
function whatIsWrong(file: string, target: string): string | undefined {
	const [path = '', anchor] = decodeURI(target).split('#');
	const there = path === '' ? file : posix.join(posix.dirname(file), path);
	if (!exists(there)) return `${target}: no such file`;
	if (anchor === undefined || anchorsIn(read(there)).has(anchor)) return undefined;
	return `${target}: no such heading`;
}

describe.each(documents())('%s', (file) => {
	it('links to files and headings that exist', () => {
		const targets = targetsIn(read(file)).filter((target) => !isOutside(target));
		expect(targets.flatMap((target) => whatIsWrong(file, target) ?? [])).toEqual([]);
	});

	it('names no path of a computer', () => {
		expect(read(file)).not.toContain(root);
	});
});

it('is linked to from the code by headings that exist', () => {
	const codex = ['nodes/HeyGen/HeyGen.node.json', 'nodes/HeyGen/HeyGenTrigger.node.json'];
	const linked = [...sources(), ...codex].flatMap((file) =>
		[...read(file).matchAll(/\?tab=readme-ov-file#([\w-]+)/g)].flatMap(
			([, anchor]) => anchor ?? [],
		),
	);
	expect(linked.length).toBeGreaterThanOrEqual(6);
	expect([...anchorsIn(read('README.md'))]).toEqual(expect.arrayContaining(linked));
});

it('finds what is wrong', () => {
	expect(whatIsWrong('README.md', 'docs/none.md')).toBe('docs/none.md: no such file');
	expect(whatIsWrong('README.md', '#none')).toBe('#none: no such heading');
	expect(whatIsWrong('docs/migrating.md', '../README.md#credentials')).toBeUndefined();
});
