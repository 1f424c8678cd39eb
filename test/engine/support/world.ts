import type { IDataObject } from 'n8n-workflow';

import type { Generation, HistoryEvent } from '../../simulator';
import { bytes, pause, post, signed, type Bench } from './bench';
import { advance, hours, minutes } from './clock';
import type { N8n } from './n8n';
import { hangUp, type Moment } from './sender';

/** What differs between two accounts, or two times, of HeyGen. */
export interface Manner {
	generation: Generation;
	/** v3 only: whether a delivery's body has the event's id. */
	hasIds: boolean;
	/** The trigger reads HeyGen's lists; with IDs, HeyGen's history holds what no endpoint waits for. */
	isPolling?: boolean;
}

/** An event that HeyGen made, and what became of its delivery. */
export interface Made {
	key: string;
	event: HistoryEvent;
	body: Buffer;
	madeAtMs: number;
	/** The endpoints that HeyGen had for it then. */
	endpointIds: string[];
	isAcknowledged: boolean;
	/** Which promise of HeyGen's or n8n's was broken, so that it need not come out. */
	excuse?: string;
}

/** HeyGen gives up after a day. Source: docs/facts/heygen.md#deliveries */
const longestRetryMs = hours(24);

/** One HeyGen and one n8n, and all that happened to their events. */
export class World {
	readonly made: Made[] = [];
	isUp = true;
	isPublished = false;
	private excused = 0;

	constructor(
		readonly here: Bench,
		readonly n8n: N8n,
		readonly manner: Manner,
	) {}

	/** HeyGen ends a job: the event is in the history (v3), and to be delivered. */
	async make(content: string, ageMs = 0): Promise<Made> {
		const { generation, hasIds, isPolling = false } = this.manner;
		if (isPolling) return await this.end();
		const number = this.made.length + 1;
		const hasOwnContent = content === 'unique' || generation === 'v1' || !hasIds;
		const video_id = hasOwnContent ? `v${number}` : content;
		const madeAtMs = Date.now() - ageMs;
		const event = await this.here.simulator.emit(
			'avatar_video.success',
			{ video_id, callback_id: null },
			{ deliver: false, createdAt: new Date(madeAtMs) },
		);
		const { event_id, event_type, event_data, created_at } = event;
		const made: Made = {
			key: hasIds && generation === 'v3' ? event_id : video_id,
			event,
			body: bytes(
				hasIds && generation === 'v3'
					? { event_id, event_type, event_data, created_at }
					: { event_type, event_data },
			),
			madeAtMs,
			endpointIds: this.here.simulator.endpoints.map(({ endpoint_id }) => endpoint_id),
			isAcknowledged: false,
		};
		this.made.push(made);
		return made;
	}

	/** A job that nobody is told of. */
	private async end(): Promise<Made> {
		const { simulator } = this.here;
		const key = simulator.beginJob('video');
		const { event } = await simulator.finishJob(key, { deliver: false });
		if (event === null) throw new Error('a video has an event');
		const made: Made = {
			key,
			event,
			body: bytes(''),
			madeAtMs: Date.now(),
			endpointIds: [],
			isAcknowledged: false,
		};
		this.made.push(made);
		return made;
	}

	/** One attempt of HeyGen, to the address and with the secret of this moment. */
	async attempt(made: Made): Promise<void> {
		const endpoint = this.target(made);
		if (endpoint === undefined) return;
		const headers = { 'Heygen-Signature': signed(made.body, endpoint.secret) };
		const [answer] = await Promise.allSettled([post(endpoint.url, made.body, headers)]);
		if (answer.status === 'fulfilled' && answer.value.status < 300) made.isAcknowledged = true;
	}

	/** An attempt that HeyGen breaks off. */
	async breakOff(made: Made, moment: Moment): Promise<void> {
		const endpoint = this.target(made);
		if (endpoint?.url !== this.n8n.url || !this.isUp || !this.isPublished) return;
		const headers = { 'Heygen-Signature': signed(made.body, endpoint.secret) };
		await Promise.race([
			hangUp(this.n8n, made.body, headers, moment),
			this.n8n.process.ended,
			pause(1_000),
		]);
	}

	async retryAll(): Promise<void> {
		for (const made of this.made) {
			if (!made.isAcknowledged) await this.attempt(made);
		}
	}

	/** What the main process does; it may die of it. */
	async try(work: () => Promise<unknown>): Promise<void> {
		await Promise.allSettled([work()]);
		if (!this.n8n.process.isAlive) this.isUp = false;
	}

	/** The process that runs now dies when it has taken this many more steps. */
	killAfter(steps: number): void {
		const { process } = this.n8n;
		let left = steps;
		process.onStep = () => {
			if (left-- > 0) return;
			process.onStep = () => {};
			this.n8n.kill();
			this.isUp = false;
		};
	}

	async start(): Promise<void> {
		// n8n ends its executions before it stops.
		if (this.isUp) await this.n8n.results();
		this.isUp = true;
		await this.try(async () => {
			if (this.isPublished) await this.n8n.newProcess();
			else {
				this.n8n.startEmpty();
				// n8n removes at its start what was unpublished while it was down.
				await this.n8n.deactivate();
			}
		});
	}

	async publish(): Promise<void> {
		this.isPublished = true;
		await this.try(async () => await this.n8n.activate());
	}

	async unpublish(): Promise<void> {
		this.isPublished = false;
		await this.try(async () => await this.n8n.deactivate());
	}

	/** HeyGen and n8n get all the time they ask for. */
	async settle(rounds = 6): Promise<void> {
		this.n8n.whileStoring = () => {};
		this.n8n.process.onStep = () => {};
		if (!this.isUp) await this.start();
		if (!this.isPublished) await this.publish();
		for (let round = 0; round < rounds; round++) {
			advance(minutes(10));
			await this.retryAll();
			await this.n8n.tick();
			await this.n8n.results();
		}
		await this.start();
		advance(minutes(10));
		await this.retryAll();
		await this.n8n.tick();
	}

	/** Each event with how often it came out, where that is wrong. */
	async wrong(): Promise<string[]> {
		await this.excuse();
		const out = await this.n8n.json();
		return this.made.flatMap((made) => {
			const count = out.filter((item) => this.keyOf(item) === made.key).length;
			const isRight = count === 1 || (count === 0 && made.excuse !== undefined);
			const delivery = made.isAcknowledged ? 'acknowledged' : 'never acknowledged';
			return isRight ? [] : [`${made.key} came out ${count} times, ${delivery}`];
		});
	}

	private keyOf({ event_id, video_id }: IDataObject): unknown {
		const { generation, hasIds, isPolling = false } = this.manner;
		return hasIds && generation === 'v3' && !isPolling ? event_id : video_id;
	}

	private target(made: Made) {
		if (Date.now() - made.madeAtMs > longestRetryMs) return undefined;
		return this.here.simulator.endpoints.find(
			({ endpoint_id, status }) => status === 'enabled' && made.endpointIds.includes(endpoint_id),
		);
	}

	/** Names, for each event that may be missing, the promise that was broken. */
	private async excuse(): Promise<void> {
		const results = await this.n8n.results();
		for (const [index, { status }] of results.entries()) {
			const stored = this.n8n.stored[index];
			if (status !== 'crashed' || stored === undefined) continue;
			const since = stored.process?.steps.slice(stored.stepsBefore) ?? [];
			const isRecorded = since.some((name) => /^(insert|update) done$/.test(name));
			const input = JSON.stringify(stored.input);
			// A look back may have recorded any event.
			const mayHold = (key: string): boolean =>
				/"lookBack"/.test(input) || input.includes(`"${key}"`);
			for (const made of this.made.filter(({ key }) => mayHold(key))) {
				if (isRecorded) made.excuse = 'n8n died between its record and its output';
				else if (this.manner.generation === 'v1') made.excuse = 'n8n died, v1 has no history';
			}
		}
		if (this.manner.generation === 'v3') return;
		for (const made of this.made) {
			if (!made.isAcknowledged) made.excuse ??= 'HeyGen had no endpoint, v1 has no history';
		}
		this.excused = this.made.filter(({ excuse }) => excuse !== undefined).length;
	}

	get excusedCount(): number {
		return this.excused;
	}
}
