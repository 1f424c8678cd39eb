/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { setMaxListeners } from 'node:events';

import { call } from '../http/outbound';
import type { EndpointStore } from '../state/endpoints';
import { unixSeconds } from '../state/ids';
import type {
	DeliveryAttempt,
	Generation,
	HeaderSet,
	HistoryEvent,
	SimulatedEndpoint,
} from '../types';
import { envelopeOf } from './envelope';
import { sign, signatureHeaders } from './signature';
import { Waits } from './waits';

export const LIMIT_MS = 10_000;

/** Waits before the second to the eighth attempt: four times longer each, 22.8 hours in all. */
export const BACK_OFF_MS: readonly number[] = [0, 1, 2, 3, 4, 5, 6].map(
	(step) => 15_000 * 4 ** step,
);

export interface DeliverySettings {
	timeScale: number;
	headers: HeaderSet | undefined;
	envelope: Generation | 'auto';
}

export interface Delivery {
	first: DeliveryAttempt[];
	settled: Promise<void>;
}

/** Brings events to endpoints, again and again until they answer 2xx in time. */
export class Deliverer {
	readonly attempts: DeliveryAttempt[] = [];
	private readonly waits = new Waits();
	private abort = newAbort();

	constructor(
		private readonly endpoints: EndpointStore,
		private readonly settings: DeliverySettings,
	) {}

	/** Resolves when the first attempt to each subscriber has ended. */
	async deliver(event: HistoryEvent): Promise<Delivery> {
		const targets = this.endpoints.subscribers(event.event_type, event.entity_id);
		const runs = targets.map((endpoint) => this.start(event, endpoint));
		const firsts = await Promise.all(runs.map(async (run) => await run.first));
		const settled = Promise.all(runs.map(async (run) => await run.done)).then(() => undefined);
		return { first: firsts.flatMap((each) => each ?? []), settled };
	}

	/** Calls off all that is under way. */
	stop(): void {
		this.abort.abort();
		this.abort = newAbort();
		this.waits.cancel();
	}

	private start(event: HistoryEvent, endpoint: SimulatedEndpoint) {
		const { signal } = this.abort;
		const form = this.settings.envelope === 'auto' ? endpoint.generation : this.settings.envelope;
		const body = envelopeOf(event, form);
		const first = this.attempt(event, endpoint, body, 1, signal);
		return { first, done: this.repeat(event, endpoint, body, first, signal) };
	}

	private async repeat(
		event: HistoryEvent,
		endpoint: SimulatedEndpoint,
		body: Buffer,
		first: Promise<DeliveryAttempt | undefined>,
		signal: AbortSignal,
	): Promise<void> {
		let last = await first;
		for (const wait of BACK_OFF_MS) {
			if (!last || isDone(last.status) || signal.aborted) return;
			if (!(await this.waits.wait(wait * this.settings.timeScale))) return;
			if (!this.wanted(endpoint)) return;
			last = await this.attempt(event, endpoint, body, last.attempt + 1, signal);
		}
	}

	private wanted(endpoint: SimulatedEndpoint): boolean {
		return endpoint.status === 'enabled' && this.endpoints.all.includes(endpoint);
	}

	/** Signs with the secret and goes to the address that the endpoint has at this moment. */
	private async attempt(
		event: HistoryEvent,
		endpoint: SimulatedEndpoint,
		body: Buffer,
		attempt: number,
		signal: AbortSignal,
	): Promise<DeliveryAttempt | undefined> {
		const { url } = endpoint;
		const at = Date.now();
		const signed = signatureHeaders({
			set: this.settings.headers ?? (endpoint.generation === 'v1' ? 'signature' : 'heygen'),
			signature: sign(body, endpoint.secret),
			timestamp: unixSeconds(),
			eventId: event.event_id,
		});
		const headers = { 'Content-Type': 'application/json', ...signed };
		const answer = await call({ method: 'POST', url, headers, body, limitMs: LIMIT_MS, signal });
		if (signal.aborted) return undefined;
		const record: DeliveryAttempt = {
			endpointId: endpoint.endpoint_id,
			eventId: event.event_id,
			eventType: event.event_type,
			url,
			attempt,
			status: answer.status,
			answer: answer.body,
			durationMs: answer.durationMs,
			at,
		};
		this.attempts.push(record);
		return record;
	}
}

/** Heard by every delivery that is under way. */
function newAbort(): AbortController {
	const abort = new AbortController();
	setMaxListeners(0, abort.signal);
	return abort;
}

const isDone = (status: number): boolean => status >= 200 && status < 300;
