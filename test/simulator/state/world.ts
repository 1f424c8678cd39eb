import { Deliverer } from '../delivery/deliverer';
import type { Probe, RecordedRequest, SimulatedTranslation, SimulatedVideo } from '../types';
import { EndpointStore } from './endpoints';
import { Faults } from './faults';
import { History } from './history';
import { Idempotency } from './idempotency';
import { Links } from './links';
import { Pages } from './pages';
import type { Settings } from './settings';
import { Tokens } from './tokens';

/** All that the simulated account knows and remembers. */
export class World {
	url = '';
	readonly endpoints = new EndpointStore();
	readonly history = new History();
	readonly pages = new Pages();
	readonly idempotency = new Idempotency();
	readonly faults = new Faults();
	readonly links = new Links(() => this.url);
	readonly tokens: Tokens;
	readonly deliverer: Deliverer;
	readonly videos = new Map<string, SimulatedVideo>();
	readonly translations = new Map<string, SimulatedTranslation>();
	readonly requests: RecordedRequest[] = [];
	readonly downloads: RecordedRequest[] = [];
	readonly probes: Probe[] = [];

	constructor(readonly settings: Settings) {
		this.tokens = new Tokens(settings.accessToken, settings.refreshToken);
		this.deliverer = new Deliverer(this.endpoints, settings);
	}

	reset(): void {
		this.deliverer.stop();
		const lists: unknown[][] = [
			this.endpoints.all,
			this.history.all,
			this.deliverer.attempts,
			this.requests,
			this.downloads,
			this.probes,
		];
		for (const list of lists) list.length = 0;
		const tables = [this.videos, this.translations, this.pages, this.idempotency, this.faults];
		for (const table of tables) table.clear();
		this.links.clear();
		this.tokens.reset();
	}
}
