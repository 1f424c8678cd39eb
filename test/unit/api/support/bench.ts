import type { ApiVersion, Connection } from '../../../../nodes/HeyGen/api/connection';
import { failureOf } from '../../../../nodes/HeyGen/api/errors';
import type { Failure } from '../../../../nodes/HeyGen/api/failure';
import { heyGenRequest, type HeyGenRequest } from '../../../../nodes/HeyGen/api/request';
import type { RetryPolicy } from '../../../../nodes/HeyGen/api/retryPolicy';
import type { WebhookApi } from '../../../../nodes/HeyGen/api/webhooks/contract';
import { webhookApi } from '../../../../nodes/HeyGen/api/webhooks/webhookApi';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../../simulator';
import { connectionTo } from './n8n';

export interface Bench {
	simulator: Simulator;
	connect(version: ApiVersion, policy?: Partial<RetryPolicy>): Promise<Connection>;
	api(version: ApiVersion, policy?: Partial<RetryPolicy>): Promise<WebhookApi>;
}

/** A simulator for one test file, emptied before each test, and n8n's own way to it. */
export function bench(options: SimulatorOptions = {}): Bench {
	const made = {
		connect: async (apiVersion, policy) => {
			const { url: baseUrl, apiKey } = made.simulator;
			return await connectionTo({ apiKey, apiVersion, baseUrl }, policy);
		},
		api: async (version, policy) => webhookApi(await made.connect(version, policy)),
	} as Bench;
	beforeAll(async () => {
		made.simulator = await startSimulator({ validateUrl: false, ...options });
	});
	beforeEach(() => made.simulator.reset());
	afterAll(async () => await made.simulator.close());
	return made;
}

export async function all<T>(entries: AsyncIterable<T>): Promise<T[]> {
	const list: T[] = [];
	for await (const entry of entries) list.push(entry);
	return list;
}

/** What a promise was rejected with. */
export async function thrownBy(promise: Promise<unknown>): Promise<unknown> {
	const [settled] = await Promise.allSettled([promise]);
	if (settled.status === 'rejected') return settled.reason;
	throw new TypeError(`nothing was thrown, but ${JSON.stringify(settled.value)} came back`);
}

/** The body that came back, or what was answered instead. */
export async function ask(
	connection: Connection,
	request: HeyGenRequest,
): Promise<{ body: unknown } | { failure: Failure }> {
	const [settled] = await Promise.allSettled([heyGenRequest(connection, request)]);
	if (settled.status === 'fulfilled') return { body: settled.value };
	const failure = failureOf(settled.reason);
	if (failure === undefined) throw new TypeError(`not an error of ours: ${settled.reason}`);
	return { failure };
}
