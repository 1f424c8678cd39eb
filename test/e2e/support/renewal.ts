/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { run, say } from './command';
import type { N8n } from './n8n';
import { packCheckout } from './packed';
import { until } from './until';
import { packageName } from './workflows';

const checkout = resolve(__dirname, '..', '..', '..');
const quietMs = 2_000;

/** n8n watches the files of its packages. */
export const reloading = { N8N_DEV_RELOAD: 'true' };

/** When a file of the package was changed last. */
function changedMs(): number {
	const files = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(join(checkout, folder), { recursive: true, withFileTypes: true }),
	);
	return Math.max(
		...files.map(({ parentPath, name }) => statSync(join(parentPath, name)).mtimeMs),
		statSync(join(checkout, 'package.json')).mtimeMs,
	);
}

/**
 * Puts the package as it is now into an n8n that runs, when it was changed since.
 * @returns since when n8n has it
 */
export async function renew(n8n: N8n, packedMs: number): Promise<number> {
	if (changedMs() <= packedMs) return packedMs;
	const nowMs = Date.now();
	const tarball = await packCheckout();
	const reloads = (): number => n8n.log.split(`Hot reload triggered for ${packageName}`).length - 1;
	let seen = reloads();
	const before = seen;
	const folder = join(n8n.userFolder, '.n8n', 'nodes', 'node_modules', packageName);
	await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'], { cwd: folder });
	await until('n8n to load the package again', async () => {
		const count = reloads();
		const isDone = count > before && count === seen;
		seen = count;
		if (!isDone) await sleep(quietMs);
		return isDone || undefined;
	});
	say('n8n has loaded the package as it is now');
	return nowMs;
}
