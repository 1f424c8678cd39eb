import type { INodeExecutionData } from 'n8n-workflow';

import { pause } from '../api/retry';
import type { Failing } from '../operation/attempt';
import { onErrorOf } from '../operation/itemError';
import type { Plan } from './create';
import { createNext, resumeUrlOf, type Round } from './createNext';
import { withFiles } from './files';
import { canRunAgain, isOwnRun, runAgain } from '../operation/n8nStack';
import { finished, isToMake, itemsOf, outcomesOf, pendingItems, progressOf } from './output';
import { writeParked, type Parked } from './parked';
import { isHeyGensWord, openOf, Poll } from './poll';
import { isPublic } from '../shared/publicAddress';
import { heldAllTheTimeMs, heldBefore, parkedMs } from './schedule';

interface Waited {
	items: INodeExecutionData[];
	isParked: boolean;
}

/** One call of the node: creates what HeyGen accepts, asks, and parks or returns the items. */
export class Wait {
	private readonly poll: Poll;
	/** How many jobs have ended since the node was parked. */
	private readonly ended: number;
	/** In this call. */
	private looks = 0;
	/** HeyGen's message when it accepted no more jobs. */
	private refusal: string | undefined;

	/** @param plans of the first call, in which all items were checked */
	constructor(
		private readonly round: Round,
		private readonly parked: Parked,
		private readonly plans?: ReadonlyArray<Plan | Failing>,
	) {
		this.poll = new Poll(round);
		for (const [item, status] of parked.told ?? []) {
			const entry = parked.entries[item];
			if (entry !== undefined && 'job' in entry) this.poll.note(entry, status);
		}
		this.ended = parked.told?.length ?? 0;
		delete parked.told;
	}

	/** @throws NodeApiError or NodeOperationError, as 'On Error' says */
	async goOn(): Promise<Waited> {
		const { round, parked, plans } = this;
		for (let { ended } = this; ; ) {
			const hasRoom = ended > 0 || openOf(parked.entries).length === 0;
			// A retry reads the item again: then it sends the same keys.
			const known = this.looks === 0 ? plans : undefined;
			this.refusal = await createNext(round, parked, { plans: known, hasRoom });
			ended = await this.look();
			if (this.refusal !== undefined && ended > 0) continue;
			if (await this.isOver()) return { items: await this.output(), isParked: false };
			const heldMs = this.heldMs();
			if (heldMs === undefined) return { items: await this.park(), isParked: true };
			await pause(round.context, Math.min(heldMs, this.leftMs()));
		}
	}

	private leftMs(nowMs = Date.now()): number {
		return this.parked.madeMs + this.parked.waitMs - nowMs;
	}

	private get isDone(): boolean {
		const { entries } = this.parked;
		return openOf(entries).length === 0 && !entries.some(isToMake);
	}

	/** HeyGen calls back for every job. */
	private get isCalled(): boolean {
		const { entries } = this.parked;
		const isWaiting = openOf(entries).every(({ job }) => job.isCalled === true);
		return isWaiting && !entries.some(isToMake);
	}

	private async look(): Promise<number> {
		// Jobs that were just created are asked for in any case.
		const isFirst = this.looks++ === 0 && this.plans !== undefined;
		const isFollowed = this.plans === undefined && this.leftMs() > 0;
		const isFinal = isFirst ? () => false : isHeyGensWord;
		return await this.poll.look(this.parked.entries, isFinal, isFollowed);
	}

	private async isOver(): Promise<boolean> {
		const isLate = this.leftMs() <= 0;
		if (isLate || this.isDone) await this.poll.results(this.parked.entries);
		return isLate || this.isDone;
	}

	private async output(): Promise<INodeExecutionData[]> {
		const { context } = this.round;
		const { entries } = this.parked;
		const { statuses, unasked } = this.poll;
		const items = finished(context, entries, statuses, { unasked, refusal: this.refusal });
		return await withFiles(this.round, { entries, items });
	}

	/** How long to keep the execution running until HeyGen is asked again; undefined to park it. */
	private heldMs(): number | undefined {
		const { context } = this.round;
		if (canRunAgain(context)) {
			const isAsked = openOf(this.parked.entries).some(({ job }) => job.isCalled !== true);
			return isAsked && this.plans !== undefined ? heldBefore(this.looks - 1) : undefined;
		}
		return isOwnRun(context) && this.isCalled ? undefined : heldAllTheTimeMs;
	}

	/** @returns what the editor shows while the node is parked */
	private async park(): Promise<INodeExecutionData[]> {
		const { parked, isCalled, poll } = this;
		const { context } = this.round;
		const { entries } = parked;
		parked.isCalledAgain = canRunAgain(context);
		const nowMs = Date.now();
		let ms = this.leftMs(nowMs);
		if (parked.isCalledAgain) {
			ms = Math.min(ms, parkedMs({ ...parked, isCalled }, nowMs));
			parked.looks++;
			runAgain(context);
		} else {
			// At the limit n8n lets these items through without calling the node.
			await poll.results(entries);
			const atLimit = outcomesOf(entries, poll.statuses);
			context.getExecuteData().data.main = [itemsOf(atLimit, onErrorOf(context.getNode()))];
		}
		writeParked(context, parked);
		const until = new Date(nowMs + ms);
		this.tellHint(until);
		await context.putExecutionToWait(until);
		return pendingItems(entries);
	}

	private tellHint(until: Date): void {
		const { context } = this.round;
		const minutes = Math.round((Date.now() - this.parked.beganMs) / 60_000);
		const { items, made, open, done, failed } = progressOf(this.parked.entries);
		const said = [
			`Waiting for HeyGen for ${minutes} minutes: of ${items} items ${made} are created, ${open} running, ${done} done, ${failed} failed.`,
			`HeyGen is asked again at ${until.toISOString()}.`,
		];
		if (this.isCalled && !isPublic(resumeUrlOf(context))) {
			said.push(
				`HeyGen may not be able to call n8n at ${new URL(resumeUrlOf(context)).origin}: set WEBHOOK_URL of n8n, and of each worker, to its public https address.`,
			);
		}
		context.addExecutionHints({ message: said.join(' '), type: 'info', location: 'outputPane' });
	}
}
