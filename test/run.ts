/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { ensureChromium, findChromium } from './editor/support/chromium';
import { ensureInstalled } from './e2e/support/install';
import { packCheckout } from './e2e/support/packed';
import { installServers, missingServers } from './e2e/support/servers';
import { isObject } from '../nodes/HeyGen/narrow';
import { runBin, runJest, testsIn } from './jestReport';

/** Everything, or the projects that are named: `tsx test/run.ts e2e editor`. */
const all = ['unit', 'engine', 'e2e', 'editor', 'queue'];
const say = (text: string): void => void process.stdout.write(`${text}\n`);

interface Counts {
	passed: number;
	failed: number;
	/** Names of tests that failed once and passed then. */
	late: string[];
}

/** More than these are no longer a busy machine. */
const mostLate = 2;

/** A run that ends without saying how many tests there were counts as one that failed. */
function jest(projects: string[], more: string[]): Counts {
	if (projects.length === 0) return { passed: 0, failed: 0, late: [] };
	const { report, succeeded } = runJest([...more, '--selectProjects', ...projects]);
	const counted = isObject(report) ? report : {};
	const late = testsIn(report)
		.filter(({ status, invocations }) => status === 'passed' && Number(invocations) > 1)
		.map(({ fullName }) => String(fullName));
	const passed = Number(counted.numPassedTests ?? 0);
	const failed =
		Number(counted.numFailedTests ?? 0) + Number(counted.numRuntimeErrorTestSuites ?? 0);
	return { passed, failed: succeeded ? failed : Math.max(failed, 1), late };
}

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

async function main(): Promise<void> {
	const named = process.argv.slice(2).filter((name) => all.includes(name));
	const isNeeded = named.length > 0 || process.env.CI === 'true';
	const wanted = withBrowser(named.length > 0 ? named : all, isNeeded);
	const projects = await withServers(wanted, isNeeded);
	const quick = projects.filter((project) => ['unit', 'engine'].includes(project));
	const real = projects.filter((project) => ['e2e', 'editor', 'queue'].includes(project));
	if (!runBin('gulp', ['build'])) throw new Error('The package could not be built.');
	const counts = [jest(quick, ['--maxWorkers', '2'])];
	if (real.length > 0) {
		await ensureInstalled();
		// Packed once: jest would do it again for every file.
		process.env.HEYGEN_E2E_TARBALL ??= await packCheckout();
		counts.push(jest(real, ['--runInBand']));
	}
	const passed = counts.reduce((sum, count) => sum + count.passed, 0);
	const late = counts.flatMap((count) => count.late);
	for (const name of late) say(`Passed only at its second try, see above: ${name}`);
	const failed =
		counts.reduce((sum, count) => sum + count.failed, 0) + Math.max(0, late.length - mostLate);
	process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
	say(`\n${passed} passed, ${failed} failed`);
}

main().catch((error: unknown) => {
	say(error instanceof Error ? error.message : String(error));
	say('\n0 passed, 1 failed');
	process.exitCode = 1;
});
