/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import axios from 'axios';
import type { AxiosInstance } from 'axios';
import { createServer } from 'http';
import type { IncomingHttpHeaders, IncomingMessage } from 'http';
import type { AddressInfo } from 'net';
import { startSimulator } from '../index';
import type { Simulator, SimulatorOptions } from '../index';

/** A client that takes every status as an answer; with the key unless told otherwise. */
export const clientOf = (simulator: Simulator, headers?: Record<string, string>): AxiosInstance =>
	axios.create({
		baseURL: simulator.url,
		headers: headers ?? { 'X-Api-Key': simulator.apiKey },
		validateStatus: () => true,
		maxRedirects: 0,
		timeout: 60_000,
	});

export interface Received {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

export type Answer = number | 'silent';

/** A webhook receiver whose answers the test sets. */
export class Receiver {
	readonly received: Received[] = [];
	/** Taken one after the other by POSTs; 200 when none is left. */
	answers: Answer[] = [];
	options: Answer = 204;
	/** Held back this long before each answer. */
	delayMs = 0;
	url = '';
	private readonly server = createServer((request, response) => {
		void this.take(request).then((answer) => {
			if (answer === 'silent') return;
			setTimeout(() => response.writeHead(answer).end(`answer ${answer}`), this.delayMs);
		});
	});

	get posts(): Received[] {
		return this.received.filter((each) => each.method === 'POST');
	}

	async open(): Promise<this> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
		return this;
	}

	clear(): void {
		this.received.length = 0;
		this.answers = [];
		this.options = 204;
		this.delayMs = 0;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private async take(request: IncomingMessage): Promise<Answer> {
		const parts: Buffer[] = [];
		for await (const part of request) parts.push(Buffer.from(part as Uint8Array));
		const { method = '', url: path = '', headers } = request;
		this.received.push({ method, path, headers, body: Buffer.concat(parts) });
		return method === 'OPTIONS' ? this.options : (this.answers.shift() ?? 200);
	}
}

export interface Bench {
	simulator: Simulator;
	receiver: Receiver;
	api: AxiosInstance;
}

/** A simulator, a receiver and a client for one test file, emptied before each test. */
export function bench(options: SimulatorOptions = {}): Bench {
	const made = {} as Bench;
	beforeAll(async () => {
		made.simulator = await startSimulator({ timeScale: 0.000_02, ...options });
		made.receiver = await new Receiver().open();
		made.api = clientOf(made.simulator);
	});
	beforeEach(() => {
		made.simulator.reset();
		made.receiver.clear();
	});
	afterAll(async () => {
		await made.simulator.close();
		await made.receiver.close();
	});
	return made;
}

export const v3Error = (code: string, param: string | null = null) => ({
	error: {
		code,
		param,
		message: expect.any(String),
		doc_url: expect.stringContaining(code),
	},
});

export const v1Error = (code: number) => ({ code, message: expect.any(String) });

export const ENDPOINTS = '/v3/webhooks/endpoints';
export const V1 = '/v1/webhook';
