/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { say } from './command';

const pollMs = 1_000;
const saidEvery = 10;

export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

function take(file: string): boolean {
	try {
		writeFileSync(file, String(process.pid), { flag: 'wx' });
		return true;
	} catch {
		return false;
	}
}

/** Removes a lock whose owner died. An empty file is one being written right now. */
function dropStale(file: string): void {
	try {
		const pid = Number(readFileSync(file, 'utf8'));
		if (pid > 0 && !isAlive(pid)) rmSync(file, { force: true });
	} catch {
		// gone meanwhile: the next attempt takes it
	}
}

/** Runs `work` while no other process of this machine does, and survives an owner that was killed. */
export async function withLock<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
	mkdirSync(dirname(file), { recursive: true });
	for (let attempt = 0; !take(file); attempt++) {
		if (attempt % saidEvery === 0) say(`waiting for another process (${file})`);
		dropStale(file);
		await sleep(pollMs);
	}
	try {
		return await work();
	} finally {
		rmSync(file, { force: true });
	}
}
