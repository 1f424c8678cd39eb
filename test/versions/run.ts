/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { packCheckout } from '../e2e/support/packed';
import { installServers, missingServers } from '../e2e/support/servers';
import { ensureVersion, versions } from '../e2e/support/versions';
import { countsOf, runJest } from '../jestReport';
import { checksOf, keepResult, type VersionResult } from './results';

/**
 * The core of the end-to-end tests on other versions of n8n, all or those that are named, and the core of
 * queue mode on three of them: `npm run test:versions -- 2.20.12`. `--core`, `--queue` and `--packages` leave
 * out everything else. What comes out is kept for the table in docs/versions.md (npm run generate).
 */
const withQueue = ['1.123.81', '2.20.12', '2.41.3'];
/** What n8n does with packages, and beside HeyGen's own one: for the versions that know all of it. */
const withPackages = ['2.41.1', '2.41.3'];
const parts = ['core', 'queue', 'packages'] as const;
type Part = (typeof parts)[number];
const isOnly = (part: Part): boolean => process.argv.includes(`--${part}`);
const queueCheck = 'Queue mode';
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Runs a project of jest on that version, and gives its report; undefined when there is none. */
async function jest(version: string, project: string, more: string[] = []): Promise<unknown> {
	const args = ['--runInBand', ...more, '--selectProjects', project];
	const env = { ...process.env, HEYGEN_E2E_N8N: version, HEYGEN_QUEUE: 'core' };
	return (await runJest(args, env)).report;
}

const only = (files: string): string[] => ['--testPathPatterns', files];

type Checks = VersionResult['checks'];

async function coreChecks(version: string): Promise<Checks> {
	const report = await jest(version, 'versions', only('(core|types)[.]test'));
	return checksOf(report, (title, [generation = 'v3']) => [title, generation]);
}

async function queueChecks(version: string): Promise<Checks> {
	const report = await jest(version, 'queue', only('queue[.]test'));
	return checksOf(report, (_title, ancestors) => [
		queueCheck,
		ancestors.some((each) => each.endsWith('API v1')) ? 'v1' : 'v3',
	]);
}

/** These are no rows of the table: the documents say what they show. */
async function passPackages(version: string): Promise<boolean> {
	const report = await jest(version, 'versions', only('install|beside|offload|addresses'));
	const counts = countsOf(report, true);
	return counts.passed > 0 && counts.failed === 0;
}

const wants = (part: Part): boolean => isOnly(part) || !parts.some(isOnly);

async function tryVersion(version: string): Promise<boolean> {
	await ensureVersion(version);
	const core = wants('core') ? await coreChecks(version) : {};
	const queue = withQueue.includes(version) && wants('queue') ? await queueChecks(version) : {};
	const checks = { ...core, ...queue };
	if (Object.keys(checks).length > 0) {
		keepResult(version, { node: versions[version] ?? '', checks });
	}
	const tellsPackages = withPackages.includes(version) && wants('packages');
	const passed = tellsPackages ? await passPackages(version) : Object.keys(checks).length > 0;
	const verdicts = Object.values(checks).flatMap((each) => Object.values(each));
	return passed && !verdicts.includes('failed');
}

async function main(): Promise<void> {
	const named = process.argv.slice(2).filter((name) => !name.startsWith('--'));
	const few = isOnly('queue') ? withQueue : withPackages;
	const all = isOnly('queue') || isOnly('packages') ? few : Object.keys(versions);
	const wanted = named.length > 0 ? named : all;
	if (!isOnly('core')) await installServers();
	const missing = isOnly('core') ? '' : missingServers().join(' and ');
	if (missing !== '') say(`Queue mode will fail: ${missing} was not found.`);
	process.env.HEYGEN_E2E_TARBALL ??= await packCheckout();
	const failed: string[] = [];
	for (const version of wanted) if (!(await tryVersion(version))) failed.push(version);
	process.exitCode = failed.length > 0 ? 1 : 0;
	say(failed.length > 0 ? `failed on n8n ${failed.join(', ')}` : `passed on ${wanted.join(', ')}`);
}

main().catch((error: unknown) => {
	say(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
});
