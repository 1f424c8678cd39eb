import { ApiError } from '../api/errors';
import { Deliverer } from '../delivery/deliverer';
import { Waits } from '../delivery/waits';
import { Callbacks } from '../jobs/callbacks';
import { Jobs } from '../jobs/jobs';
import type { UploadPlan } from '../jobs/types';
import type { JsonObject, Probe, RecordedRequest, Upload } from '../types';
import { EndpointStore } from './endpoints';
import { Faults } from './faults';
import { History } from './history';
import { Idempotency } from './idempotency';
import { Links } from './links';
import { Pages } from './pages';
import type { Settings } from './settings';
import { shown } from './shelf';
import { makeShelves } from './shelves';
import type { ShelfName } from './shelves';
import { Storage } from './storage';
import { Tokens } from './tokens';

/** All that the simulated account knows and remembers. */
export class World {
	url = '';
	/** Whether the create of an agent names its video already. */
	agentVideoAtOnce = false;
	uploadPlan: UploadPlan = {};
	readonly endpoints = new EndpointStore();
	readonly history = new History();
	readonly pages = new Pages();
	readonly idempotency = new Idempotency();
	readonly faults = new Faults();
	readonly links = new Links(() => this.url);
	readonly storage = new Storage(() => this.url);
	readonly shelves = makeShelves();
	readonly tokens: Tokens;
	readonly deliverer: Deliverer;
	readonly callbacks: Callbacks;
	readonly jobs: Jobs;
	readonly waits = new Waits();
	readonly requests: RecordedRequest[] = [];
	readonly downloads: RecordedRequest[] = [];
	readonly uploads: Upload[] = [];
	readonly probes: Probe[] = [];

	constructor(readonly settings: Settings) {
		this.tokens = new Tokens(settings.accessToken, settings.refreshToken);
		this.deliverer = new Deliverer(this.endpoints, settings);
		this.callbacks = new Callbacks(settings.timeScale);
		this.jobs = new Jobs(this.shelves, this.links);
		this.settleJobs();
	}

	/** @throws ApiError 404 with the code that the kind of thing has */
	find(shelf: ShelfName, id: string): JsonObject {
		const item = this.shelves[shelf].find(id);
		if (item) return item;
		const { missing } = this.shelves[shelf];
		throw new ApiError(404, missing, `The account has no ${shelf} with the id ${id}.`);
	}

	/** A thing as the API shows it now, its links fresh. */
	look(shelf: ShelfName, id: string): JsonObject {
		return this.links.resign(shown(this.seen(this.find(shelf, id))));
	}

	seen(item: JsonObject): JsonObject {
		return this.jobs.seen(item);
	}

	remove(shelf: ShelfName, id: string): void {
		this.find(shelf, id);
		this.shelves[shelf].remove(id);
	}

	reset(): void {
		this.deliverer.stop();
		this.callbacks.stop();
		this.waits.cancel();
		const lists: unknown[][] = [
			this.endpoints.all,
			this.history.all,
			this.deliverer.attempts,
			this.requests,
			this.downloads,
			this.uploads,
			this.probes,
		];
		for (const list of lists) list.length = 0;
		const { pages, idempotency, faults, jobs, links, storage } = this;
		const tables = [pages, idempotency, faults, jobs, links, storage];
		for (const table of [...tables, ...Object.values(this.shelves)]) table.clear();
		this.agentVideoAtOnce = false;
		this.history.isOfEndpoints = false;
		this.uploadPlan = {};
		this.settleJobs();
		this.tokens.reset();
	}

	private settleJobs(): void {
		this.jobs.finishAfterMs = this.settings.finishAfterMs;
		this.jobs.limit = this.settings.concurrency;
	}
}
