import type { EmittedEvent, Generation, Simulator, SimulatorOptions } from '../simulator';
import type { Account } from './support/bench';
import { listAndCreate, useN8n } from './support/bench';
import { json } from './support/executions';
import type { PublicationStatus, StoredWorkflow } from './support/restTypes';
import { closeTicks } from './support/ticks';
import { afterName, productionUrl, triggerWorkflow } from './support/workflows';

// n8n tries an activation five times within 84 s, so all that is refused here is tried at once
const bench = useN8n({ env: { N8N_WORKFLOW_PUBLICATION_CONCURRENCY: '20' } }, 'perFile');
const generations: Generation[] = ['v1', 'v3'];
const limitMs = 120_000;

interface Case {
	options?: SimulatorOptions;
	apiKey?: string;
	prepare?: (heygen: Simulator, generation: Generation) => void;
}

const cases = {
	privateUrl: { options: { requirePublicHttps: true } },
	wrongKey: { apiKey: 'wrong' },
	hanging: { prepare: (heygen) => heygen.fault({ kind: 'hang', times: Infinity }) },
	// longer than the trigger waits, and the endpoint is made all the same
	slowCreate: {
		prepare: (heygen, generation) => {
			const path = listAndCreate[generation][1].replace('POST ', '');
			heygen.fault({ kind: 'slow', delayMs: 9_000, method: 'POST', path });
		},
	},
} satisfies Record<string, Case>;

interface Tried {
	account: Account;
	url: string;
	workflow: StoredWorkflow;
	settled: Promise<PublicationStatus>;
}

const tried = new Map<string, Tried>();

async function start(name: string, generation: Generation, one: Case): Promise<void> {
	const account = await bench.account(generation, one.options);
	if (one.apiKey !== undefined) {
		const data = { apiKey: one.apiKey, apiVersion: generation, baseUrl: account.heygen.url };
		await bench.api.credentials.update(account.credential.id ?? '', data);
	}
	one.prepare?.(account.heygen, generation);
	const workflow = await account.save(triggerWorkflow({ credential: account.credential }));
	await bench.api.workflows.publish(workflow.id);
	const settled = bench.api.workflows.waitSettled(workflow.id, limitMs);
	const url = productionUrl(bench.n8n.webhookUrl, workflow);
	tried.set(`${name} ${generation}`, { account, url, workflow, settled });
}

let everyMinute: { account: Account; workflow: StoredWorkflow; missed: EmittedEvent };

beforeAll(async () => {
	const account = await bench.account('v3');
	const workflow = await account.listen({ options: { recoverIntervalMinutes: 1 } });
	const createdAt = new Date(Date.now() - 20_000);
	const lost = { deliver: false, createdAt };
	const data = account.heygen.sample('avatar_video.success');
	const missed = await account.heygen.emit('avatar_video.success', data, lost);
	everyMinute = { account, workflow, missed };
	for (const generation of generations) {
		for (const [name, one] of Object.entries(cases)) await start(name, generation, one);
	}
});

async function settle(name: keyof typeof cases, generation: Generation) {
	const found = tried.get(`${name} ${generation}`);
	if (found === undefined) throw new Error(`${name} was not tried with ${generation}`);
	const { status, triggers } = await found.settled;
	return { ...found, status, message: triggers[0]?.errorMessage ?? '' };
}

describe.each(generations)('an activation with API %s', (generation) => {
	it('tells what to do when HeyGen refuses the URL', async () => {
		const { status, message, url, account } = await settle('privateUrl', generation);
		expect(status).toBe('failed');
		expect(message).toContain(`HeyGen refused the webhook URL ${url}:`);
		expect(message).toContain('"url has to be a public https address');
		expect(message).toContain('WEBHOOK_URL');
		expect(message).toContain('tunnel');
		expect(account.heygen.endpoints).toEqual([]);
	});

	it('tells that the key is wrong', async () => {
		const { status, message, account } = await settle('wrongKey', generation);
		expect(status).toBe('failed');
		expect(message).toMatch(/^HeyGen did not accept the credential\. HeyGen said: "The key/);
		expect(message).toContain('Check the key in the HeyGen credential');
		expect(message).not.toContain(account.heygen.apiKey);
		expect(account.heygen.endpoints).toEqual([]);
	});

	it(
		'ends with a sentence when HeyGen hangs, and leaves nothing there',
		async () => {
			const { status, message, url, account } = await settle('hanging', generation);
			expect(status).toBe('failed');
			expect(message).toBe(
				`HeyGen did not answer in time at ${account.heygen.url}. ` +
					'Check the Base URL in the credential and try again later. ' +
					`The webhook URL ${url} was not registered.`,
			);
			expect(account.heygen.endpoints).toEqual([]);
		},
		limitMs,
	);

	it('takes over the endpoint of a create that was given up', async () => {
		const { status, workflow, account } = await settle('slowCreate', generation);
		expect(status).toBe('published');
		expect(account.heygen.endpoints).toHaveLength(1);
		expect((await account.heygen.finishVideo()).attempts).toMatchObject([{ status: 200 }]);
		const [run] = await bench.api.executions.waitFor(workflow.id);
		expect(run && json(run, afterName)).toHaveLength(1);
	});
});

it(
	'looks for missed events every minute when told so',
	async () => {
		const { account, workflow, missed } = everyMinute;
		const runs = await bench.api.executions.waitFor(workflow.id, 1, 75_000);
		expect(runs.map((run) => json(run, afterName))).toMatchObject([
			[{ event_id: missed.event_id, event_type: missed.event_type }],
		]);
		expect(runs[0]?.mode).toBe('trigger');
		expect(account.heygen.count('GET', '/v3/webhooks/events')).toBeGreaterThan(1);
	},
	limitMs,
);

it(
	'goes on with an activation that a poll falls into',
	async () => {
		const account = await bench.account('v3');
		const path = '/v3/webhooks/endpoints';
		// longer than it is from one tick to the next
		account.heygen.fault({ kind: 'slow', delayMs: 7_000, method: 'POST', path });
		const { credential } = account;
		const workflow = await account.save(triggerWorkflow({ credential, parameters: closeTicks }));
		await bench.api.workflows.publish(workflow.id);
		const settled = await bench.api.workflows.waitSettled(workflow.id, limitMs);
		expect(settled).toMatchObject({ status: 'published' });
		expect(account.heygen.count('POST', path)).toBe(1);
		expect(account.heygen.count('GET', '/v3/webhooks/events')).toBeGreaterThan(1);
		await bench.api.workflows.deactivate(workflow.id);
	},
	limitMs,
);
