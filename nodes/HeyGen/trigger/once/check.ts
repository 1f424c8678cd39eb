import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { wordsOf } from '../../api/errors';
import { isKnown, keysToRecord, type Keys } from './keys';

/**
 * Two keys of an event without an id, five of one with, and one more where files are fetched: enough
 * for 3,500 events. Asking costs n8n 2 ms with few keys and 6 with all, so a process that knows how
 * many are younger than HeyGen's repeats keeps no more than these (record.ts).
 */
export const rememberedKeys = 21_000;
/** A memory that holds less has not forgotten anything yet. */
export const fewestKeys = 2_000;
/** Events asked about and recorded in one call. */
export const sliceSize = 100;
/** How long a database that can't answer is asked again. */
const patienceMs = 60_000;
const longestPauseMs = 4_000;
/** The memory of a shared n8n is cut seldom, so that its size tells whether a write got through. */
const slack = 1_000;

const entries: ICheckProcessedOptions = { mode: 'entries' };

/** An event as it is asked about. */
export interface Asked {
	keys: Keys;
	/** Keys of an older version, which only count when they are known. */
	legacy: readonly string[];
	/** It was recorded by an earlier run of this same execution. */
	isOwn: boolean;
	/** When HeyGen made it, where its history says so. */
	madeAtMs?: number;
}

export interface Question {
	context: IExecuteFunctions;
	events: readonly Asked[];
	/** What is new is remembered from now on; else nothing is. */
	isRecording: boolean;
	/** The events come from another process, so others may be asking too. */
	isShared: boolean;
}

/**
 * One turn at n8n's memory of a node, in which nobody else asks. n8n has no read: asking records, so
 * what was only asked is taken back before the turn ends, and pushes nothing out meanwhile.
 */
export class Check {
	/** What this turn has recorded itself. */
	readonly recorded = new Set<string>();

	/**
	 * @param isShared with other processes
	 * @param most how many keys are kept
	 */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly isShared: boolean,
		private readonly most = rememberedKeys,
	) {}

	/** For each event of each question whether it is new. @throws when the database stays away */
	async answer(questions: readonly Question[]): Promise<boolean[][]> {
		const isLarge = questions.some(({ events }) => events.length > sliceSize);
		if (!isLarge) return await this.slice(questions);
		const answers: boolean[][] = [];
		for (const question of questions) answers.push(await this.large(question));
		return answers;
	}

	/** Many at once come from HeyGen's history: all are asked about before any pushes others out. */
	private async large(question: Question): Promise<boolean[]> {
		const seen = await this.eachSlice({ ...question, isRecording: false });
		const isNew = await this.withoutForgotten(question, seen);
		const events = question.events.filter((_, index) => isNew[index]);
		if (question.isRecording) await this.eachSlice({ ...question, events });
		return isNew;
	}

	private async eachSlice(question: Question): Promise<boolean[]> {
		const answers: boolean[] = [];
		for (let at = 0; at < question.events.length; at += sliceSize) {
			const events = question.events.slice(at, at + sliceSize);
			answers.push(...((await this.slice([{ ...question, events }]))[0] ?? []));
		}
		return answers;
	}

	/** A memory may have forgotten what is older than the oldest it knows: that can't be told. */
	private async withoutForgotten({ events }: Question, isNew: boolean[]): Promise<boolean[]> {
		const known = events.filter((_, index) => !isNew[index]);
		const oldestMs = Math.min(...known.map(({ madeAtMs }) => madeAtMs ?? Infinity));
		if (oldestMs === Infinity || (await this.count()) < fewestKeys) return isNew;
		const isForgotten = ({ madeAtMs }: Asked): boolean => (madeAtMs ?? oldestMs) < oldestMs;
		const left = events.filter((event, index) => isNew[index] && isForgotten(event)).length;
		if (left > 0) {
			this.context.logger.warn(
				`${left} HeyGen events from before ${new Date(oldestMs).toISOString()} are older than what n8n remembers, so they can't be told from repeats and are left out. 'Webhook Event: Get Many' of the HeyGen node lists them.`,
			);
		}
		return events.map((event, index) => isNew[index] === true && !isForgotten(event));
	}

	private async slice(questions: readonly Question[]): Promise<boolean[][]> {
		const all = questions.flatMap(({ events }) => events);
		const asked = all.flatMap(({ keys, legacy }) => [...keysToRecord(keys), ...legacy]);
		const { fresh, isInDoubt } = await this.record([...new Set(asked)]);
		const answers = questions.map(({ events, isRecording }) =>
			events.map((event) => {
				const isNew = event.isOwn || this.isNew(event, fresh, isInDoubt);
				if (isNew && isRecording)
					for (const key of keysToRecord(event.keys)) this.recorded.add(key);
				return isNew;
			}),
		);
		const onlyAsked = [...fresh].filter((key) => !this.recorded.has(key));
		if (onlyAsked.length > 0) {
			const takeBack = this.context.helpers.removeProcessed;
			await this.patiently(async () => await takeBack(onlyAsked, 'node', entries));
		}
		return answers;
	}

	private isNew({ keys, legacy }: Asked, fresh: Set<string>, isInDoubt: boolean): boolean {
		const wasHere = (key: string): boolean => this.recorded.has(key);
		if (isInDoubt) return !isKnown(keys, wasHere);
		const wasThere = (key: string): boolean => !fresh.has(key) || wasHere(key);
		return !isKnown(keys, wasThere) && !legacy.some((key) => !fresh.has(key));
	}

	/**
	 * Records the keys and tells which were new. When the answer to a write was lost, nobody can tell
	 * any more what was known before it, so all are in doubt: twice is bad, never is worse.
	 */
	private async record(keys: string[]): Promise<{ fresh: Set<string>; isInDoubt: boolean }> {
		const { checkProcessedAndRecord } = this.context.helpers;
		// A query that regular mode does without.
		const before = this.isShared ? await this.count() : undefined;
		const isFull = before === undefined || before > this.most + slack;
		const maxEntries = (isFull ? this.most : before) + keys.length;
		let isInDoubt = false;
		const { new: fresh } = await this.patiently(
			async () => await checkProcessedAndRecord(keys, 'node', { mode: 'entries', maxEntries }),
			async () => {
				isInDoubt = before === undefined || (await this.count()) !== before;
			},
		);
		return { fresh: new Set(fresh.map(String)), isInDoubt };
	}

	private async count(): Promise<number> {
		const { getProcessedDataCount } = this.context.helpers;
		return await this.patiently(async () => await getProcessedDataCount('node', entries));
	}

	/** @param beforeNext runs after a failure, before the call is made again */
	private async patiently<T>(call: () => Promise<T>, beforeNext?: () => Promise<void>): Promise<T> {
		const giveUpAtMs = Date.now() + patienceMs;
		for (let waitMs = 250; ; waitMs = Math.min(waitMs * 2, longestPauseMs)) {
			let failure: unknown;
			try {
				return await call();
			} catch (error) {
				failure = error;
			}
			if (Date.now() + waitMs > giveUpAtMs) throw failure;
			this.context.logger.debug(`n8n's memory is asked again. ${wordsOf(failure)}`);
			await sleep(waitMs);
			await beforeNext?.();
		}
	}
}
