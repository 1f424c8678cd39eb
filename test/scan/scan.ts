/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { isObject } from '../../nodes/HeyGen/narrow';
import { ensureCached } from '../e2e/support/cache';
import { run } from '../e2e/support/command';
import { packCheckout } from '../e2e/support/packed';

/**
 * n8n's own scan of community packages, without its download: the source as it is here, and the
 * tarball as it would be published. n8n runs it on every package that asks to be verified.
 */
const root = resolve(__dirname, '../..');
const say = (text: string): void => void process.stdout.write(`${text}\n`);

type Analyze = (folder: string, patterns: string[]) => Promise<unknown>;

async function loadScanner(): Promise<{ analyze: Analyze; sourcePatterns: string[] }> {
	const folder = await ensureCached(__dirname, 'installing the scanner, once');
	const file = join(folder, 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs');
	const module: unknown = await import(pathToFileURL(file).href);
	if (!isObject(module) || typeof module.analyzePackage !== 'function') {
		throw new Error('The scanner has changed: analyzePackage is missing.');
	}
	return {
		analyze: module.analyzePackage as Analyze,
		sourcePatterns: module.SOURCE_FILE_PATTERNS as string[],
	};
}

async function unpack(tarball: string): Promise<string> {
	const folder = mkdtempSync(join(tmpdir(), 'heygen-scan-'));
	await run('tar', ['-xzf', tarball, '-C', folder], { cwd: root });
	return join(folder, 'package');
}

async function main(): Promise<void> {
	const { analyze, sourcePatterns } = await loadScanner();
	const unpacked = await unpack(await packCheckout());
	const places: Array<[string, string, string[]]> = [
		['source', root, sourcePatterns],
		['tarball', unpacked, ['**/*.js', 'package.json']],
	];
	for (const [name, folder, patterns] of places) {
		const result = await analyze(folder, patterns);
		const passed = isObject(result) && result.passed === true;
		say(`scan of the ${name}: ${passed ? 'passed' : JSON.stringify(result, null, 2)}`);
		if (!passed) process.exitCode = 1;
	}
	rmSync(resolve(unpacked, '..'), { recursive: true, force: true });
}

main().catch((error: unknown) => {
	say(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
});
