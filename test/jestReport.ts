/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs beside n8n, not inside it */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { isObject, type JsonObject } from '../nodes/HeyGen/narrow';

/** A program of node_modules, with its output where it belongs. @returns whether it succeeded */
export async function runBin(
	name: string,
	args: string[],
	env: NodeJS.ProcessEnv = process.env,
): Promise<boolean> {
	const child = spawn(join('node_modules', '.bin', name), args, {
		stdio: 'inherit',
		shell: process.platform === 'win32',
		env,
	});
	const [code] = (await once(child, 'exit')) as [number | null];
	return code === 0;
}

/** @returns what jest wrote with --json; undefined when it wrote nothing */
export async function runJest(
	args: string[],
	env: NodeJS.ProcessEnv = process.env,
): Promise<{ report: unknown; succeeded: boolean }> {
	const folder = mkdtempSync(join(tmpdir(), 'heygen-jest-'));
	const file = join(folder, 'result.json');
	const succeeded = await runBin('jest', ['--json', '--outputFile', file, ...args], env);
	const report: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
	rmSync(folder, { recursive: true, force: true });
	return { report, succeeded };
}

const objectsIn = (value: unknown): JsonObject[] =>
	Array.isArray(value) ? value.filter(isObject) : [];

const filesIn = (report: unknown): JsonObject[] =>
	objectsIn(isObject(report) ? report.testResults : undefined);

/** The tests of all files of such a report. */
export const testsIn = (report: unknown): JsonObject[] =>
	filesIn(report).flatMap((file) => objectsIn(file.assertionResults));

export interface Counts {
	passed: number;
	failed: number;
}

/** A run that ends without saying how many tests there were counts as one that failed. */
export function countsOf(report: unknown, succeeded: boolean): Counts {
	const counted = isObject(report) ? report : {};
	const failed =
		Number(counted.numFailedTests ?? 0) + Number(counted.numRuntimeErrorTestSuites ?? 0);
	return {
		passed: Number(counted.numPassedTests ?? 0),
		failed: succeeded ? failed : Math.max(failed, 1),
	};
}

/** How long the files of a project took, one after the other. */
export function secondsOf(report: unknown, project: string): number {
	const folder = join('test', project, '/');
	const ms = filesIn(report)
		.filter(({ name }) => String(name).includes(folder))
		.reduce((sum, { startTime, endTime }) => sum + Number(endTime) - Number(startTime), 0);
	return Math.round(ms / 1_000);
}
