/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { run, say } from './command';
import { withLock } from './lock';

const files = ['package.json', 'package-lock.json'];

/** `~/.cache/n8n-nodes-heygen-events`, or where HEYGEN_E2E_CACHE points. */
function cacheFolder(): string {
	const base = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
	return process.env.HEYGEN_E2E_CACHE ?? join(base, 'n8n-nodes-heygen-events');
}

function folderOf(source: string): string {
	const hash = createHash('sha256');
	for (const file of files) hash.update(readFileSync(join(source, file)));
	return join(cacheFolder(), hash.digest('hex').slice(0, 16));
}

/** Step 1. What an interrupted attempt left cannot be trusted; npm's own cache makes the second one quick. */
async function download(source: string, folder: string, label: string): Promise<void> {
	const done = join(folder, '.downloaded');
	if (existsSync(done)) return;
	rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
	for (const file of files) copyFileSync(join(source, file), join(folder, file));
	const args = ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'];
	await run('npm', args, { cwd: folder, label });
	writeFileSync(done, '');
}

/**
 * What a package.json and its lock file ask for, installed outside the checkout, once for each
 * content of the two.
 * @param finish step 2, before the install counts as ready
 * @returns the folder that holds node_modules
 */
export async function ensureCached(
	source: string,
	label: string,
	finish: (folder: string) => Promise<void> = async () => {},
): Promise<string> {
	const folder = folderOf(source);
	const ready = join(folder, '.ready');
	if (existsSync(ready)) return folder;
	mkdirSync(folder, { recursive: true });
	await withLock(`${folder}.lock`, async () => {
		if (existsSync(ready)) return;
		await download(source, folder, label);
		await finish(folder);
		// last, because it vouches for everything before it
		writeFileSync(ready, '');
		say(`ready in ${folder}`);
	});
	return folder;
}
