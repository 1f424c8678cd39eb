/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { run, say } from './command';
import { withLock } from './lock';

const files = ['package.json', 'package-lock.json'];

/** `~/.cache/n8n-nodes-heygen-events`, or where HEYGEN_E2E_CACHE points. */
export function cacheFolder(): string {
	const base = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
	return process.env.HEYGEN_E2E_CACHE ?? join(base, 'n8n-nodes-heygen-events');
}

function folderOf(source: string): string {
	const hash = createHash('sha256');
	for (const file of files) hash.update(readFileSync(join(source, file)));
	return join(cacheFolder(), hash.digest('hex').slice(0, 16));
}

type Step = (folder: string) => Promise<void>;

/** Step 1. What an interrupted attempt left cannot be trusted; npm's own cache makes the second one quick. */
async function once(folder: string, download: Step): Promise<void> {
	const done = join(folder, '.downloaded');
	if (existsSync(done)) return;
	rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
	await download(folder);
	writeFileSync(done, '');
}

/**
 * A folder of the cache that is filled once, by one process of the machine.
 * @param download step 1, begun anew when it was interrupted
 * @param finish step 2, before the folder counts as ready
 */
export async function ensureFilled(folder: string, download: Step, finish: Step): Promise<string> {
	const ready = join(folder, '.ready');
	if (existsSync(ready)) return folder;
	mkdirSync(folder, { recursive: true });
	await withLock(`${folder}.lock`, async () => {
		if (existsSync(ready)) return;
		await once(folder, download);
		await finish(folder);
		// last, because it vouches for everything before it
		writeFileSync(ready, '');
		say(`ready in ${folder}`);
	});
	return folder;
}

export const npmOptions = ['--ignore-scripts', '--no-audit', '--no-fund'];

/**
 * What a package.json and its lock file ask for, installed outside the checkout, once for each
 * content of the two.
 * @param finish step 2, before the install counts as ready
 * @returns the folder that holds node_modules
 */
export async function ensureCached(
	source: string,
	label: string,
	finish: Step = async () => {},
): Promise<string> {
	const download = async (folder: string): Promise<void> => {
		for (const file of files) copyFileSync(join(source, file), join(folder, file));
		await run('npm', ['ci', '--prefix', folder, ...npmOptions], { cwd: folder, label });
	};
	return await ensureFilled(folderOf(source), download, finish);
}
