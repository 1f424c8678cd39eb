/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';

import { codeIn, read, root } from '../docs/documents';

const consumer = mkdtempSync(join(tmpdir(), 'heygen-types-'));
const installed = join(consumer, 'node_modules', 'n8n-nodes-heygen-events');

const messagesOf = (diagnostics: readonly ts.Diagnostic[]): string[] =>
	diagnostics.map((each) => {
		const text = ts.flattenDiagnosticMessageText(each.messageText, '\n');
		const line = each.file?.getLineAndCharacterOfPosition(each.start ?? 0).line;
		return line === undefined ? text : `line ${line + 1}: ${text}`;
	});

/** The package as it is published, but for the code: package.json, index.js and the types. */
function installPackage(): string[] {
	mkdirSync(installed, { recursive: true });
	for (const file of ['package.json', 'index.js']) {
		copyFileSync(join(root, file), join(installed, file));
	}
	for (const peer of ['n8n-workflow', '@types']) {
		symlinkSync(join(root, 'node_modules', peer), join(consumer, 'node_modules', peer), 'dir');
	}
	const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
	const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root);
	const outDir = join(installed, 'dist');
	const program = ts.createProgram(fileNames, { ...options, outDir, emitDeclarationOnly: true });
	return messagesOf(program.emit().diagnostics);
}

function compile(name: string, code: string, options: ts.CompilerOptions): string[] {
	const file = join(consumer, name);
	writeFileSync(file, code);
	const program = ts.createProgram([file], {
		noEmit: true,
		strict: true,
		noUncheckedIndexedAccess: true,
		skipLibCheck: true,
		target: ts.ScriptTarget.ES2022,
		types: ['node'],
		typeRoots: [join(consumer, 'node_modules', '@types')],
		...options,
	});
	return messagesOf(ts.getPreEmitDiagnostics(program));
}

const commonjs = {
	module: ts.ModuleKind.CommonJS,
	moduleResolution: ts.ModuleResolutionKind.Node10,
};
const modules = {
	module: ts.ModuleKind.NodeNext,
	moduleResolution: ts.ModuleResolutionKind.NodeNext,
};

beforeAll(() => {
	expect(installPackage()).toEqual([]);
});

afterAll(() => rmSync(consumer, { recursive: true, force: true }));

describe('a project that installed the package', () => {
	const code = read('test/unit/types/consumer.mts');

	it('compiles against its types, as CommonJS', () => {
		expect(compile('consumer.cts', code, commonjs)).toEqual([]);
	});

	it('compiles against its types, as a module', () => {
		expect(compile('consumer.mts', code, modules)).toEqual([]);
	});

	it('hears of an import that does not exist', () => {
		const wrong = "import { isSignd } from 'n8n-nodes-heygen-events';\nisSignd;\n";
		expect(compile('wrong.mts', wrong, modules)).toEqual([expect.stringContaining('isSignd')]);
	});
});

it("compiles the documents' own example", () => {
	const [example, ...others] = codeIn(read('docs/code.md'), 'ts');
	expect(others).toEqual([]);
	expect(compile('example.mts', example ?? 'no example', modules)).toEqual([]);
});
