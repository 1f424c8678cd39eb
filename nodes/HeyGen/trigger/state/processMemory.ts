import { randomUUID } from 'node:crypto';

import type { FunctionsBase } from 'n8n-workflow';

import { cap } from '../../shared/cap';
import { InFlight } from '../dedupe/inFlight';
import { SeenEvents } from '../dedupe/seenEvents';
import { newSignatures } from '../endpoint/secretHealth';
import type { ListProgress } from '../poll/lists/progress';
import type { SharedPages } from '../poll/sharedHistory';
import type { Progress, RegisteredEndpoint } from './staticData';

/** The data that is dropped when the workflow is deactivated. */
class WhileActive {
	/** Answers repeats, for about a day; drops the oldest events first. */
	inFlight = new InFlight();

	/** The registered endpoint: n8n saves static data later than HeyGen delivers. */
	endpoint: RegisteredEndpoint | undefined = undefined;

	/** The point up to which polls of this process have followed HeyGen's history. */
	progress: Progress | undefined = undefined;

	/** The look back that is not finished yet. */
	lookBack: OpenLookBack | undefined = undefined;

	/** The pages of HeyGen's history that were read last: a look back continues with them. */
	pages: SharedPages | undefined = undefined;

	/** The progress in HeyGen's lists, see poll/lists/poll.ts. */
	lists: ListProgress | undefined = undefined;

	/** The newest mark that this process recorded in n8n's processed data, see poll/lookBack.ts. */
	mark: string | undefined = undefined;

	/** Between `create` and `delete`. A poll may repair only then. */
	isActive = false;

	/** When a poll last asked HeyGen, ms since 1970; undefined before the first time. */
	polledAtMs: number | undefined = undefined;

	/** The first attempt of a process happens during an activation. */
	hasTriedToPoll = false;

	/** The number of polls that may ask HeyGen early, for events that n8n missed as it started. */
	earlyPolls = 2;

	/** The number of times that polls handed over a missed event, by the name of its keys. */
	handedOver = new Map<string, number>();

	/** When a delivery was first refused as too old, ms since 1970, by the name of its keys. */
	tooOld = new Map<string, number>();

	/** Tells whether HeyGen still signs with the stored secret. */
	signatures = newSignatures();

	/** The reason for the last repairs, and the number of polls in a row that found it. */
	repair: { reason: string; polls: number } | undefined = undefined;
}

/**
 * The data that this process keeps about one trigger node. It does not survive a restart (static
 * data and n8n's database do), and other processes do not share it: in queue mode `webhook()`,
 * `poll()` and `execute()` run in three processes, each with its own.
 */
export class ProcessMemory extends WhileActive {
	/** The queue for n8n's database. It is never dropped while a call waits in it. */
	readonly seenEvents = new SeenEvents();

	/** Executions run in this process. In queue mode they run in workers. */
	executesHere = false;

	/** The number of deactivations: work that started before the last one is no longer wanted. */
	ended = 0;

	/** When each reason was last logged, ms since 1970. */
	private readonly loggedAtMs = new Map<string, number>();

	/** By execution: its runs (Retry On Fail) count as one. */
	readonly runs = new Map<string, Run>();

	usedAtMs = 0;
	private turn: Promise<unknown> = Promise.resolve();

	/** Hooks and repairs change the registration one after the other. */
	async inTurn<T>(work: () => Promise<T>): Promise<T> {
		const mine = this.turn.then(work, work);
		this.turn = mine.catch(() => {});
		return await mine;
	}

	/** Limits the lines for a reason, because anyone may send any number of deliveries. */
	mayLog(reason: string, everyMs: number): boolean {
		return isDue(this.loggedAtMs, reason, everyMs);
	}

	/** The workflow was deactivated. */
	forget(): void {
		this.ended++;
		Object.assign(this, new WhileActive());
	}
}

/** A look back that is not finished, see poll/lookBack.ts. */
export interface OpenLookBack {
	progress: Progress;
	/** The number of hand-overs since an execution last made progress. */
	times: number;
	/** The maximum number of hand-overs, unless an execution in this process makes progress. */
	mostTimes: number;
	/** Between two hand-overs. */
	longestWaitMs: number;
	/** When it may be handed over again, ms since 1970. */
	nextAtMs: number;
	/** HeyGen did not answer the last time. */
	isUnread: boolean;
	/** When an execution in this process started with it, ms since 1970. */
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
 * Logs one line a minute for all triggers of a process that HeyGen refuses for the same reason,
 * because they ask at the same time.
 * @param among the triggers that are meant, if the words don't say
 */
export function warnForAll(
	{ logger }: Pick<FunctionsBase, 'logger'>,
	words: string,
	{ everyMs = 60_000, among = '' } = {},
): void {
	// A waiting time changes from one line to the next.
	const reason = `${among} ${words.replace(/\d+/g, '0')}`;
	logger[isDue(lines, reason, everyMs) ? 'warn' : 'debug'](words);
}

export interface Run {
	/** The number of runs of the execution. */
	tries: number;
	/** The keys that they recorded. */
	keys: Set<string>;
}

/** Part of each hand-over. It tells `execute()` whether it runs in the same process. */
export const thisProcess = randomUUID();

/** HeyGen repeats for up to a day. */
const unusedMs = 26 * 3_600_000;
const sweepEveryMs = 3_600_000;
const memories = new Map<string, ProcessMemory>();
let sweptAtMs = 0;

/** @param key of a trigger node; its test registration and its active one have different keys */
export function memoryOf(key: string): ProcessMemory {
	const nowMs = Date.now();
	const memory = memories.get(key) ?? new ProcessMemory();
	memory.usedAtMs = nowMs;
	memories.set(key, memory);
	if (nowMs - sweptAtMs > sweepEveryMs) sweep(nowMs);
	return memory;
}

/** n8n does not tell webhook processors and workers that a workflow is gone. */
function sweep(nowMs: number): void {
	sweptAtMs = nowMs;
	for (const [key, { usedAtMs, seenEvents }] of memories) {
		if (nowMs - usedAtMs > unusedMs && !seenEvents.isBusy) memories.delete(key);
	}
}
