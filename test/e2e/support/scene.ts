import type { IDataObject } from 'n8n-workflow';

import type { EmittedEvent, EmitOptions, Generation, SimulatedEndpoint } from '../../simulator';
import type { Account, Bench } from './bench';
import type { FaultName } from './faults';
import { showFault } from './faultTable';
import { figuresOf, heygenSees, outcomeOf, type Outcome } from './observed';
import type { StoredWorkflow } from './restTypes';
import { until } from './until';

const historyPath = '/v3/webhooks/events';
const arrivalLimitMs = 90_000;
/** Younger events than ten seconds are left to HeyGen's own delivery. */
export const forChecks = { secondsAgo: 30 };
/** Before anything that a test is about. */
const longAgoMs = 3 * 3_600_000;
/** Attempts come after 0.2, 0.9, 4, 16 … seconds. */
export const repeating = 0.0125;
/** Only the first attempt comes while a test lasts. */
export const onlyOnce = 1_000;

const ago = (seconds: number): Date => new Date(Date.now() - seconds * 1_000);

interface Expected {
	lost: number;
	/** How HeyGen's deliveries ended, without how often each was tried: `500, then 200`. */
	sees?: string | RegExp;
	/** How the events came: `by their deliveries`, `by a check`; undefined where it may be either. */
	way?: string;
	/** What else the run counted. */
	figures?: string;
}

/** A workflow that listens to an account with a past, and what happens to it. */
export class Scene {
	readonly events: EmittedEvent[] = [];

	constructor(
		private readonly bench: Bench,
		readonly account: Account,
		readonly workflow: StoredWorkflow,
		/** As it was when the workflow was activated. */
		readonly endpoint: SimulatedEndpoint,
	) {}

	static async begin(
		bench: Bench,
		generation: Generation,
		timeScale: number,
		parameters: IDataObject = {},
		prepare: (account: Account) => void = () => undefined,
	): Promise<Scene> {
		const account = await bench.account(generation, { timeScale });
		const createdAt = new Date(Date.now() - longAgoMs);
		// the trigger passes on only what comes after the newest event of the first look
		await account.heygen.emit('podcast.success', {}, { deliver: false, createdAt });
		prepare(account);
		const workflow = await account.listenClosely(parameters);
		return new Scene(bench, account, workflow, { ...account.endpointOf(workflow) });
	}

	/** Videos are done, one after the other; the last of them so long ago. */
	async happen(count = 3, { secondsAgo = 0, apartSeconds = 0 } = {}): Promise<void> {
		for (let each = count - 1; each >= 0; each--) {
			await this.emit({ createdAt: ago(secondsAgo + each * apartSeconds) });
		}
	}

	async emit(options: EmitOptions, more: IDataObject = {}): Promise<EmittedEvent> {
		const { heygen } = this.account;
		const data = { ...heygen.sample('avatar_video.success'), ...more };
		const event = await heygen.emit('avatar_video.success', data, options);
		this.events.push(event);
		return event;
	}

	async outcome(): Promise<Outcome> {
		return await outcomeOf(this.bench.n8n, this.workflow.id, this.events);
	}

	/** Waits until n8n takes deliveries again after a restart. */
	async open(): Promise<void> {
		const forged = { secret: 'whsec_other' };
		await until(
			'n8n to take deliveries',
			async () => {
				const { status } = await this.account.heygen.send(this.endpoint, Buffer.from('{}'), forged);
				return status === 401 ? true : undefined;
			},
			{ timeoutMs: arrivalLimitMs },
		);
	}

	/** Waits until all events came out, but so many. */
	async arrive(but = 0): Promise<void> {
		let last: Outcome | undefined;
		await until(
			'the events',
			async () => {
				last = await this.outcome();
				return last.lost <= but ? true : undefined;
			},
			{ timeoutMs: arrivalLimitMs, seen: () => [last, this.account.heygen.attempts] },
		);
	}

	/** Waits for so many looks at HeyGen's list, in which something could come twice; v1 has none. */
	async looks(count: number): Promise<void> {
		const { generation, heygen } = this.account;
		if (generation === 'v1') return;
		const from = heygen.count('GET', historyPath);
		await until(
			`${count} looks`,
			async () => (heygen.count('GET', historyPath) >= from + count ? true : undefined),
			{ timeoutMs: arrivalLimitMs },
		);
	}

	/** What came of it once no execution is under way. */
	private async settled(): Promise<Outcome> {
		let last: Outcome | undefined;
		return await until(
			'the executions to end',
			async () => {
				last = await this.outcome();
				const { new: waiting = 0, running = 0 } = last.failed;
				return waiting + running === 0 ? last : undefined;
			},
			{ timeoutMs: arrivalLimitMs, seen: () => last },
		);
	}

	/** How HeyGen's deliveries ended. */
	sees(): string {
		return heygenSees(this.account, this.events);
	}

	/** What came of it is what is expected, and what docs/faults.md says. None comes twice. */
	async show(fault: FaultName, { lost, sees, way, figures }: Expected): Promise<Outcome> {
		const outcome = await this.settled();
		expect(outcome).toMatchObject({ lost, twice: 0, ...(way === undefined ? {} : { way }) });
		if (sees !== undefined) expect(this.sees()).toMatch(sees);
		const counted = figuresOf(this.events, outcome);
		showFault({
			fault,
			lost,
			twice: outcome.twice,
			figures: [counted, ...(figures === undefined ? [] : [figures])].join('; '),
		});
		return outcome;
	}
}
