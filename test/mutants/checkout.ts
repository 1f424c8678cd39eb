/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

import type { Mutant } from './mutant';

export const root = resolve(__dirname, '../..');

const left = new Set(['.git', 'node_modules', 'dist', 'coverage']);

/** A copy of the checkout in a temporary folder, so that no mutant ever stands in the checkout. */
export function copyCheckout(): { folder: string; remove(): void } {
	const folder = mkdtempSync(join(tmpdir(), 'heygen-mutants-'));
	cpSync(root, folder, { recursive: true, filter: (path) => !left.has(basename(path)) });
	symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
	return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const pathOf = ({ file }: Mutant): string => join('nodes/HeyGen', file);

/** How often the original stands in its file; 0 without the file. */
export function found(mutant: Mutant): number {
	try {
		return readFileSync(join(root, pathOf(mutant)), 'utf8').split(mutant.from).length - 1;
	} catch {
		return 0;
	}
}

/** Does the work while the mutant stands in the copy. */
export async function mutated<T>(
	folder: string,
	mutant: Mutant,
	work: (path: string) => Promise<T>,
): Promise<T> {
	const path = join(folder, pathOf(mutant));
	const original = readFileSync(path, 'utf8');
	writeFileSync(
		path,
		original.replace(mutant.from, () => mutant.to),
	);
	try {
		return await work(pathOf(mutant));
	} finally {
		writeFileSync(path, original);
	}
}
