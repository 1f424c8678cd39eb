/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { Agent } from 'node:http';

import axios, { type AxiosInstance } from 'axios';

export interface Call {
	query?: Record<string, string | number>;
	body?: object;
	headers?: Record<string, string>;
}

/** What n8n answers instead of data. */
export class RestError extends Error {
	constructor(
		readonly status: number,
		message: string,
		readonly body: unknown,
	) {
		super(message);
	}
}

const messageOf = (body: unknown): string =>
	typeof body === 'object' && body !== null && 'message' in body
		? String(body.message)
		: JSON.stringify(body);

/** n8n's REST API as the browser uses it: logged in by cookie, data wrapped in `data`. */
export class Session {
	private readonly http: AxiosInstance;

	/** @param cookie of a login that another session has made */
	constructor(
		url: string,
		public cookie = '',
	) {
		this.http = axios.create({
			baseURL: url,
			// a proxy in the environment is not for the n8n next door
			proxy: false,
			// n8n may close an idle connection at the moment it is used again
			httpAgent: new Agent({ keepAlive: false }),
			validateStatus: () => true,
		});
	}

	/** The answer as it is, refusals too, for what is not wrapped. */
	async raw(method: string, path: string, { query, body, headers }: Call = {}) {
		const answer = await this.http.request<unknown>({
			method,
			url: path,
			headers: { ...headers, cookie: this.cookie },
			...(query ? { params: query } : {}),
			...(body ? { data: body } : {}),
		});
		const [cookie] = answer.headers['set-cookie'] ?? [];
		if (cookie?.startsWith('n8n-auth=')) this.cookie = cookie.split(';')[0] ?? '';
		return answer;
	}

	/** @throws RestError with n8n's own message */
	async call<Data>(method: string, path: string, call: Call = {}): Promise<Data> {
		const { status, data } = await this.raw(method, `/rest${path}`, call);
		if (status >= 400) {
			throw new RestError(status, `${method} ${path}: ${status} ${messageOf(data)}`, data);
		}
		return (data as { data: Data }).data;
	}
}
