import { randomUUID } from 'node:crypto';

import { ownerOf, scopeOf, type Context } from './identity';
import { InFlight } from './dedupe/inFlight';
import { nameOf, type Keys } from './dedupe/keys';
import { SeenEvents } from './dedupe/seenEvents';
import type { Held, Progress } from './stored';

/**
 * What a second process does not know: all that this one remembers of its trigger nodes. Nothing
 * here survives a restart (stored.ts and n8n's database do), and nothing here may be needed for
 * being right: in queue mode `webhook()`, `poll()` and `execute()` run in three processes, of which
 * each has a memory of its own. It makes things quick, quiet and early.
 */
export class TriggerMemory {
	/** Repeats and polls are answered from here. For about a day; the oldest go first. */
	claims = new InFlight();

	/** The queue before n8n's database: never dropped while somebody waits in it. */
	readonly record = new SeenEvents();

	/** What hooks and repairs registered: n8n saves static data later than HeyGen delivers. */
	held: Held | undefined;

	/** How far HeyGen's history is dealt with: what a tick saves is lost unless it emits. */
	progress: Progress | undefined;

	/** An event is in n8n's database: nothing here needs to bring it again. */
	noteRecorded(keys: Keys): void {
		this.claims.noteRecorded(keys);
		const handOver = this.handedOver.get(nameOf(keys));
		if (handOver !== undefined) handOver.isRecorded = true;
		this.executesHere = true;
	}

	/** Between `create` and `delete`: only then may a poll repair. */
	isActive = false;

	/** When a poll last looked, ms since 1970; undefined before the first look. */
	lookedAtMs: number | undefined;

	/** The time between the last few looks, in ms, newest last. */
	gapsMs: number[] = [];

	/** What polls handed to `execute()`, and how often: event -> hand-over. */
	handedOver = new Map<string, HandOver>();

	/** A start after a long time reads HeyGen's history back page by page. */
	lookBack: LookBack | undefined;

	/** Events of the history that turned out to be known, since this process began. */
	repeated = 0;

	/** Executions run in this process, so what was handed over and not recorded never ran. */
	executesHere = false;

	/** How often the workflow was deactivated: what began before that is no longer wanted. */
	ended = 0;

	/** Whether HeyGen's secret is the one that is held: signatures.ts. */
	signatures = newSignatures();

	/** A repair that did not help is tried again after 2, 4, 8 … ticks. */
	repair: { reason: string; tries: number; ticks: number } | undefined;

	/** Runs of one execution (Retry On Fail) are one: execution -> what its runs recorded. */
	readonly runs = new Map<string, Run>();

	usedAtMs = 0;
	private turn: Promise<unknown> = Promise.resolve();

	/** Hooks and repairs change the registration one after the other. */
	async inTurn<T>(work: () => Promise<T>): Promise<T> {
		const mine = this.turn.then(work, work);
		this.turn = mine.catch(() => {});
		return await mine;
	}

	/** The workflow is deactivated. */
	forget(): void {
		this.ended++;
		this.claims = new InFlight();
		this.held = undefined;
		this.progress = undefined;
		this.isActive = false;
		this.lookedAtMs = undefined;
		this.gapsMs = [];
		this.handedOver = new Map();
		this.lookBack = undefined;
		this.signatures = newSignatures();
		this.repair = undefined;
	}
}

export interface HandOver {
	atMs: number;
	times: number;
	/** `execute()` has recorded the event in this process. */
	isRecorded: boolean;
}

export interface LookBack {
	/** What is older is not looked for, ms since 1970. */
	fromMs: number;
	pages: number;
	/** How many events the last look handed over. */
	handedOver: number;
	/** `repeated` before that. */
	repeatedBefore: number;
}

export interface Signatures {
	/** Since when this process listens. */
	sinceMs: number;
	/** Of the last right one; before the first, `sinceMs`. */
	signedAtMs: number;
	/** Of wrong ones since, one a minute at most, newest last. */
	refusedAtMs: number[];
	/** When HeyGen made the first and the last event that never arrived since. */
	missedMadeAtMs: number[];
}

export function newSignatures(nowMs = Date.now()): Signatures {
	return { sinceMs: nowMs, signedAtMs: nowMs, refusedAtMs: [], missedMadeAtMs: [] };
}

export interface Run {
	/** How many runs of the execution there were. */
	tries: number;
	/** Keys that they recorded. */
	keys: Set<string>;
}

/** In what `webhook()` and `poll()` hand over: whether `execute()` runs where they did. */
export const thisProcess = randomUUID();

/** HeyGen repeats for up to a day. */
const unusedMs = 26 * 3_600_000;
const sweepEveryMs = 3_600_000;
const memories = new Map<string, TriggerMemory>();
let sweptAtMs = 0;

/** The memory of one trigger node, its test registration apart from its active one. */
export function memoryOf(context: Context): TriggerMemory {
	const isTest = context.getMode?.() === 'manual';
	const key = JSON.stringify([ownerOf(context), scopeOf(context), isTest]);
	const nowMs = Date.now();
	const memory = memories.get(key) ?? new TriggerMemory();
	memory.usedAtMs = nowMs;
	memories.set(key, memory);
	if (nowMs - sweptAtMs > sweepEveryMs) sweep(nowMs);
	return memory;
}

/** Webhook processors and workers are never told that a workflow is gone. */
function sweep(nowMs: number): void {
	sweptAtMs = nowMs;
	for (const [key, { usedAtMs, record }] of memories) {
		if (nowMs - usedAtMs > unusedMs && !record.isBusy) memories.delete(key);
	}
}

/** The newest secret of endpoints that an action node of this process rotated. */
const rotated = new Map<string, { secret: string; atMs: number }>();
const mostRotated = 1_000;

/** Called by the action node: a trigger on the endpoint verifies with it at once. */
export function noteRotated(baseUrl: string, endpointId: string, secret: string): void {
	rotated.set(JSON.stringify([baseUrl, endpointId]), { secret, atMs: Date.now() });
	for (const oldest of rotated.keys()) {
		if (rotated.size <= mostRotated) break;
		rotated.delete(oldest);
	}
}

export const rotatedSecret = (
	baseUrl: string,
	endpointId: string,
): { secret: string; atMs: number } | undefined =>
	rotated.get(JSON.stringify([baseUrl, endpointId]));
