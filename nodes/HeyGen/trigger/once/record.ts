import type { IExecuteFunctions } from 'n8n-workflow';

import { wordsOf } from '../../api/errors';
import { Check, fewestKeys, rememberedKeys, sliceSize, type Question } from './check';
import { withLock, worksHere } from './lock';

const hourMs = 3_600_000;
const keptMs = 50 * hourMs;

interface Waiting extends Question {
	answer(isNew: boolean[]): void;
}

/**
 * n8n's memory of what a trigger node has put out: one row of its database for each node, shared by
 * all processes, kept over restarts. n8n reads, changes and writes it as a whole and without a lock,
 * so all checks of one node (check.ts) go one after the other: in a process by the queue here,
 * between processes by lock.ts.
 */
export class Record {
	private readonly waiting: Waiting[] = [];
	private isAsking = false;
	/** How many keys this process recorded, hour by hour, newest last. */
	private readonly hours: Array<{ startMs: number; keys: number }> = [];
	private readonly sinceMs = Date.now();
	/** Whether n8n has what the lock is made of; undefined until it was tried. */
	private canLock: boolean | undefined;

	/** For each event whether it is new. Never throws: what can't be told counts as new. */
	async whichAreNew(question: Question): Promise<boolean[]> {
		if (question.events.length === 0) return [];
		return await new Promise((answer) => {
			this.waiting.push({ ...question, answer });
			if (!this.isAsking) void this.askInTurn();
		});
	}

	/** Two queues for one node would forget each other's keys. */
	get isBusy(): boolean {
		return this.isAsking;
	}

	private async askInTurn(): Promise<void> {
		this.isAsking = true;
		for (;;) {
			const batch = this.nextBatch();
			const [first] = batch;
			if (first === undefined) break;
			await this.answerAll(first.context, batch);
		}
		this.isAsking = false;
	}

	/** Executions that wait at the same time share a call. */
	private nextBatch(): Waiting[] {
		let size = 0;
		const fitting = this.waiting.findIndex(({ events }) => (size += events.length) > sliceSize);
		return this.waiting.splice(0, fitting === -1 ? this.waiting.length : Math.max(1, fitting));
	}

	private async answerAll(context: IExecuteFunctions, batch: Waiting[]): Promise<void> {
		const ask = async (isShared: boolean): Promise<void> => {
			const check = new Check(context, isShared, isShared ? undefined : this.most(Date.now()));
			const answers = await check.answer(batch);
			this.count(check.recorded.size, Date.now());
			// Before the lock is released: what is recorded is lost until n8n has saved the execution.
			batch.forEach(({ answer }, index) => answer(answers[index] ?? []));
		};
		try {
			const isShared = batch.some((question) => question.isShared) && (await this.mayLock(context));
			if (isShared) await withLock(context, async () => await ask(true));
			else await ask(false);
		} catch (error) {
			context.logger.warn(
				`n8n could not tell whether HeyGen events are repeats, they are passed on. ${wordsOf(error)}`,
			);
			for (const { events, answer } of batch) answer(events.map(() => true));
		}
	}

	private count(keys: number, nowMs: number): void {
		const last = this.hours.at(-1);
		if (last !== undefined && nowMs - last.startMs < hourMs) last.keys += keys;
		else this.hours.push({ startMs: nowMs, keys });
	}

	/** How many keys are kept: once it is known, those of the days in which HeyGen may repeat. */
	private most(nowMs: number): number {
		if (nowMs - this.sinceMs < keptMs) return rememberedKeys;
		while ((this.hours[0]?.startMs ?? nowMs) < nowMs - keptMs) this.hours.shift();
		const young = this.hours.reduce((sum, { keys }) => sum + keys, 0);
		return Math.min(rememberedKeys, Math.max(fewestKeys, 2 * young));
	}

	private async mayLock(context: IExecuteFunctions): Promise<boolean> {
		if (this.canLock !== undefined) return this.canLock;
		try {
			this.canLock = await worksHere(context);
		} catch (error) {
			context.logger.debug(`The lock between processes could not be tried. ${wordsOf(error)}`);
			return false;
		}
		if (!this.canLock) {
			context.logger.warn(
				'This version of n8n keeps its memory in another way, so the HeyGen Trigger has no lock between processes: with several workers, an event that HeyGen sends twice at the same moment may come twice.',
			);
		}
		return this.canLock;
	}
}
