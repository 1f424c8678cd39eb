/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import type { ChildProcess } from 'node:child_process';
import { appendFileSync } from 'node:fs';

export const running = new Set<ChildProcess>();

export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch {
		// it has ended by itself
	}
}

process.on('exit', () => running.forEach((child) => signalGroup(child, 'SIGKILL')));

export const hasEnded = (child: ChildProcess): boolean =>
	child.exitCode !== null || child.signalCode !== null;

export async function ended(child: ChildProcess): Promise<void> {
	if (hasEnded(child)) return;
	await new Promise((resolve) => child.once('exit', resolve));
}

/** A line for each start of a whole n8n, in the file that the run of all tests counts them in. */
export function countStart(): void {
	const file = process.env.HEYGEN_N8N_STARTS;
	if (file !== undefined) appendFileSync(file, `${new Date().toISOString()}\n`);
}
