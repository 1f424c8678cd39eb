import type { EmittedEvent, Simulator, SimulatorOptions } from '../simulator';
import type { Account } from './support/bench';
import { useSharedN8n } from './support/bench';
import { json } from './support/executions';
import type { PublicationStatus, StoredWorkflow } from './support/restTypes';
import { closeTicks } from './support/ticks';
import { afterName, productionUrl, triggerWorkflow } from './support/workflows';

/**
 * Proves what the engine tests take for granted of a publication that fails: n8n tries `create` again, five times
 * within 84 s, and shows the error of the last one; it polls as often as it is told, also while it still
 * publishes. What each refusal says is for test/engine/trigger/refusals.test.ts.
 */
const bench = useSharedN8n('perFile');
const limitMs = 180_000;
const path = '/v3/webhooks/endpoints';
const historyPath = '/v3/webhooks/events';

interface Tried {
	account: Account;
	url: string;
	workflow: StoredWorkflow;
	settled: Promise<PublicationStatus>;
}

/** Publishes a workflow at an account where that goes wrong. */
async function attempt(
	options: SimulatorOptions,
	prepare: (heygen: Simulator) => void = () => undefined,
): Promise<Tried> {
	const account = await bench.account('v3', options);
	prepare(account.heygen);
	const workflow = await account.save(triggerWorkflow({ credential: account.credential }));
	await bench.api.workflows.publish(workflow.id);
	const settled = bench.api.workflows.waitSettled(workflow.id, limitMs);
	return { account, url: productionUrl(bench.n8n.webhookUrl, workflow), workflow, settled };
}

let privateUrl: Tried;
let hanging: Tried;
let slowCreate: Tried;
let everyMinute: { account: Account; workflow: StoredWorkflow; missed: EmittedEvent };

// all at once, because all of them wait
beforeAll(async () => {
	const account = await bench.account('v3');
	const workflow = await account.listen({ options: { recoverIntervalMinutes: 1 } });
	const createdAt = new Date(Date.now() - 20_000);
	const data = account.heygen.sample('avatar_video.success');
	const lost = { deliver: false, createdAt };
	const missed = await account.heygen.emit('avatar_video.success', data, lost);
	everyMinute = { account, workflow, missed };
	hanging = await attempt({}, (heygen) => heygen.fault({ kind: 'hang', times: Infinity }));
	privateUrl = await attempt({ requirePublicHttps: true });
	// longer than the trigger waits, and the endpoint is made all the same
	slowCreate = await attempt({}, (heygen) =>
		heygen.fault({ kind: 'slow', delayMs: 9_000, method: 'POST', path }),
	);
});

it('n8n shows what to do when HeyGen refuses the URL', async () => {
	const { status, triggers } = await privateUrl.settled;
	expect(status).toBe('failed');
	const message = triggers[0]?.errorMessage;
	expect(message).toContain(`HeyGen refused the webhook URL ${privateUrl.url}:`);
	expect(message).toContain('WEBHOOK_URL');
	expect(privateUrl.account.heygen.endpoints).toEqual([]);
});

it(
	'n8n shows a sentence when HeyGen hangs, and nothing is left there',
	async () => {
		const { status, triggers } = await hanging.settled;
		expect(status).toBe('failed');
		expect(triggers[0]?.errorMessage).toBe(
			`HeyGen did not answer in time at ${hanging.account.heygen.url}. ` +
				'Check the Base URL in the credential and try again later. ' +
				`The webhook URL ${hanging.url} was not registered.`,
		);
		expect(hanging.account.heygen.endpoints).toEqual([]);
	},
	limitMs,
);

it(
	'n8n tries again, and takes over the endpoint of a create that was given up',
	async () => {
		const { status } = await slowCreate.settled;
		expect(status).toBe('published');
		const { heygen } = slowCreate.account;
		expect(heygen.endpoints).toHaveLength(1);
		expect((await heygen.finishVideo()).attempts).toMatchObject([{ status: 200 }]);
		const [run] = await bench.api.executions.waitFor(slowCreate.workflow.id);
		expect(run && json(run, afterName)).toHaveLength(1);
	},
	limitMs,
);

it(
	'n8n polls every minute when it is told so',
	async () => {
		const { account, workflow, missed } = everyMinute;
		const runs = await bench.api.executions.waitFor(workflow.id, 1, limitMs);
		expect(runs.map((run) => json(run, afterName))).toMatchObject([
			[{ event_id: missed.event_id, event_type: missed.event_type }],
		]);
		expect(runs[0]?.mode).toBe('trigger');
		expect(account.heygen.count('GET', historyPath)).toBeGreaterThan(1);
	},
	limitMs,
);

it(
	'a publication that a poll falls into goes on',
	async () => {
		const account = await bench.account('v3');
		// longer than it is from one tick to the next
		account.heygen.fault({ kind: 'slow', delayMs: 7_000, method: 'POST', path });
		const { credential } = account;
		const workflow = await account.save(triggerWorkflow({ credential, parameters: closeTicks }));
		await bench.api.workflows.publish(workflow.id);
		const settled = await bench.api.workflows.waitSettled(workflow.id, limitMs);
		expect(settled).toMatchObject({ status: 'published' });
		expect(account.heygen.count('POST', path)).toBe(1);
		expect(account.heygen.count('GET', historyPath)).toBeGreaterThan(1);
	},
	limitMs,
);
