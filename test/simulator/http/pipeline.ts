/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import type { IncomingMessage, ServerResponse } from 'http';
import { dispatch } from '../api/dispatch';
import { statusReply } from '../api/errors';
import { generationOf } from '../api/route';
import { Waits } from '../delivery/waits';
import { newRequestId } from '../state/ids';
import type { World } from '../state/world';
import type { Fault, RecordedRequest } from '../types';
import { looseBody, readBody } from './body';
import { serveFile } from './files';
import { sendReply } from './reply';
import type { Reply } from './reply';
import { storeFile } from './storage';

export type Switches = (method: string, url: URL, raw: Buffer) => Promise<Reply>;

/** Takes every request through the same steps: record, fault, operation, answer. */
export class Pipeline {
	private readonly waits = new Waits();
	private readonly hung = new Set<ServerResponse>();

	constructor(
		private readonly world: World,
		private readonly switches: Switches,
	) {}

	async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		response.setHeader('X-Request-Id', newRequestId());
		const url = new URL(request.url ?? '/', this.world.url);
		const method = request.method ?? 'GET';
		if (url.pathname.startsWith('/storage/')) return await this.store(request, url, response);
		const raw = await readBody(request);
		if (url.pathname.startsWith('/simulator/')) {
			return sendReply(response, await this.switches(method, url, raw));
		}
		const isFile = url.pathname.startsWith('/files/');
		const record = recordOf(request, url, raw);
		(isFile ? this.world.downloads : this.world.requests).push(record);
		const fault = this.world.faults.take(method, url.pathname, isFile);
		if (await this.cutShort(fault, response, record)) return;
		response.on('finish', () => (record.status = response.statusCode));
		if (isFile) return serveFile(this.world.links, method, url, response);
		const { headers } = request;
		const call = { method, path: url.pathname, query: url.searchParams, headers, raw };
		const reply = await dispatch(this.world, call, async () => await this.slowDown(fault));
		if (fault?.kind === 'lostAnswer') return cut(response);
		record.status = reply.status;
		sendReply(response, reply);
	}

	/** Ends all waits and every connection that was left hanging. */
	release(): void {
		this.waits.cancel();
		for (const response of this.hung) cut(response);
		this.hung.clear();
	}

	private async store(request: IncomingMessage, url: URL, response: ServerResponse): Promise<void> {
		const fault = this.world.faults.take(request.method ?? 'PUT', url.pathname, true);
		if (await this.cutShort(fault, response, recordOf(request, url, Buffer.alloc(0)))) return;
		sendReply(response, await storeFile(this.world, request, url));
	}

	/** True when the fault left nothing to do. */
	private async cutShort(
		fault: Fault | undefined,
		response: ServerResponse,
		record: RecordedRequest,
	): Promise<boolean> {
		if (!fault || fault.kind === 'slow' || fault.kind === 'lostAnswer') return false;
		if (fault.delayMs !== undefined) await this.waits.wait(fault.delayMs);
		if (fault.kind === 'hang') this.hung.add(response);
		if (fault.kind === 'reset') cut(response);
		if (fault.kind !== 'status') return true;
		record.status = fault.status ?? 500;
		sendReply(response, faultReply(fault, record.path, record.status));
		return true;
	}

	private async slowDown(fault: Fault | undefined): Promise<void> {
		const ms = fault?.delayMs ?? (fault?.kind === 'slow' ? 1_000 : 0);
		if (ms > 0) await this.waits.wait(ms);
	}
}

const cut = (response: ServerResponse): void => {
	response.socket?.resetAndDestroy();
};

function faultReply(fault: Fault, path: string, status: number): Reply {
	const reply = statusReply(status, generationOf(path));
	if (fault.body !== undefined) reply.body = fault.body;
	if (fault.retryAfter !== undefined) reply.headers = { 'Retry-After': String(fault.retryAfter) };
	return reply;
}

const recordOf = (request: IncomingMessage, url: URL, raw: Buffer): RecordedRequest => ({
	method: request.method ?? 'GET',
	path: url.pathname,
	query: Object.fromEntries(url.searchParams),
	headers: request.headers,
	body: looseBody(request.headers, raw),
	at: Date.now(),
	status: 0,
});
