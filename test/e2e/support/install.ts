/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { ensureCached } from './cache';
import { ensureSqlite } from './sqlite';
import { ensureVersion } from './versions';

export interface Installed {
	/** holds node_modules */
	folder: string;
	/** the Node.js that this n8n needs, whatever runs the tests */
	node: string;
	/** n8n's own start script */
	n8n: string;
}

const neededMajor = 24;
const packagedNode = `node_modules/node-${process.platform}-${process.arch}/bin/node`;

function findNode(folder: string): string {
	const own = Number(process.versions.node.split('.')[0]) >= neededMajor ? process.execPath : '';
	const candidates = [process.env.HEYGEN_E2E_NODE ?? '', join(folder, packagedNode), own];
	const found = candidates.find((candidate) => candidate !== '' && existsSync(candidate));
	if (found === undefined) {
		throw new Error(
			`n8n needs Node.js ${neededMajor}: run the tests with it, or set HEYGEN_E2E_NODE to its binary`,
		);
	}
	return found;
}

/** The version that HEYGEN_E2E_N8N names, from versions.ts; undefined is the one of test/e2e/package.json. */
export const chosenVersion = (): string | undefined => process.env.HEYGEN_E2E_N8N || undefined;

/** The n8n that the end-to-end tests run, from the cache, put there first when it is missing. */
export async function ensureInstalled(): Promise<Installed> {
	const version = chosenVersion();
	const folder =
		version === undefined
			? await ensureCached(
					resolve(__dirname, '..'),
					'installing n8n, once (3 GB, about 4 minutes)',
					async (fresh) => await ensureSqlite(findNode(fresh), fresh),
				)
			: await ensureVersion(version);
	const node = version === undefined ? findNode(folder) : join(folder, packagedNode);
	return { folder, node, n8n: join(folder, 'node_modules', 'n8n', 'bin', 'n8n') };
}
