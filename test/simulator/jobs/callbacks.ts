/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { setMaxListeners } from 'node:events';

import { LIMIT_MS } from '../delivery/deliverer';
import { Waits } from '../delivery/waits';
import { call } from '../http/outbound';
import type { JobKind } from './kinds';
import type { CallbackAttempt, CallbackPlan } from './types';

/** Waits of a caller that is told nothing; what HeyGen does is not known. */
const RETRY_MS = [10_000, 60_000, 300_000] as const;

export interface Called {
	kind: JobKind | 'batch';
	jobId: string;
	/** null: nobody is called. */
	url: string | null;
	body: unknown;
}

export interface Sent {
	/** The first attempt of each copy. */
	first: CallbackAttempt[];
	/** Resolves when no attempt is to come any more. */
	settled: Promise<void>;
}

type Target = Called & { url: string };

/** Every call that is under way listens to it. */
function forAll(): AbortController {
	const abort = new AbortController();
	setMaxListeners(0, abort.signal);
	return abort;
}

/** Calls addresses that jobs were given; unsigned, with a few retries. */
export class Callbacks {
	readonly attempts: CallbackAttempt[] = [];
	/** What holds for every job from now on. */
	plan: CallbackPlan = {};
	private readonly waits = new Waits();
	private abort = forAll();

	constructor(private readonly timeScale: number) {}

	async send(called: Called, plan: CallbackPlan): Promise<Sent> {
		const { send = true, copies = 1, again = 0, delayMs = 0 } = plan;
		if (called.url === null || !send) return { first: [], settled: Promise.resolve() };
		if (delayMs > 0) await this.waits.wait(delayMs);
		const wanted = { ...called, url: called.url, body: plan.body ?? called.body };
		const runs = Array.from({ length: copies }, () => this.start(wanted, plan));
		const firsts = await Promise.all(runs.map(async (run) => await run.first));
		const settled = Promise.all(runs.map(async (run) => await run.done)).then(async () => {
			for (let count = 0; count < again; count++) await this.start(wanted, plan).done;
		});
		return { first: firsts.flatMap((each) => each ?? []), settled };
	}

	stop(): void {
		this.abort.abort();
		this.abort = forAll();
		this.waits.cancel();
		this.attempts.length = 0;
		this.plan = {};
	}

	private start(called: Target, plan: CallbackPlan) {
		const { signal } = this.abort;
		const first = this.attempt(called, plan, 1, signal);
		return { first, done: this.repeat(called, plan, first, signal) };
	}

	private async repeat(
		called: Target,
		plan: CallbackPlan,
		first: Promise<CallbackAttempt | undefined>,
		signal: AbortSignal,
	): Promise<void> {
		let last = await first;
		for (const ms of plan.retryMs ?? RETRY_MS) {
			if (!last || (last.status >= 200 && last.status < 300)) return;
			if (!(await this.waits.wait(ms * this.timeScale))) return;
			last = await this.attempt(called, plan, last.attempt + 1, signal);
		}
	}

	private async attempt(
		called: Target,
		plan: CallbackPlan,
		attempt: number,
		signal: AbortSignal,
	): Promise<CallbackAttempt | undefined> {
		const at = Date.now();
		const answer = await call({
			method: 'POST',
			url: called.url,
			headers: { 'Content-Type': 'application/json' },
			body: Buffer.from(JSON.stringify(called.body), 'utf8'),
			limitMs: plan.hangUpMs ?? LIMIT_MS,
			signal,
		});
		if (signal.aborted) return undefined;
		const { status, body, durationMs } = answer;
		const record = { ...called, attempt, status, answer: body, durationMs, at };
		this.attempts.push(record);
		return record;
	}
}
