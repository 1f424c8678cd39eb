import type { Simulator } from './simulator';
import type { RecordedRequest, SimulatedEndpoint } from './types';

function tally(requests: readonly RecordedRequest[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { method, path } of requests) {
		const name = `${method} ${path}`;
		counts[name] = (counts[name] ?? 0) + 1;
	}
	return counts;
}

const withoutSecret = (endpoint: SimulatedEndpoint) => ({ ...endpoint, secret: undefined });

/** What a script may know; secrets only when it asks for them. */
export const stateOf = (simulator: Simulator, secrets: boolean) => ({
	url: simulator.url,
	endpoints: secrets ? simulator.endpoints : simulator.endpoints.map(withoutSecret),
	attempts: simulator.attempts,
	history: simulator.history,
	probes: simulator.probes,
	requests: tally(simulator.requests),
	downloads: simulator.downloads.length,
	videos: [...simulator.videos.keys()],
	translations: [...simulator.translations.keys()],
});
