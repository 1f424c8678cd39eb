import { anchorsIn, read, sources } from './documents';

/** `Source: docs/facts/heygen.md#limits` */
const links = sources().flatMap((file) =>
	[...read(file).matchAll(/(docs\/facts\/\w+\.md)#([\w-]+)/g)].map(
		([, page = '', anchor = '']) => ({
			file,
			page,
			anchor,
		}),
	),
);

describe('the sources that comments name', () => {
	it('are headings of docs/facts', () => {
		const lost = links.filter(({ page, anchor }) => !anchorsIn(read(page)).has(anchor));
		expect(lost).toEqual([]);
		expect(links.length).toBeGreaterThan(40);
	});

	it('can be opened by everybody', () => {
		const comments = sources().flatMap((file) =>
			[...read(file).matchAll(/(?<![a-z])Source: (?!docs\/facts\/|https:)([^\n]{0,60})/g)].map(
				([, text]) => `${file}: ${text}`,
			),
		);
		expect(comments).toEqual([]);
	});
});

it('marks each fact about HeyGen', () => {
	const facts = read('docs/facts/heygen.md').split('\n## ').slice(1).join('\n## ');
	const lines = facts.split('\n').filter((line) => line.startsWith('- '));
	const unmarked = lines.filter((line) => !/\*\*(documented|seen|assumed)\*\*/.test(line));
	expect(unmarked).toEqual([]);
});
