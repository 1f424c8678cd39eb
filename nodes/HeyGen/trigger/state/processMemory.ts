import { randomUUID } from 'node:crypto';

import type { FunctionsBase } from 'n8n-workflow';

import { cap } from '../../shared/cap';
import { InFlight } from '../dedupe/inFlight';
import { SeenEvents } from '../dedupe/seenEvents';
import { newSignatures } from '../endpoint/secretHealth';
import type { ListProgress } from '../poll/lists/progress';
import type { SharedPages } from '../poll/sharedHistory';
import type { Progress, RegisteredEndpoint } from './staticData';

/** What the end of the workflow's activation ends too. */
class WhileActive {
	/** Repeats are answered from here, for about a day; the oldest go first. */
	inFlight = new InFlight();

	/** What hooks and repairs registered: n8n saves static data later than HeyGen delivers. */
	endpoint: RegisteredEndpoint | undefined = undefined;

	/** Up to where the polls of this process have followed HeyGen's history. */
	progress: Progress | undefined = undefined;

	/** The way back that is not finished yet. */
	lookBack: OpenLookBack | undefined = undefined;

	/** What was read last of HeyGen's history: a look back goes on from there. */
	pages: SharedPages | undefined = undefined;

	/** How far HeyGen's lists are dealt with: poll/lists/poll.ts. */
	lists: ListProgress | undefined = undefined;

	/** The newest mark that this process left in n8n's memory: poll/lookBack.ts. */
	mark: string | undefined = undefined;

	/** Between `create` and `delete`: only then may a poll repair. */
	isActive = false;

	/** When a poll last asked HeyGen, ms since 1970; undefined before the first time. */
	polledAtMs: number | undefined = undefined;

	/** The first try of a process is beside an activation. */
	hasTriedToPoll = false;

	/** How many polls may still ask HeyGen before their time: what n8n missed as it started. */
	earlyPolls = 2;

	/** How often polls handed over a missed event: name of its keys -> times. */
	handedOver = new Map<string, number>();

	/** Deliveries that were refused as too old: name of its keys -> when first, ms since 1970. */
	tooOld = new Map<string, number>();

	/** Whether HeyGen still signs with the secret that is kept. */
	signatures = newSignatures();

	/** What the last repairs were for, and how many polls found it in a row. */
	repair: { reason: string; polls: number } | undefined = undefined;
}

/**
 * What this process remembers of one trigger node. Nothing here survives a restart (staticData.ts and
 * n8n's database do), and other processes do not share it: in queue mode `webhook()`, `poll()` and
 * `execute()` run in three processes, each with a memory of its own.
 */
export class ProcessMemory extends WhileActive {
	/** The queue in front of n8n's database: never dropped while somebody waits in it. */
	readonly seenEvents = new SeenEvents();

	/** Executions run in this process. In queue mode they run in workers. */
	executesHere = false;

	/** How often the workflow was deactivated: what began before that is no longer wanted. */
	ended = 0;

	/** What was last logged when: reason -> ms since 1970. */
	private readonly loggedAtMs = new Map<string, number>();

	/** Runs of one execution (Retry On Fail) count as one: execution -> what its runs recorded. */
	readonly runs = new Map<string, Run>();

	usedAtMs = 0;
	private turn: Promise<unknown> = Promise.resolve();

	/** Hooks and repairs change the registration one after the other. */
	async inTurn<T>(work: () => Promise<T>): Promise<T> {
		const mine = this.turn.then(work, work);
		this.turn = mine.catch(() => {});
		return await mine;
	}

	/** Whether a line for this reason is due: anybody may send any number of deliveries. */
	mayLog(reason: string, everyMs: number): boolean {
		return isDue(this.loggedAtMs, reason, everyMs);
	}

	/** The workflow is deactivated. */
	forget(): void {
		this.ended++;
		Object.assign(this, new WhileActive());
	}
}

/** A way back that is not finished: poll/lookBack.ts. */
export interface OpenLookBack {
	progress: Progress;
	/** How often it was handed over since an execution last got further. */
	times: number;
	/** How often it is handed over at most, unless an execution in this process gets further. */
	mostTimes: number;
	/** Between two of them. */
	longestWaitMs: number;
	/** When it may be handed over again, ms since 1970. */
	nextAtMs: number;
	/** HeyGen did not answer the last time. */
	isUnread: boolean;
	/** Since when an execution in this process is at it. */
	runningSinceMs: number | undefined;
}

const mostReasons = 1_000;

function isDue(loggedAtMs: Map<string, number>, reason: string, everyMs: number): boolean {
	const nowMs = Date.now();
	if (Math.abs(nowMs - (loggedAtMs.get(reason) ?? -Infinity)) < everyMs) return false;
	loggedAtMs.set(reason, nowMs);
	cap(loggedAtMs, mostReasons);
	return true;
}

const lines = new Map<string, number>();

/**
 * One line a minute for all triggers of a process that HeyGen refuses the same: they ask together.
 * @param among which triggers are meant, where the words don't tell
 */
export function warnForAll(
	{ logger }: Pick<FunctionsBase, 'logger'>,
	words: string,
	{ everyMs = 60_000, among = '' } = {},
): void {
	// A time to wait goes down from one to the next.
	const reason = `${among} ${words.replace(/\d+/g, '0')}`;
	logger[isDue(lines, reason, everyMs) ? 'warn' : 'debug'](words);
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
const memories = new Map<string, ProcessMemory>();
let sweptAtMs = 0;

/** @param key of a trigger node; its test registration has another one than its active one */
export function memoryOf(key: string): ProcessMemory {
	const nowMs = Date.now();
	const memory = memories.get(key) ?? new ProcessMemory();
	memory.usedAtMs = nowMs;
	memories.set(key, memory);
	if (nowMs - sweptAtMs > sweepEveryMs) sweep(nowMs);
	return memory;
}

/** Webhook processors and workers are never told that a workflow is gone. */
function sweep(nowMs: number): void {
	sweptAtMs = nowMs;
	for (const [key, { usedAtMs, seenEvents }] of memories) {
		if (nowMs - usedAtMs > unusedMs && !seenEvents.isBusy) memories.delete(key);
	}
}
