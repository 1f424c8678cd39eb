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

/** The number of events in one call. */
export const sliceSize = 100;
/** Recorded along with keys that are only looked up, and removed with them. */
const askingKey = 'asking';

/** An event to look up. */
export interface Asked {
	keys: Keys;
	/** An earlier run of the same execution recorded it. */
	isOwn: boolean;
}

export interface Question extends Asking {
	events: readonly Asked[];
	/** Keys that are recorded in the same call, or in the last of several, and never reported. */
	alsoRecord?: readonly string[];
}

interface Waiting extends Question {
	answer(isNew: boolean[]): void;
}

/**
 * Tells which events a trigger node has emitted, by n8n's processed data (nodeRow.ts). The calls
 * run one after the other, and questions that wait at the same time share a call.
 */
export class SeenEvents {
	private readonly row = new NodeRow();
	private readonly waiting: Waiting[] = [];
	private turn: Promise<void> = Promise.resolve();
	private turns = 0;
	/**
	 * Tells for each event whether it is new, and records them all. Never throws: an event counts as
	 * new if the answer is unknown.
	 */
	async whichAreNew(question: Question): Promise<boolean[]> {
		const answers: boolean[] = [];
		for (let at = 0; at < question.events.length; at += sliceSize) {
			// Other processes can make their calls in between.
			if (at > 0 && question.isShared) await sleep(2 * longestPauseMs);
			const events = question.events.slice(at, at + sliceSize);
			const isLast = at + sliceSize >= question.events.length;
			const alsoRecord = isLast ? (question.alsoRecord ?? []) : [];
			const slice = new Promise<boolean[]>((answer) => {
				this.waiting.push({ ...question, events, alsoRecord, answer });
			});
			void this.inTurn(async () => await this.answerNext());
			answers.push(...(await slice));
		}
		return answers;
	}

	/**
	 * The events that were probably emitted before, so that their files need no download. Records
	 * nothing. A process that is killed in the meantime leaves a hint, which decides nothing.
	 */
	async probablySeen(question: Question): Promise<Asked[]> {
		const hinted = await this.known(
			question,
			({ keys }) => [hintOf(keys)],
			({ keys }, has) => has(hintOf(keys)) === true,
		);
		return await this.known(
			{ ...question, events: hinted },
			({ keys }) => keysToRecord(keys),
			({ keys, isOwn }, has) => !isOwn && isKnown(keys, (key) => has(key) === true),
		);
	}

	/**
	 * Tells for each key whether it was recorded, and records nothing. If the answer is unknown, a
	 * key counts as missing and is removed, so use this only for keys whose loss costs no event.
	 */
	async has({ keys, ...asking }: Asking & { keys: readonly string[] }): Promise<boolean[]> {
		return await this.asked(asking, [...keys, askingKey], (has, answer) => {
			// If it is known, a process was killed during a lookup and has left its keys.
			const isSure = has(askingKey) === false;
			const there = keys.map((key) => isSure && has(key) === true);
			answer(there);
			return [askingKey, ...keys.filter((_, index) => there[index] !== true)];
		});
	}

	/** A call is waiting: a second object for the same node would forget what this one records. */
	get isBusy(): boolean {
		return this.turns > 0;
	}

	private async known(
		{ events, ...asking }: Question,
		keysOf: (event: Asked) => string[],
		isThere: (event: Asked, has: Has) => boolean,
	): Promise<Asked[]> {
		const keys = [...new Set(events.flatMap(keysOf))];
		if (keys.length === 0) return [];
		return await this.asked(asking, keys, (has, answer: (known: Asked[]) => void) => {
			answer(events.filter((event) => isThere(event, has)));
			return keys.filter((key) => has(key) === false);
		});
	}

	private async asked<Answer>(
		asking: Asking,
		keys: readonly string[],
		read: (has: Has, answer: (answer: Answer) => void) => readonly string[],
	): Promise<Answer> {
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
 * The hints go first, in a separate call: they decide if the answer about the keys is lost. A
 * single event of this process needs only one call.
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
