/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Only Linux tells the most memory that a process has had. */
export const isTold = existsSync('/proc/self/status');

/** Resident memory in bytes: VmRSS now, VmHWM the most so far. */
function memoryOf(pid: number | undefined, field: 'VmRSS' | 'VmHWM'): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1_024;
}

export interface Growth {
	before: number;
	most: number;
	/** How much more memory the process had meanwhile, at most. */
	bytes: number;
}

/** Watches the memory of a process while something is done. */
export async function growthOf(
	pid: number | undefined,
	work: () => Promise<unknown>,
): Promise<Growth> {
	try {
		// Lets the most begin anew; a machine may not allow it, and then the figure is an upper bound.
		writeFileSync(`/proc/${pid}/clear_refs`, '5');
	} catch {
		// as above
	}
	const before = memoryOf(pid, 'VmRSS');
	await work();
	const most = memoryOf(pid, 'VmHWM');
	return { before, most, bytes: Math.max(most - before, 0) };
}
