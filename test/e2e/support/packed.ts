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
import { join, resolve } from 'node:path';

import { run } from './command';
import { runFolder } from './runFolder';

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

const findTarball = (folder: string): string | undefined =>
	readdirSync(folder).find((name) => name.endsWith('.tgz'));

async function pack(): Promise<string> {
	const ready = process.env.HEYGEN_E2E_TARBALL;
	if (ready !== undefined && existsSync(ready)) return ready;
	const folder = runFolder();
	const before = findTarball(folder);
	if (before !== undefined) return join(folder, before);
	const gulp = join(checkout, 'node_modules', 'gulp', 'bin', 'gulp.js');
	await run(process.execPath, [gulp, 'build'], { cwd: checkout, label: 'building the package' });
	const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
	const name = (await run('npm', args, { cwd: checkout })).trim().split('\n').at(-1) ?? '';
	return join(folder, name);
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
