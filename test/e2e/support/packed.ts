/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { run } from './command';
import { isAlive } from './lock';

interface Manifest {
	name: string;
	version: string;
	dependencies?: Record<string, string>;
	devDependencies?: Record<string, string>;
	peerDependencies?: Record<string, string>;
	optionalDependencies?: Record<string, string>;
}

interface Ledger {
	name: string;
	private: boolean;
	dependencies: Record<string, string>;
}

// what n8n takes out, so that npm installs neither development tools nor n8n itself
const strippedFields = ['devDependencies', 'peerDependencies', 'optionalDependencies'] as const;

const checkout = resolve(__dirname, '..', '..', '..');
let packed: Promise<string> | undefined;

/** Kept for as long as the process lives, because every file of a test run comes here anew. */
const packFolder = join(tmpdir(), `heygen-pack-${process.pid}`);

const findTarball = (folder: string): string | undefined =>
	existsSync(folder) ? readdirSync(folder).find((name) => name.endsWith('.tgz')) : undefined;

/** Jest lets nobody run at the end of its process, so the next one cleans up. */
function removeLeftOvers(): void {
	for (const name of readdirSync(tmpdir())) {
		const pid = /^heygen-pack-(\d+)$/.exec(name)?.[1];
		if (pid === undefined || isAlive(Number(pid))) continue;
		rmSync(join(tmpdir(), name), { recursive: true, force: true });
	}
}

async function pack(): Promise<string> {
	const ready = process.env.HEYGEN_E2E_TARBALL;
	if (ready !== undefined && existsSync(ready)) return ready;
	const before = findTarball(packFolder);
	if (before !== undefined) return join(packFolder, before);
	removeLeftOvers();
	mkdirSync(packFolder, { recursive: true });
	process.on('exit', () => rmSync(packFolder, { recursive: true, force: true }));
	const gulp = join(checkout, 'node_modules', 'gulp', 'bin', 'gulp.js');
	await run(process.execPath, [gulp, 'build'], { cwd: checkout, label: 'building the package' });
	const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', packFolder];
	const name = (await run('npm', args, { cwd: checkout })).trim().split('\n').at(-1) ?? '';
	return join(packFolder, name);
}

/** The tarball that npm would publish, built once a process; HEYGEN_E2E_TARBALL gives a finished one. */
export async function packCheckout(): Promise<string> {
	packed ??= pack();
	return await packed;
}

const readJson = <Content>(file: string): Content => JSON.parse(readFileSync(file, 'utf8'));
const writeJson = (file: string, content: unknown): void =>
	writeFileSync(file, JSON.stringify(content, null, 2));

async function installDependencies(folder: string, manifest: Manifest): Promise<void> {
	// n8n runs npm always; without dependencies that does nothing for a second
	if (Object.keys(manifest.dependencies ?? {}).length === 0) return;
	const options = ['--audit=false', '--fund=false', '--bin-links=false', '--package-lock=false'];
	await run('npm', ['install', ...options, '--install-strategy=shallow', '--ignore-scripts=true'], {
		cwd: folder,
	});
}

function addToLedger(nodesFolder: string, { name, version }: Manifest): void {
	const file = join(nodesFolder, 'package.json');
	const ledger: Ledger = existsSync(file)
		? readJson<Ledger>(file)
		: { name: 'installed-nodes', private: true, dependencies: {} };
	writeJson(file, { ...ledger, dependencies: { ...ledger.dependencies, [name]: version } });
}

/**
 * Does to the user folder what n8n does for Settings > Community nodes > Install, with a file in place of the
 * registry (n8n takes another registry only with a license).
 * Source: n8n/dist/modules/community-packages/community-packages.service.js, downloadPackage()
 */
export async function installPackage(tarball: string, userFolder: string): Promise<void> {
	const nodesFolder = join(userFolder, '.n8n', 'nodes');
	mkdirSync(nodesFolder, { recursive: true });
	const unpacked = mkdtempSync(join(nodesFolder, 'unpack-'));
	await run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1'], { cwd: nodesFolder });
	const manifest = readJson<Manifest>(join(unpacked, 'package.json'));
	const folder = join(nodesFolder, 'node_modules', manifest.name);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(resolve(folder, '..'), { recursive: true });
	renameSync(unpacked, folder);
	const stripped = { ...manifest };
	for (const field of strippedFields) delete stripped[field];
	writeJson(join(folder, 'package.json'), stripped);
	await installDependencies(folder, stripped);
	addToLedger(nodesFolder, stripped);
}
