import { ApiError } from '../api/errors';
import { Waits } from '../delivery/waits';
import type { Links } from '../state/links';
import type { Shelves } from '../state/shelves';
import type { JsonObject } from '../types';
import type { LinkTo } from './kind';
import { kindOf } from './kinds';
import type { JobKind } from './kinds';
import type { Ending } from './types';

export interface Job {
	readonly kind: JobKind;
	readonly id: string;
	/** The resource as it stands on its shelf. */
	readonly item: JsonObject;
	readonly callbackUrl: string | null;
	readonly callbackId: string | null;
	/** The batch that it belongs to. */
	readonly batchId: string | null;
	/** What the API goes on telling, and how often. */
	stale?: { item: JsonObject; left: number };
	/** How often the API can't be asked. */
	down: number;
}

export interface NewJob {
	id: string;
	item: JsonObject;
	callbackUrl?: unknown;
	callbackId?: unknown;
	batchId?: string;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** The jobs of the account: what turns from one state into the next. */
export class Jobs {
	readonly all: Job[] = [];
	private readonly byItem = new Map<JsonObject, Job>();
	private readonly waits = new Waits();
	/** Called when a job's own time is over. */
	onTime: ((job: Job) => void) | undefined;
	finishAfterMs: number | undefined;
	/** How many may be open at once. */
	limit = Infinity;

	constructor(
		private readonly shelves: Shelves,
		private readonly links: Links,
	) {}

	/** @throws ApiError 429 when too many are open */
	start(kind: JobKind, wanted: NewJob): Job {
		const { shelf, open } = kindOf(kind);
		if (this.isFull()) throw tooMany();
		const item: JsonObject = { ...wanted.item, status: open[0] };
		const job: Job = {
			kind,
			id: wanted.id,
			item,
			callbackUrl: textOf(wanted.callbackUrl),
			callbackId: textOf(wanted.callbackId),
			batchId: wanted.batchId ?? null,
			down: 0,
		};
		this.shelves[shelf].add(item);
		this.all.push(job);
		this.byItem.set(item, job);
		if (this.finishAfterMs !== undefined) void this.runDown(job, this.finishAfterMs);
		return job;
	}

	/** By id, or the newest open one of a kind. */
	find(which: string): Job | undefined {
		const known = this.all.find((job) => job.id === which);
		return known ?? [...this.all].reverse().find((job) => job.kind === which && this.isOpen(job));
	}

	isOpen(job: Job): boolean {
		const { completed, failed, cancelled, shelf } = kindOf(job.kind);
		const ended = [completed, failed, cancelled].includes(String(job.item['status']));
		return !ended && this.shelves[shelf].items.get(job.id) === job.item;
	}

	isFailed(job: Job): boolean {
		const { failed, cancelled } = kindOf(job.kind);
		return [failed, cancelled].includes(String(job.item['status']));
	}

	private isFull(): boolean {
		return this.limit < Infinity && this.all.filter((job) => this.isOpen(job)).length >= this.limit;
	}

	/** To any state of the kind, as an agent that waits for input. */
	move(job: Job, status: string, more: JsonObject = {}): void {
		Object.assign(job.item, more, { status });
	}

	end(job: Job, ending: Ending): void {
		const kind = kindOf(job.kind);
		const { outcome = 'completed', message = 'The job was told to fail.', code } = ending;
		if (outcome === 'completed') {
			const results = kind.results(this.linkTo(ending.bytes), job.item);
			Object.assign(job.item, results, ending.result, { status: kind.completed });
			return;
		}
		const reason = kind.failure?.(message, code) ?? { failure_message: message };
		const status = outcome === 'cancelled' ? (kind.cancelled ?? kind.failed) : kind.failed;
		Object.assign(job.item, reason, ending.result, { status });
	}

	/** The resource as the API tells of it at this moment; each look counts. */
	seen(item: JsonObject): JsonObject {
		const job = this.byItem.get(item);
		if (!job) return item;
		if (job.down > 0) {
			job.down -= 1;
			throw new ApiError(503, 'internal_error', 'The job cannot be looked up at the moment.');
		}
		if (!job.stale || job.stale.left <= 0) return item;
		job.stale.left -= 1;
		return job.stale.item;
	}

	clear(): void {
		this.waits.cancel();
		this.all.length = 0;
		this.byItem.clear();
	}

	private linkTo(bytes: number | undefined): LinkTo {
		return (name, size) => this.links.presign(name, size === undefined ? 512 : (bytes ?? size));
	}

	private async runDown(job: Job, ms: number): Promise<void> {
		const [, second] = kindOf(job.kind).open;
		if (!(await this.waits.wait(ms / 2)) || !this.isOpen(job)) return;
		if (job.kind !== 'look') this.move(job, second);
		if ((await this.waits.wait(ms / 2)) && this.isOpen(job)) this.onTime?.(job);
	}
}

const tooMany = (): ApiError =>
	new ApiError(429, 'rate_limit_exceeded', 'Too many jobs are open.', null, 429, {
		'Retry-After': '1',
	});
