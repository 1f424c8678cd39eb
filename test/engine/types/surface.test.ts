/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import {
	copyFileSync,
	cpSync,
	mkdirSync,
	mkdtempSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';

import { codeIn, read, root } from '../../unit/docs/documents';

const consumer = mkdtempSync(join(tmpdir(), 'heygen-types-'));
const installed = join(consumer, 'node_modules', 'n8n-nodes-heygen-events');

/** The package as it is published. */
function installPackage(): void {
	mkdirSync(installed, { recursive: true });
	for (const file of ['package.json', 'index.js']) {
		copyFileSync(join(root, file), join(installed, file));
	}
	cpSync(join(root, 'dist'), join(installed, 'dist'), { recursive: true });
	for (const peer of ['n8n-workflow', '@types']) {
		symlinkSync(join(root, 'node_modules', peer), join(consumer, 'node_modules', peer), 'dir');
	}
}

const messageOf = ({ file, start, messageText }: ts.Diagnostic): string => {
	const text = ts.flattenDiagnosticMessageText(messageText, '\n');
	const line = file?.getLineAndCharacterOfPosition(start ?? 0).line;
	return line === undefined ? text : `line ${line + 1}: ${text}`;
};

/** Compiles all files at once, which is what takes the time. @returns what is wrong, by file */
function compile(codes: Record<string, string>, options: ts.CompilerOptions) {
	for (const [name, code] of Object.entries(codes)) writeFileSync(join(consumer, name), code);
	const files = Object.keys(codes).map((name) => join(consumer, name));
	const program = ts.createProgram(files, {
		noEmit: true,
		strict: true,
		noUncheckedIndexedAccess: true,
		skipLibCheck: true,
		target: ts.ScriptTarget.ES2022,
		types: ['node'],
		typeRoots: [join(consumer, 'node_modules', '@types')],
		...options,
	});
	const found = ts.getPreEmitDiagnostics(program);
	return (name: string): string[] =>
		found
			.filter(({ file }) => file === undefined || file.fileName === join(consumer, name))
			.map(messageOf);
}

installPackage();
afterAll(() => rmSync(consumer, { recursive: true, force: true }));

const code = read('test/engine/types/consumer.mts');
const [example = 'no example', ...others] = codeIn(read('docs/code.md'), 'ts');

describe('a project that installed the package', () => {
	it('compiles against its types, as CommonJS', () => {
		const wrongIn = compile(
			{ 'consumer.cts': code },
			{ module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10 },
		);
		expect(wrongIn('consumer.cts')).toEqual([]);
	});

	describe('as a module', () => {
		const wrongIn = compile(
			{
				'consumer.mts': code,
				'wrong.mts': "import { isSignd } from 'n8n-nodes-heygen-events';\nisSignd;\n",
				'example.mts': example,
			},
			{ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
		);

		it('compiles against its types', () => {
			expect(wrongIn('consumer.mts')).toEqual([]);
		});

		it('hears of an import that does not exist', () => {
			expect(wrongIn('wrong.mts')).toEqual([expect.stringContaining('isSignd')]);
		});

		it("compiles the documents' own example", () => {
			expect(others).toEqual([]);
			expect(wrongIn('example.mts')).toEqual([]);
		});
	});
});
