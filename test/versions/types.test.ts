/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { join, resolve } from 'node:path';

import ts from 'typescript';

import own from '../e2e/package.json';
import { ensureVersion } from '../e2e/support/versions';

/** Only newer editors read these, and `isToolExecution` is asked for before it is called. */
const known = /builderHint|IBuilderHint|propertyHint|slowLoadNotice|isToolExecution/;
const root = resolve(__dirname, '..', '..');
const limitMs = 1_200_000;

it(
	'Functions of n8n that are used',
	async () => {
		const folder = await ensureVersion(process.env.HEYGEN_E2E_N8N ?? own.dependencies.n8n);
		const config = ts.getParsedCommandLineOfConfigFile(
			join(root, 'tsconfig.json'),
			{
				noEmit: true,
				baseUrl: root,
				paths: { 'n8n-workflow': [join(folder, 'node_modules', 'n8n-workflow')] },
			},
			{ ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
		);
		if (config === undefined) throw new Error('no tsconfig.json');
		const files = config.fileNames.filter((file) => /\/(nodes|credentials)\/.+\.ts$/.test(file));
		const program = ts.createProgram(files, config.options);
		const texts = ts
			.getPreEmitDiagnostics(program)
			.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
		expect(texts.filter((text) => !known.test(text))).toEqual([]);
	},
	limitMs,
);
