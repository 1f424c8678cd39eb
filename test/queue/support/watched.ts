import type { Account } from '../../e2e/support/bench';
import type { StoredWorkflow } from '../../e2e/support/restTypes';
import { until } from '../../e2e/support/until';
import type { SimulatedEndpoint } from '../../simulator';
import { deliver, events } from '../../e2e/support/signed';
import { missing, outcomeOf, quiet, type Outcome } from './outcome';
import type { Queue } from './stage';

const tickLimitMs = 180_000;
const arrivalLimitMs = 180_000;
const historyPath = '/v3/webhooks/events';
const sides = [0, 1] as const;

/** A workflow that looks at HeyGen's history every few seconds, and what can be seen of it. */
export class Watched {
	private constructor(
		private readonly queue: Queue,
		readonly account: Account,
		readonly workflow: StoredWorkflow,
	) {}

	static async listen(queue: Queue): Promise<Watched> {
		const account = await queue.bench.account('v3', { timeScale: 0.0125 });
		const workflow = await account.listenClosely({ options: { recoverIntervalMinutes: 1 } });
		return new Watched(queue, account, workflow);
	}

	/** As it is now; another look may find another one. */
	get endpoint(): SimulatedEndpoint {
		return { ...this.account.endpointOf(this.workflow) };
	}

	/** How often the history was looked at. */
	get looks(): number {
		return this.account.heygen.count('GET', historyPath);
	}

	async ticks(count: number): Promise<void> {
		const before = this.looks;
		await until(`${count} ticks`, async () => (this.looks >= before + count ? true : undefined), {
			timeoutMs: tickLimitMs,
			seen: () => this.looks - before,
		});
	}

	/** An event that is old enough for the next look. @returns what its item is recognised by */
	async make(isDelivered: boolean): Promise<string> {
		const { heygen } = this.account;
		const data = heygen.sample('avatar_video.success');
		const createdAt = new Date(Date.now() - 20_000);
		await heygen.emit('avatar_video.success', data, { deliver: isDelivered, createdAt });
		return String(data.video_id);
	}

	/** How each processor answers one more event, signed with what HeyGen has now. */
	async answers(): Promise<number[]> {
		const { endpoint, queue } = this;
		const answers = sides.map(async (side) => {
			const [event] = events(1);
			if (!event) throw new Error('no event');
			return await deliver(this.account.heygen, queue.at(side, endpoint), event);
		});
		return (await Promise.all(answers)).map(({ status }) => status);
	}

	/** Until all of them came out. */
	async arrival(ids: string[]): Promise<void> {
		const left = async () => missing(await outcomeOf(this.queue.postgres, this.workflow.id), ids);
		let last: string[] = [];
		await until('all events', async () => ((last = await left()).length === 0 ? true : undefined), {
			timeoutMs: arrivalLimitMs,
			seen: () => last,
		});
	}

	async outcome(): Promise<Outcome> {
		await quiet(this.queue.postgres, this.workflow.id);
		return await outcomeOf(this.queue.postgres, this.workflow.id);
	}
}
