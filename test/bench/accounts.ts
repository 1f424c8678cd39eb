import type { Bench } from '../e2e/support/bench';
import type { Measured } from './passes';

/** How long an activation takes, and what it asks, when the account has so many other endpoints. */
export async function activationAmong(bench: Bench, endpoints: number): Promise<Measured> {
	const account = await bench.account('v3');
	const { heygen } = account;
	for (let each = 0; each < endpoints; each++) {
		heygen.addEndpoint({ url: `https://example.com/${each}`, events: ['avatar_video.success'] });
	}
	const startedMs = performance.now();
	const workflow = await account.listen();
	const ms = performance.now() - startedMs;
	const calls = account.calls().length;
	await bench.api.workflows.deactivate(workflow.id);
	return { 'activation, ms': ms, 'calls about endpoints': calls };
}
