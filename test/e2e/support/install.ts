/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { ensureCached } from './cache';
import { ensureSqlite } from './sqlite';

export interface Installed {
	/** Node.js 24, which n8n needs whatever runs the tests */
	node: string;
	/** n8n's own start script */
	n8n: string;
}

const neededMajor = 24;

function findNode(folder: string): string {
	const packaged = `node_modules/node-${process.platform}-${process.arch}/bin/node`;
	const own = Number(process.versions.node.split('.')[0]) >= neededMajor ? process.execPath : '';
	const candidates = [process.env.HEYGEN_E2E_NODE ?? '', join(folder, packaged), own];
	const found = candidates.find((candidate) => candidate !== '' && existsSync(candidate));
	if (found === undefined) {
		throw new Error(
			`n8n needs Node.js ${neededMajor}: run the tests with it, or set HEYGEN_E2E_NODE to its binary`,
		);
	}
	return found;
}

/** The n8n that the end-to-end tests run, from the cache, put there first when it is missing. */
export async function ensureInstalled(): Promise<Installed> {
	const folder = await ensureCached(
		resolve(__dirname, '..'),
		'installing n8n, once (3 GB, about 4 minutes)',
		async (fresh) => await ensureSqlite(findNode(fresh), fresh),
	);
	return { node: findNode(folder), n8n: join(folder, 'node_modules', 'n8n', 'bin', 'n8n') };
}
