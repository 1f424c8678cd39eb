/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */

/** How many seconds of a processor that took: the same on a quiet machine and on a busy one. */
export function cpuSecondsOf(work: () => void): number {
	const before = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1_000_000;
}
