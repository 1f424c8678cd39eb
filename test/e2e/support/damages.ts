import type { Account, Bench } from './bench';
import { onlyOnce, Scene } from './scene';
import { until } from './until';

/** What somebody can do to a trigger's endpoint in HeyGen's API; the tests are that somebody. */
export const damages = [
	['deletes the endpoint', ({ heygen }, id) => heygen.removeEndpoint(id)],
	['disables the endpoint', ({ heygen }, id) => heygen.disable(id)],
	[
		'points the endpoint elsewhere',
		({ heygen }) => heygen.endpoints.forEach((each) => (each.url = 'http://127.0.0.1:9/')),
	],
	[
		'narrows the endpoint to other events',
		({ heygen }) => heygen.endpoints.forEach((each) => (each.events = ['podcast.success'])),
	],
] as const satisfies Array<[string, (account: Account, endpointId: string) => unknown]>;

export type DamageName = (typeof damages)[number][0];

interface Changed {
	name: DamageName;
	scene: Scene;
}

/** Endpoints of the older API that somebody changed, while events happened. */
export async function changeEndpoints(bench: Bench): Promise<Changed[]> {
	const all: Changed[] = [];
	for (const [name, damage] of damages) {
		const scene = await Scene.begin(bench, 'v1', onlyOnce);
		damage(scene.account, scene.endpoint.endpoint_id);
		await scene.happen();
		all.push({ name, scene });
	}
	return all;
}

/** What became of it, when n8n has been restarted since. */
export async function showChanged({ name, scene }: Changed): Promise<void> {
	const { heygen } = scene.account;
	const { url, events } = scene.endpoint;
	await until('the repair', async () => {
		const [endpoint] = heygen.endpoints;
		const isRight = endpoint?.url === url && endpoint.status === 'enabled';
		return isRight && String(endpoint.events) === String(events) ? true : undefined;
	});
	expect(heygen.endpoints).toHaveLength(1);
	const before = scene.sees();
	await scene.happen(1);
	await scene.arrive(3);
	expect(before).not.toContain('200');
	await scene.show(`Somebody ${name} (API v1), then n8n is restarted`, {
		lost: 3,
		way: 'by their deliveries',
	});
}
