/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';

import axios from 'axios';
import type { IRunExecutionData } from 'n8n-workflow';

import { query, type Database } from '../e2e/support/database';
import { parseFlatted } from '../e2e/support/flatted';
import { afterName } from '../e2e/support/workflows';
import type { Subject } from './subjects';

const http = axios.create({
	proxy: false,
	validateStatus: () => true,
	httpAgent: new Agent({ keepAlive: true }),
});

let next = 0;

/** An event that was not there before. */
export const freshBody = (): string =>
	JSON.stringify({
		event_type: 'avatar_video.success',
		event_data: { video_id: `video-${next++}`, url: 'https://example.com/a.mp4' },
	});

export interface Sent {
	atMs: number;
	answeredMs: number;
	status: number;
}

export async function send(
	{ url }: Pick<Subject, 'url'>,
	body: string,
	signed: Record<string, string>,
): Promise<Sent> {
	const headers = { 'content-type': 'application/json', ...signed };
	const atMs = Date.now();
	const startedMs = performance.now();
	const { status } = await http.post(url, body, { headers });
	return { atMs, answeredMs: performance.now() - startedMs, status };
}

/** Everything that does not answer as it should spoils a figure. */
export function expectStatus(sent: Sent[], status: number): void {
	const other = sent.find((each) => each.status !== status);
	if (other !== undefined) throw new Error(`${other.status} in place of ${status}`);
}

const clockTicksPerSecond = 100;

/** User and system time of the process so far. Linux only: NaN elsewhere. */
export function cpuMs(pid: number | undefined): number {
	try {
		const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
		return ((Number(fields[11]) + Number(fields[12])) * 1_000) / clockTicksPerSecond;
	} catch {
		return NaN;
	}
}

/** When the node after the trigger began, in each of the latest executions, oldest first. */
export async function nextNodeMs(
	database: Database,
	workflowId: string,
	count: number,
): Promise<number[]> {
	const rows = await query<{ data: string }>(
		database,
		'SELECT d.data FROM execution_data d JOIN execution_entity e ON e.id = d."executionId" WHERE e."workflowId" = ? ORDER BY e.id DESC LIMIT ?',
		[workflowId, count],
	);
	return rows
		.map(({ data }) => {
			const { resultData } = parseFlatted(data) as IRunExecutionData;
			return resultData.runData[afterName]?.[0]?.startTime ?? NaN;
		})
		.reverse();
}
