import { sleep } from 'n8n-workflow';

import {
	hintOf,
	isKnown,
	isLikelyKnown,
	keysToRecord,
	leastOfNew,
	type Has,
	type Keys,
} from './keys';
import { longestPauseMs } from './n8nRowLease';
import { NodeRow, type Asking, type Call } from './nodeRow';

/** Events asked about in one call. */
export const sliceSize = 100;
/** Recorded together with keys that are only asked about, and taken back with them. */
const askingKey = 'asking';

/** An event as it is asked about. */
export interface Asked {
	keys: Keys;
	/** It was recorded by an earlier run of this same execution. */
	isOwn: boolean;
}

export interface Question extends Asking {
	events: readonly Asked[];
	/** Keys that are recorded in the same call, and never reported. */
	alsoRecord?: readonly string[];
}

interface Waiting extends Question {
	answer(isNew: boolean[]): void;
}

/**
 * Which events a trigger node has put out, by n8n's memory of it (nodeRow.ts). All that is asked goes
 * in turn, and what is asked at the same time in one call.
 */
export class SeenEvents {
	private readonly row = new NodeRow();
	private readonly waiting: Waiting[] = [];
	private turn: Promise<void> = Promise.resolve();
	private turns = 0;
	/** For each event whether it is new; all are recorded. Never throws: what can't be told is new. */
	async whichAreNew(question: Question): Promise<boolean[]> {
		const answers: boolean[] = [];
		for (let at = 0; at < question.events.length; at += sliceSize) {
			// The others get in between.
			if (at > 0 && question.isShared) await sleep(2 * longestPauseMs);
			const events = question.events.slice(at, at + sliceSize);
			const slice = new Promise<boolean[]>((answer) => {
				this.waiting.push({ ...question, events, answer });
			});
			void this.inTurn(async () => await this.answerNext());
			answers.push(...(await slice));
		}
		return answers;
	}

	/**
	 * For each event whether it was seen, so that its file need not be fetched. Nothing is recorded. A
	 * process that is killed meanwhile leaves a hint behind, which decides nothing.
	 */
	async probablySeen(question: Question): Promise<boolean[]> {
		const { events } = question;
		const isHinted = await this.areKnown(
			question,
			events.map(({ keys }) => [hintOf(keys)]),
			({ keys }, has) => has(hintOf(keys)) === true,
		);
		const hinted = events.filter((_, index) => isHinted[index]);
		const isKnownToo = await this.areKnown(
			{ ...question, events: hinted },
			hinted.map(({ keys }) => keysToRecord(keys)),
			({ keys, isOwn }, has) => !isOwn && isKnown(keys, (key) => has(key) === true),
		);
		const seen = new Set(hinted.filter((_, index) => isKnownToo[index]));
		return events.map((event) => seen.has(event));
	}

	/**
	 * For each key whether it was recorded; nothing is. What can't be told counts as not there, and is
	 * forgotten: for keys of which that costs no event.
	 */
	async has({ keys, ...asking }: Asking & { keys: readonly string[] }): Promise<boolean[]> {
		if (keys.length === 0) return [];
		return await this.asked(asking, [...keys, askingKey], (has, answer) => {
			// Where it is known, a process was killed as it asked, and has left its keys behind.
			const isSure = has(askingKey) === false;
			const there = keys.map((key) => isSure && has(key) === true);
			answer(there);
			return [askingKey, ...keys.filter((_, index) => there[index] !== true)];
		});
	}

	/** Somebody waits: a second object for the same node would forget what this one records. */
	get isBusy(): boolean {
		return this.turns > 0;
	}

	private async areKnown(
		question: Question,
		keys: readonly string[][],
		isThere: (event: Asked, has: Has) => boolean,
	): Promise<boolean[]> {
		const { events } = question;
		const all = [...new Set(keys.flat())];
		if (all.length === 0) return [];
		return await this.asked(question, all, (has, answer) => {
			answer(events.map((event) => isThere(event, has)));
			return all.filter((key) => has(key) === false);
		});
	}

	private async asked(
		asking: Asking,
		keys: readonly string[],
		read: (has: Has, answer: (there: boolean[]) => void) => readonly string[],
	): Promise<boolean[]> {
		return await new Promise((answer) => {
			void this.inTurn(async () => {
				await this.row.ask(asking, [{ keys }], (has) => read(has, answer));
			});
		});
	}

	private async inTurn(work: () => Promise<void>): Promise<void> {
		this.turns++;
		this.turn = this.turn.then(work).finally(() => this.turns--);
		await this.turn;
	}

	private async answerNext(): Promise<void> {
		const batch = this.nextBatch();
		const [first] = batch;
		if (first === undefined) return;
		const isShared = batch.some((question) => question.isShared);
		await this.row.ask({ context: first.context, isShared }, callsFor(batch, isShared), (has) =>
			answerAll(batch, has),
		);
	}

	/** Executions that wait at the same time share a call. */
	private nextBatch(): Waiting[] {
		let size = 0;
		const fitting = this.waiting.findIndex(({ events }) => (size += events.length) > sliceSize);
		return this.waiting.splice(0, fitting === -1 ? this.waiting.length : Math.max(1, fitting));
	}
}

/**
 * The hints go first, in a call of their own: where the answer about the keys is lost, they tell. One
 * event of this process needs but one call.
 */
function callsFor(batch: readonly Waiting[], isShared: boolean): Call[] {
	const all = batch.flatMap(({ events }) => events.map(({ keys }) => keys));
	const besides = batch.flatMap(({ alsoRecord = [] }) => alsoRecord);
	const hints = all.map(hintOf);
	const keys = [...all.flatMap(keysToRecord), ...besides];
	const [only, ...others] = all;
	return only === undefined || others.length > 0 || isShared
		? [{ keys: hints }, { keys }]
		: [{ keys: [...keys, ...hints], leastOfNew: leastOfNew(only) }];
}

function answerAll(batch: readonly Waiting[], has: Has): string[] {
	const recorded = new Set<string>();
	const isKnownHere = (keys: Keys): boolean =>
		isKnown(keys, (key) => recorded.has(key) || has(key) === true) || isLikelyKnown(keys, has);
	for (const { events, answer } of batch) {
		const isNew = events.map(({ keys, isOwn }) => {
			const isNewHere = isOwn || !isKnownHere(keys);
			if (isNewHere) for (const key of keysToRecord(keys)) recorded.add(key);
			return isNewHere;
		});
		answer(isNew);
	}
	const asked = batch.flatMap(({ events }) => events.flatMap(({ keys }) => keysToRecord(keys)));
	return [...new Set(asked)].filter((key) => has(key) === false && !recorded.has(key));
}
