import type { IDataObject } from 'n8n-workflow';

import type { Simulator } from '../../simulator';
import { bytes, credentialsFor, pause, post, signed, type Bench } from './bench';
import { advance, minutes } from './clock';
import { database } from './database';
import { gif, longestRetryMs, success, type Made, type Manner } from './made';
import type { N8n } from './n8n';
import { hangUp, type Moment } from './sender';

/** One HeyGen, one n8n, and all that happened to their events. */
export class World {
	readonly made: Made[] = [];
	isUp = true;
	isPublished = false;
	/** Dies at some time from now on. */
	isToDie = false;
	private pausedAtMs: number | undefined;
	/** It died before anything of another account was saved. */
	private hasDiedSwitching = false;
	private wanted = [success];
	/** The account that the credential is of. */
	account: Simulator;
	constructor(
		readonly here: Bench,
		readonly n8n: N8n,
		readonly manner: Manner,
		private readonly accounts: readonly Simulator[] = [here.simulator],
	) {
		this.account = here.simulator;
	}

	/** HeyGen ends a job: the event is in the history (v3), and to be delivered. */
	async make(content: string, ageMs = 0, type = success): Promise<Made> {
		const { generation, hasIds, hasFiles = false, isPolling = false } = this.manner;
		if (isPolling) return await this.end();
		const number = this.made.length + 1;
		const hasOwnContent = content === 'unique' || generation === 'v1' || !hasIds || hasFiles;
		const video_id = hasOwnContent ? `v${number}` : content;
		const madeAtMs = Date.now() - ageMs;
		const { account } = this;
		if (hasFiles) await account.finishVideo({ videoId: video_id, bytes: 64, deliver: false });
		// The one that finishing the video left there is older or younger than told.
		if (hasFiles) account.history.splice(0, 1);
		const url = account.videos.get(video_id)?.video_url;
		const event = await account.emit(
			type,
			{ video_id, callback_id: null, ...(typeof url === 'string' && { url }) },
			{ deliver: false, createdAt: new Date(madeAtMs) },
		);
		const { event_id, event_type, event_data, created_at } = event;
		const made: Made = {
			key: hasIds && generation === 'v3' ? event_id : video_id,
			account,
			event,
			body: bytes(
				hasIds && generation === 'v3'
					? { event_id, event_type, event_data, created_at }
					: // HeyGen's list may differ from what it delivers.
						{ event_type, event_data: { ...event_data, only_delivered: number } },
			),
			madeAtMs,
			isWanted: this.wanted.includes(type),
			endpointIds: account.endpoints.map(({ endpoint_id }) => endpoint_id),
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
			account: simulator,
			event,
			body: bytes(''),
			madeAtMs: Date.now(),
			isWanted: true,
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
		const headers = {
			'Heygen-Signature': signed(made.body, endpoint.secret),
			// Each attempt has the first one's.
			'Heygen-Timestamp': String(Math.floor(made.madeAtMs / 1_000)),
		};
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
		this.isToDie = true;
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
		this.isToDie = false;
		if (this.hasDiedSwitching) this.excuseOpen('n8n died while it began with another account');
		this.hasDiedSwitching = false;
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
		if (Date.now() - (this.pausedAtMs ?? Infinity) > longestRetryMs) {
			this.excuseOpen('a pause of more than a day starts afresh');
		}
		this.pausedAtMs = undefined;
		await this.try(async () => await this.n8n.activate());
	}

	/** Many that never arrive, a second apart. */
	async loseMany(count: number): Promise<void> {
		for (let index = 0; index < count; index++) {
			advance(1_000);
			await this.make('unique');
		}
	}

	/** A person adds another type of events, or takes it away. */
	async choose(): Promise<void> {
		this.wanted = this.wanted.includes(gif) ? [success] : [success, gif];
		await this.unpublish();
		for (const made of this.made)
			if (made.event.event_type === gif) made.excuse ??= 'no longer chosen';
		this.n8n.node.parameters.events = [...this.wanted];
		if (this.isUp) await this.publish();
	}

	/** A person chooses another credential, of another account. */
	async switchAccount(): Promise<void> {
		await this.unpublish();
		const next = this.accounts.find((account) => account !== this.account);
		if (next === undefined || !this.isUp) return;
		this.excuseOpen('another account was chosen');
		this.account = next;
		Object.assign(this.n8n.credentials, credentialsFor(next, this.manner.generation));
		const heyGenEventsApi = { id: String(this.accounts.indexOf(next) + 1), name: 'HeyGen' };
		this.n8n.node = { ...this.n8n.node, credentials: { heyGenEventsApi } };
		await this.publish();
		this.hasDiedSwitching = !this.isUp;
	}

	private excuseOpen(excuse: string): void {
		for (const made of this.made) made.excuse ??= excuse;
	}

	async unpublish(): Promise<void> {
		this.isPublished = false;
		this.pausedAtMs ??= Date.now();
		await this.try(async () => await this.n8n.deactivate());
	}

	/** HeyGen and n8n get all the time they ask for. */
	async settle(
		rounds = 6 + (this.manner.hasFiles === true ? this.made.length / 5 : 0),
	): Promise<void> {
		database.heal();
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
			if (!made.isWanted && count > 0) return [`${made.key} was not wanted`];
			const isRight = !made.isWanted || count === 1 || (count === 0 && made.excuse !== undefined);
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
		return made.account.endpoints.find(
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
	}
}
