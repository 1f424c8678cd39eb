import type { Account } from './support/bench';
import { listAndCreate, useSharedN8n } from './support/bench';
import { damages } from './support/damages';
import { json } from './support/executions';
import type { StoredWorkflow } from './support/restTypes';
import { forChecks, onlyOnce, Scene } from './support/scene';
import { idsOf } from './support/stored';
import { until } from './support/until';
import { heygenAction, manualTrigger, chain } from './support/workflows';

/**
 * Proves what the engine tests take for granted of a poll: n8n calls the trigger at each tick beside deliveries,
 * makes an execution only where the poll puts something out, and saves the static data that a poll changes.
 * HeyGen keeps a history only behind its newer API. The tests wait for ticks, so they wait together.
 */
const bench = useSharedN8n('perFile');
const limitMs = 180_000;
const historyPath = '/v3/webhooks/events';
const secondsAgo = (seconds: number): Date => new Date(Date.now() - seconds * 1_000);

/** Waits for so many more looks at HeyGen's history. */
async function ticks({ heygen }: Account, count: number): Promise<void> {
	const before = heygen.count('GET', historyPath);
	await until(`${count} ticks`, async () =>
		heygen.count('GET', historyPath) >= before + count ? true : undefined,
	);
}

/** A video whose delivery was lost, old enough that HeyGen would not be delivering it at this moment. */
async function missVideo({ heygen }: Account, seconds = 20): Promise<string> {
	const event_data = heygen.sample('avatar_video.success');
	const createdAt = secondsAgo(seconds);
	await heygen.emit('avatar_video.success', event_data, { deliver: false, createdAt });
	return String(event_data.video_id);
}

const output = async (workflow: StoredWorkflow): Promise<string[][]> =>
	await idsOf(bench, { workflow });

/** What HeyGen is answered. An n8n that is busy may miss HeyGen's limit of ten seconds, and takes the event. */
async function accepts({ heygen }: Account): Promise<number[]> {
	return await until('an answer in time', async () => {
		const statuses = (await heygen.finishVideo()).attempts.map(({ status }) => status);
		return statuses.includes(0) ? undefined : statuses;
	});
}

describe('missed events', () => {
	it.concurrent(
		'are emitted once at the next tick, together, and not what was before the activation',
		async () => {
			const account = await bench.account('v3');
			await missVideo(account, 120);
			const workflow = await account.listenClosely();
			await ticks(account, 1);
			const ids = [await missVideo(account, 40), await missVideo(account, 20)];
			await account.heygen.emit(
				'podcast.success',
				{},
				{ deliver: false, createdAt: secondsAgo(20) },
			);
			await ticks(account, 3);
			expect(await output(workflow)).toEqual([ids]);
			// what HeyGen delivers in the end after all is known
			expect(await accepts(account)).toEqual([200]);
			await bench.api.executions.waitFor(workflow.id, 2);
			expect((await output(workflow)).map((each) => each.length)).toEqual([2, 1]);
		},
		limitMs,
	);

	it.concurrent(
		'that were not missed make no execution over two ticks',
		async () => {
			const account = await bench.account('v3');
			const workflow = await account.listenClosely();
			for (const seconds of [40, 30]) {
				const createdAt = secondsAgo(seconds);
				const data = account.heygen.sample('avatar_video.success');
				const { attempts } = await account.heygen.emit('avatar_video.success', data, { createdAt });
				expect(attempts).toMatchObject([{ status: 200 }]);
			}
			await ticks(account, 3);
			expect((await output(workflow)).map((ids) => ids.length)).toEqual([1, 1]);
		},
		limitMs,
	);

	it.concurrent(
		'are not asked for when that is turned off, nor through the older API',
		async () => {
			const clock = await bench.account('v3');
			await clock.listenClosely();
			const off = await bench.account('v3');
			await off.listenClosely({ options: { recoverMissedEvents: false } });
			const old = await bench.account('v1');
			await old.listenClosely();
			const before = [off, old].map(({ heygen }) => heygen.requests.length);
			await ticks(clock, 3);
			expect([off, old].map(({ heygen }) => heygen.requests.length)).toEqual(before);
			expect(off.heygen.count('GET', historyPath)).toBe(0);
			expect(old.heygen.count('GET', historyPath)).toBe(0);
		},
		limitMs,
	);
});

const replace = ({ heygen }: Account, id: string): void => {
	const url = heygen.endpoints.find((each) => each.endpoint_id === id)?.url ?? '';
	heygen.removeEndpoint(id);
	heygen.addEndpoint({ url, events: ['avatar_video.success', 'avatar_video.fail'] });
};
const changes = [
	...damages,
	['deletes the endpoint, and makes another one with its URL', replace],
] as const;

describe('somebody', () => {
	it.concurrent.each(changes)(
		'%s: it works again after a tick, and what happened meanwhile comes',
		async (name, damage) => {
			const scene = await Scene.begin(bench, 'v3', onlyOnce);
			const { account, workflow, endpoint } = scene;
			damage(account, endpoint.endpoint_id);
			// at the same moment: no tick comes in between
			await scene.happen(1, forChecks);
			await ticks(account, 2);
			// the second look may be answered before the repair has ended
			await until(
				'the repair',
				async () => account.heygen.endpoints.some((one) => one.status === 'enabled') || undefined,
			);
			expect(account.heygen.endpoints).toHaveLength(1);
			expect(account.endpointOf(workflow)).toMatchObject({
				events: endpoint.events,
				status: 'enabled',
			});
			expect(await accepts(account)).toEqual([200]);
			await scene.arrive();
			await ticks(account, 1);
			const seen = await scene.show(`Somebody ${name} (API v3)`, { lost: 0, way: 'by a check' });
			expect(seen.failed).toEqual({});
		},
		limitMs,
	);

	it.concurrent(
		'rotates the secret: after two refusals it works again, and what was refused comes',
		async () => {
			const scene = await Scene.begin(bench, 'v3', onlyOnce);
			const { account } = scene;
			// The looks tell how long a tick is.
			await ticks(account, 2);
			account.heygen.rotate(scene.endpoint.endpoint_id);
			const refused = async (): Promise<void> => {
				expect((await scene.emit({})).attempts).toMatchObject([{ status: 401 }]);
			};
			await refused();
			await ticks(account, 3);
			await refused();
			await ticks(account, 4);
			expect(await accepts(account)).toEqual([200]);
			expect(account.heygen.endpoints).toHaveLength(1);
			await scene.arrive();
			const fault = 'Somebody rotates the secret (API v3)';
			const seen = await scene.show(fault, { lost: 0, sees: '401', way: 'by a check' });
			expect(seen.failed).toEqual({});
		},
		limitMs,
	);

	it.concurrent(
		'rotates the secret through the action node: it goes on without a gap',
		async () => {
			const account = await bench.account('v3');
			const workflow = await account.listenClosely();
			const before = { ...account.endpointOf(workflow) };
			const endpointId = { __rl: true, mode: 'id', value: before.endpoint_id };
			const parameters = { resource: 'webhookEndpoint', operation: 'rotateSecret', endpointId };
			const { credential } = account;
			const rotate = heygenAction({ parameters, credential });
			const other = await account.save(chain('Rotate', manualTrigger(), rotate));
			const { executionId = '' } = await bench.api.workflows.run(other.id, 'Start');
			const run = await bench.api.executions.waitForOne(executionId);
			expect(json(run, rotate.name)).toHaveLength(1);
			expect(account.endpointOf(workflow).secret).not.toBe(before.secret);
			expect(await accepts(account)).toEqual([200]);
			// and after the tick that saves it, without another rotation
			await ticks(account, 2);
			expect(await accepts(account)).toEqual([200]);
			expect(account.heygen.count('POST', /rotate-secret$/)).toBe(1);
			expect(account.calls().filter((call) => call === listAndCreate.v3[1])).toHaveLength(1);
			await bench.api.executions.waitFor(workflow.id, 3);
			expect((await output(workflow)).map((ids) => ids.length).sort()).toEqual([0, 1, 1]);
		},
		limitMs,
	);
});
