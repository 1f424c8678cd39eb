import { call } from '../http/outbound';
import type { World } from '../state/world';
import { invalid } from './errors';
import { isPublicHttps } from './publicUrl';

export const PROBE_LIMIT_MS = 1_000;

/** Turns down addresses that HeyGen would not take, and those that do not answer OPTIONS. */
export async function checkTarget(world: World, url: string): Promise<void> {
	if (!URL.canParse(url) || !/^https?:\/\//i.test(url)) {
		throw invalid('url', 'url has to be an absolute http address.');
	}
	if (world.settings.requirePublicHttps && !isPublicHttps(url)) {
		throw invalid('url', 'url has to be a public https address.');
	}
	if (!world.settings.validateUrl) return;
	const answer = await call({ method: 'OPTIONS', url, limitMs: PROBE_LIMIT_MS });
	world.probes.push({ url, status: answer.status, durationMs: answer.durationMs });
	if (answer.status < 200 || answer.status > 299) {
		throw invalid('url', `url did not pass the OPTIONS check (${answer.status || 'no answer'}).`);
	}
}
