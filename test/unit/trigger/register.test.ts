import { registrar, settle } from '../../../nodes/HeyGen/trigger/endpoint/register';
import { Trigger } from '../../../nodes/HeyGen/trigger/triggerContext';
import { bench } from '../api/support/bench';
import { hookContext } from '../api/support/n8n';

const here = bench();
const url = 'https://n8n.example/webhook/1';
const registered = async (apiVersion: 'v1' | 'v3') => {
	const { apiKey, url: baseUrl } = here.simulator;
	const context = hookContext({ apiKey, apiVersion, baseUrl });
	const by = await registrar(new Trigger(context, (name) => (name === 'events' ? ['*'] : {})), url);
	return await settle(by, { ours: [], registered: undefined, former: undefined });
};

// n8n gives an activation so long, and tries it again by itself.
it.each(['v1', 'v3'] as const)(
	'create does not wait as long as HeyGen says, over %s',
	async (version) => {
		here.simulator.fault({
			kind: 'status',
			status: 503,
			retryAfter: 600,
			method: 'POST',
			times: Infinity,
		});
		await expect(registered(version)).rejects.toThrow();
		expect(here.simulator.endpoints).toEqual([]);
	},
);

it('create looks before it asks again when an answer was lost', async () => {
	here.simulator.fault({ kind: 'status', status: 503, method: 'POST', times: 1 });
	await expect(registered('v1')).resolves.toMatchObject({ url });
	expect(here.simulator.endpoints).toHaveLength(1);
});

it('a new secret counts from now on, before any that is older', async () => {
	const startedMs = Date.now();
	expect((await registered('v3')).registeredAtMs).toBeGreaterThanOrEqual(startedMs);
});
