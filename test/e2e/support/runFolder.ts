/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { isAlive } from './lock';

const folder = join(tmpdir(), `heygen-run-${process.pid}`);

/** Jest lets nobody run at the end of its process, so the next one cleans up. */
function removeLeftOvers(): void {
	for (const name of readdirSync(tmpdir())) {
		const pid = /^heygen-run-(\d+)\b/.exec(name)?.[1];
		if (pid === undefined || isAlive(Number(pid))) continue;
		rmSync(join(tmpdir(), name), { recursive: true, force: true, maxRetries: 3 });
	}
}

/** What all test files of a process share, though each of them loads every module anew. */
export function runFolder(): string {
	if (mkdirSync(folder, { recursive: true }) !== undefined) {
		removeLeftOvers();
		process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
	}
	return folder;
}
