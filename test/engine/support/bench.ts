/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { createHmac } from 'node:crypto';

import axios from 'axios';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import {
	startSimulator,
	type Generation,
	type Simulator,
	type SimulatorOptions,
} from '../../simulator';
import { wire, type Call } from '../../support/wire';
import { database } from './database';
import { Host } from './host';
import { Logs } from './logs';
import { N8n } from './n8n';
import type { WorkflowSetup } from './stored';

export const generations = ['v1', 'v3'] as const;

/** A fault of one call, for `simulator.fault`. */
export const at = (generation: Generation, call: Call) => {
	const [method, path] = wire[generation][call];
	return { method, path };
};

export interface Bench {
	simulator: Simulator;
	host: Host;
	logs: Logs;
	/** A workflow whose credential speaks the generation. */
	workflow(
		generation: Generation,
		parameters?: INodeParameters,
		setup?: Partial<WorkflowSetup>,
	): N8n;
	count(generation: Generation, call: Call): number;
}

/** A HeyGen, an n8n and its database for one test file, emptied before each test. */
export function bench(options: SimulatorOptions = {}): Bench {
	let workflows: N8n[] = [];
	const made = {
		workflow: (generation, parameters = {}, setup = {}) => {
			const n8n = new N8n({
				host: made.host,
				credentials: credentialsFor(made.simulator, generation),
				parameters: { events: ['avatar_video.success', 'avatar_video.fail'], ...parameters },
				...setup,
			});
			workflows.push(n8n);
			return n8n;
		},
		count: (generation, call) => {
			const { method, path } = at(generation, call);
			return made.simulator.count(method, path);
		},
	} as Bench;
	beforeAll(async () => {
		made.logs = new Logs();
		made.host = await new Host().open();
		made.simulator = await startSimulator({ timeScale: 0.000_02, ...options });
	});
	beforeEach(() => {
		made.simulator.reset();
		made.logs.clear();
		database.clear();
	});
	afterEach(() => {
		for (const { mistakes } of workflows) expect(mistakes).toBe(0);
		workflows = [];
		expect(made.logs.text).not.toContain(made.simulator.apiKey);
		expect(made.logs.text).not.toMatch(/whsec_/);
	});
	afterAll(async () => {
		await made.simulator.close();
		await made.host.close();
	});
	return made;
}

export const credentialsFor = ({ apiKey, url }: Simulator, apiVersion: Generation) => ({
	heyGenEventsApi: { apiKey, apiVersion, baseUrl: url },
});

/** Lower-case hex, made here and not by the code under test. */
export const signed = (body: Buffer, secret: string): string =>
	createHmac('sha256', secret).update(body).digest('hex');

export const bytes = (value: unknown): Buffer =>
	Buffer.from(typeof value === 'string' ? value : JSON.stringify(value), 'utf8');

export interface Answer {
	status: number;
	data: unknown;
}

export async function post(
	url: string,
	body: Buffer,
	headers: Record<string, string> = {},
): Promise<Answer> {
	const { status, data } = await axios.post<unknown>(url, body, {
		headers: { 'Content-Type': 'application/json', ...headers },
		validateStatus: () => true,
		timeout: 60_000,
	});
	return { status, data };
}

export const success = (id: string, more: IDataObject = {}) => ({
	event_type: 'avatar_video.success',
	event_data: { video_id: id, url: `https://files.example/${id}.mp4`, callback_id: null, ...more },
});

export const pause = async (ms: number): Promise<void> =>
	await new Promise((resolve) => setTimeout(resolve, ms));

/** What a promise was rejected with. */
export async function thrownBy(work: Promise<unknown>): Promise<Error> {
	const [result] = await Promise.allSettled([work]);
	if (result.status === 'fulfilled') throw new Error('nothing was thrown');
	return result.reason as Error;
}

/** Everything an error carries, as an execution's data would keep it. */
export const allOf = (error: Error): string =>
	JSON.stringify({ ...error, message: error.message, stack: error.stack, cause: error.cause });

/** HeyGen is down and says so: a Retry-After that nobody waits for. */
export const down = { kind: 'status', status: 503, retryAfter: 600, times: Infinity } as const;
