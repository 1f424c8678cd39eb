/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs beside n8n, not inside it */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { Mutant } from './mutant';

/** What `npm test` runs. */
const projects = ['unit', 'engine'] as const;
type Project = (typeof projects)[number];

export interface Noticed {
	by: Project;
	/** The first test that failed. */
	test: string;
}

/**
 * Runs tests until one fails: the nearest, then all of the unit project that load the file, then
 * the engine project.
 * @param path of the changed file in the copy
 * @param isNearOnly leaves out all but the nearest
 * @throws when a test file can't be loaded: that says nothing about the mutant
 */
export function whoNotices(
	folder: string,
	path: string,
	{ near }: Mutant,
	isNearOnly: boolean,
): Noticed | undefined {
	const nearest = projects.map((project) => {
		const paths = near.filter((each) => each.startsWith(`${project}/`));
		return { project, args: paths.map((each) => fileOrFolder(folder, each)) };
	});
	const rest = [
		{ project: 'unit', args: ['--findRelatedTests', path] },
		{ project: 'engine', args: ['test/engine'] },
	] as const;
	for (const { project, args } of isNearOnly ? nearest : [...nearest, ...rest]) {
		const test = args.length === 0 ? undefined : firstFailure(folder, project, args);
		if (test !== undefined) return { by: project, test };
	}
	return undefined;
}

/** jest takes paths for patterns: waiting would be waitingAsks too. */
function fileOrFolder(folder: string, near: string): string {
	const file = `test/${near}.test.ts`;
	return existsSync(join(folder, file)) ? file : `test/${near}/`;
}

/** A failure of a test in jest's own words: '● title'. */
const failure = /^\s*● (.+)$/m;

function firstFailure(
	folder: string,
	project: Project,
	args: readonly string[],
): string | undefined {
	const options = ['--selectProjects', project, '--runInBand', '--bail', '--passWithNoTests'];
	const { status, stderr } = spawnSync(
		process.execPath,
		['node_modules/jest/bin/jest.js', ...args, ...options],
		{ cwd: folder, encoding: 'utf8', maxBuffer: Infinity, stdio: ['ignore', 'ignore', 'pipe'] },
	);
	if (status === 0) return undefined;
	const [, test = 'nothing'] = failure.exec(stderr) ?? [];
	if (test !== 'nothing' && test !== 'Test suite failed to run') return test;
	throw new Error(`jest failed without a test that did: ${stderr.slice(0, 1_000)}`);
}
