import ts from 'typescript';

import { read, sources } from './documents';

const hole = '…';

/** A text as the code has it, with a hole for what is put in; undefined for anything else. */
function textOf(node: ts.Node): string | undefined {
	if (ts.isStringLiteralLike(node)) return node.text;
	if (ts.isParenthesizedExpression(node)) return textOf(node.expression);
	if (ts.isTemplateExpression(node)) {
		return node.head.text + node.templateSpans.map(({ literal }) => hole + literal.text).join('');
	}
	if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
		const [left, right] = [textOf(node.left), textOf(node.right)];
		return left === undefined && right === undefined ? undefined : (left ?? hole) + (right ?? hole);
	}
	return undefined;
}

function textsIn(file: string): string[] {
	const texts: string[] = [];
	const visit = (node: ts.Node): void => {
		const text = textOf(node);
		if (text !== undefined) texts.push(text);
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2022, true));
	return texts;
}

/** A hole takes the spaces beside it along: 'is gone. …' is 'is gone.…'. */
const tidy = (text: string): string => text.replace(/\s+/g, ' ').replace(/ ?… ?/g, hole);
const said = sources().flatMap(textsIn).map(tidy);

/** A message may begin or end with what another one says: such a hole at its ends is cut off. */
const occurs = (message: string): boolean => {
	const wanted = tidy(message).replace(/^…|…$/g, '').trim();
	return wanted.length > 5 && said.some((text) => text.includes(wanted));
};

const troubleshooting = read('docs/troubleshooting.md');
const quoted = [...troubleshooting.matchAll(/^> (.+)$/gm)].flatMap(([, text]) => text ?? []);
const inline = troubleshooting
	.split('\n')
	.filter((line) => !line.startsWith('>'))
	.flatMap((line) => [...line.matchAll(/"([^"]+)"/g)])
	.flatMap(([, text]) => text ?? []);

describe('every message under Troubleshooting is one that the nodes give', () => {
	it.each(quoted)('%s', (message) => {
		expect(occurs(message)).toBe(true);
	});

	it.each(inline)('in the text: %s', (message) => {
		expect(occurs(message)).toBe(true);
	});

	it('and one that they do not give is noticed', () => {
		expect(occurs('HeyGen refused the webhook address …')).toBe(false);
		expect(occurs('…')).toBe(false);
	});
});

it('covers what people meet when HeyGen says no', () => {
	expect(quoted.length).toBeGreaterThan(25);
	const untold = textsIn('nodes/HeyGen/api/errors.ts')
		.map(tidy)
		.filter((text) => /^HeyGen [a-z ]{8,}/.test(text))
		.map((text) => text.split(hole)[0]?.trim() ?? '')
		.filter((start) => !quoted.some((message) => message.startsWith(start)));
	expect(untold).toEqual(['HeyGen refused the request (HTTP']);
});
