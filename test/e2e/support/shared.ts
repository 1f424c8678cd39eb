/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { toolsAllowed } from './agent';
import { cacheFolder } from './cache';
import type { Environment } from './environment';
import { isAlive } from './lock';
import { N8n, type Whereabouts } from './n8n';
import { packCheckout } from './packed';
import { renew } from './renewal';
import { N8nApi } from './rest';
import { runFolder } from './runFolder';
import { Session } from './session';

/** An n8n, and its owner's session. */
export interface Running {
	n8n: N8n;
	api: N8nApi;
}

interface State extends Whereabouts {
	cookie: string;
	/** Since when it has the package as it is. */
	packedMs: number;
}

/** With the editor, and with what the tests of single files want of n8n. */
const env: Environment = {
	...toolsAllowed,
	// n8n tries an activation that fails five times within 84 s: all that fail are tried at once
	N8N_WORKFLOW_PUBLICATION_CONCURRENCY: '20',
};

/** Of an n8n that is kept running between runs, see keep.ts. */
export const keptFile = (): string => join(cacheFolder(), 'kept.json');

/** @param isKept whether the package may have been changed since n8n was started */
async function attach(file: string, isKept = false): Promise<Running | undefined> {
	if (!existsSync(file)) return undefined;
	const state = JSON.parse(readFileSync(file, 'utf8')) as State;
	if (!isAlive(state.pid)) return undefined;
	const n8n = await N8n.attach(state);
	const { cookie } = state;
	if (isKept) {
		const packedMs = await renew(n8n, state.packedMs);
		writeFileSync(file, JSON.stringify({ ...state, packedMs }));
	}
	return { n8n, api: new N8nApi(n8n.url, new Session(n8n.url, cookie)) };
}

/** @param file by which others find it */
export async function startShared(file: string, more: Environment = {}): Promise<Running> {
	const userFolder = file.replace(/\.json$/, '');
	const packedMs = Date.now();
	const tarball = await packCheckout();
	const n8n = await N8n.start({ tarball, userFolder, env: { ...env, ...more } });
	const api = await N8nApi.setUp(n8n.url);
	const { cookie } = api.session;
	writeFileSync(file, JSON.stringify({ ...n8n.whereabouts, cookie, packedMs } satisfies State));
	return { n8n, api };
}

/**
 * The n8n that nobody restarts: one for all test files of a run. The first file that asks starts it, and it
 * ends with the process. A single file takes the one that is kept running between runs, if there is one.
 */
export async function sharedN8n(): Promise<Running> {
	// a run of all tests brings the tarball, and an n8n of its own
	const kept = process.env.HEYGEN_E2E_TARBALL ? undefined : await attach(keptFile(), true);
	if (kept !== undefined) return kept;
	const file = join(runFolder(), 'shared.json');
	const there = await attach(file);
	if (there !== undefined) return there;
	const started = await startShared(file);
	started.n8n.unref();
	return started;
}
