/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureChromium, findChromium } from './editor/support/chromium';
import { ensureInstalled } from './e2e/support/install';
import { packCheckout } from './e2e/support/packed';
import { installServers, missingServers } from './e2e/support/servers';
import { countsOf, runBin, runJest, secondsOf, type Counts } from './jestReport';

/** The projects of jest.config.js: `tsx test/run.ts e2e editor` runs these, `all` runs each. */
const quick = ['unit', 'engine'];
const long = ['long', 'simulator'];
/**
 * With a real n8n, for which a test mostly waits: these groups run side by side. The files of a group run in one
 * process, one after the other, and may share what it started.
 */
const real = [
	['queue', 'restarts'],
	['e2e', 'editor'],
];
const withN8n = real.flat();
const all = [...quick, ...long, ...withN8n];
/** These look at the package as it is built. */
const ofBuilt = ['engine', ...withN8n];

/** A start of n8n costs 20 CPU seconds. A new test takes an n8n that is running. */
const mostStarts = 30;
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const took = new Map<string, number>();

/** Without tests there is nothing to count. */
async function run(projects: string[], more: string[]): Promise<Counts> {
	if (projects.length === 0) return { passed: 0, failed: 0 };
	const fromMs = Date.now();
	const { report, succeeded } = await runJest([...more, '--selectProjects', ...projects]);
	const seconds = Math.round((Date.now() - fromMs) / 1_000);
	for (const project of projects) {
		took.set(project, projects.length === 1 ? seconds : secondsOf(report, project));
	}
	return countsOf(report, succeeded);
}

const sum = (counts: Counts[]): Counts => ({
	passed: counts.reduce((total, { passed }) => total + passed, 0),
	failed: counts.reduce((total, { failed }) => total + failed, 0),
});

const without = (projects: string[], left: string): string[] =>
	projects.filter((project) => project !== left);

/** A machine without a browser can still run the rest. CI must not leave anything out. */
function withBrowser(projects: string[], isNeeded: boolean): string[] {
	if (!projects.includes('editor') || findChromium() !== undefined) return projects;
	if (isNeeded) {
		ensureChromium();
		return projects;
	}
	say('The editor tests are left out: no Chromium was found (npm run test:editor installs it).');
	return without(projects, 'editor');
}

/** Likewise without PostgreSQL or Redis, where they can't be installed. */
async function withServers(projects: string[], isNeeded: boolean): Promise<string[]> {
	if (!projects.includes('queue')) return projects;
	const installing = installServers();
	await (isNeeded ? installing : installing.catch(() => undefined));
	const missing = missingServers().join(' and ');
	if (missing === '') return projects;
	if (isNeeded) throw new Error(`Queue mode needs ${missing}: install it, or see CONTRIBUTING.md.`);
	say(`The tests of queue mode are left out: ${missing} was not found (npm run test:queue).`);
	return without(projects, 'queue');
}

const linesIn = (file: string): number =>
	existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean).length : 0;

const among = (some: string[], projects: string[]): string[] =>
	some.filter((project) => projects.includes(project));

/** Each start of n8n leaves a line in a file. */
async function runReal(wanted: string[], isAll: boolean): Promise<Counts> {
	await ensureInstalled();
	// Packed once: jest would do it again for every file.
	process.env.HEYGEN_E2E_TARBALL ??= await packCheckout();
	const folder = mkdtempSync(join(tmpdir(), 'heygen-starts-'));
	const file = join(folder, 'starts');
	process.env.HEYGEN_N8N_STARTS = file;
	const counts = await Promise.all(
		// what a test that fails leaves open is no reason to wait for ever
		real.map(async (group) => await run(among(group, wanted), ['--runInBand', '--forceExit'])),
	);
	const starts = linesIn(file);
	rmSync(folder, { recursive: true, force: true });
	say(`n8n was started ${starts} times.`);
	if (!isAll || starts <= mostStarts) return sum(counts);
	say(`More than ${mostStarts} starts of n8n: let tests share one.`);
	return sum([...counts, { passed: 0, failed: 1 }]);
}

async function main(): Promise<void> {
	const named = process.argv.slice(2);
	const isAll = named.includes('all');
	const unknown = named.find((name) => name !== 'all' && !all.includes(name));
	if (unknown !== undefined) throw new Error(`There is no project ${unknown}: ${all.join(', ')}`);
	const chosen = isAll ? all : all.filter((name) => named.includes(name));
	const isNeeded = !isAll || process.env.CI === 'true';
	const wanted = withBrowser(chosen.length > 0 ? chosen : quick, isNeeded);
	const projects = await withServers(wanted, isNeeded);
	const isBuilt = projects.some((project) => ofBuilt.includes(project));
	if (isBuilt && !(await runBin('gulp', ['build'])))
		throw new Error('The package could not be built.');
	// Together: two processes load n8n-core once, and one waits less for the other.
	const counts = [await run(among([...quick, ...long], projects), ['--maxWorkers', '2'])];
	const needN8n = among(withN8n, projects);
	if (needN8n.length > 0) counts.push(await runReal(needN8n, isAll));
	const { passed, failed } = sum(counts);
	for (const [project, seconds] of took) say(`${project}: ${seconds} s`);
	process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
	say(`\n${passed} passed, ${failed} failed`);
}

main().catch((error: unknown) => {
	say(error instanceof Error ? error.message : String(error));
	say('\n0 passed, 1 failed');
	process.exitCode = 1;
});
