/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { testsIn } from '../jestReport';

type Verdict = 'passed' | 'failed' | 'pending';

/** Of one version of n8n: each check, and how it ended with each generation of HeyGen's API. */
export interface VersionResult {
	node: string;
	checks: Record<string, Record<string, Verdict>>;
}

export const resultFile = join(__dirname, 'results.json');

export function readResults(): Record<string, VersionResult> {
	if (!existsSync(resultFile)) return {};
	const results: Record<string, VersionResult> = JSON.parse(readFileSync(resultFile, 'utf8'));
	return results;
}

/** The table in docs/versions.md is made from this file. What was not tried this time stays as it was. */
export function keepResult(version: string, result: VersionResult): void {
	const before = readResults();
	const checks = { ...before[version]?.checks, ...result.checks };
	const all = { ...before, [version]: { ...result, checks } };
	writeFileSync(resultFile, `${JSON.stringify(all, null, '\t')}\n`);
}

const verdictOf = (status: unknown): Verdict =>
	status === 'passed' || status === 'pending' ? status : 'failed';

/**
 * What jest wrote with --json, as checks.
 * @param checkOf the row and the column of a test; undefined leaves it out
 */
export function checksOf(
	report: unknown,
	checkOf: (title: string, ancestors: string[]) => [string, string] | undefined,
): VersionResult['checks'] {
	const checks: VersionResult['checks'] = {};
	for (const test of testsIn(report)) {
		const ancestors = Array.isArray(test.ancestorTitles) ? test.ancestorTitles.map(String) : [];
		const place = checkOf(String(test.title), ancestors);
		if (place === undefined) continue;
		const [check, column] = place;
		const verdict = verdictOf(test.status);
		const before = checks[check]?.[column];
		checks[check] = { ...checks[check], [column]: before === 'failed' ? before : verdict };
	}
	return checks;
}
