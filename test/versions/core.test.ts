import { useN8n, type Account } from '../e2e/support/bench';
import { items, json } from '../e2e/support/executions';
import { call, createAndWait, out, Parked } from '../e2e/support/parked';
import type { StoredWorkflow } from '../e2e/support/restTypes';
import { allOutput, waitForAll } from '../e2e/support/stored';
import { until } from '../e2e/support/until';
import {
	actionName,
	afterName,
	chain,
	heygenAction,
	manualTrigger,
	noOp,
	testUrl,
	triggerName,
	triggerWorkflow,
} from '../e2e/support/workflows';
import type { Generation } from '../simulator';

// One n8n for all, in the order of a life: each row of the table in docs/versions.md is a title of here.
const bench = useN8n({}, 'perFile');
const generations: Generation[] = ['v3', 'v1'];
const limitMs = 180_000;
const historyPath = '/v3/webhooks/events';

describe.each(generations)('%s', (generation) => {
	let account: Account;
	let workflow: StoredWorkflow;
	/** what came out so far, by video_id */
	const expected: string[] = [];

	beforeAll(async () => {
		// attempts until n8n is back from a restart
		account = await bench.account(generation, { timeScale: 0.0125 });
	}, limitMs);

	const output = async (): Promise<string[]> =>
		(await allOutput(bench.n8n, workflow.id, triggerName))
			.flat()
			.map(({ video_id }) => String(video_id));
	const deliver = async (): Promise<void> => {
		const { event_data } = await account.heygen.finishVideo();
		expected.push(String(event_data.video_id));
	};
	const check = async (): Promise<void> => {
		// HeyGen's attempts may be far apart by now, or a look at the history may be first
		await until(
			'what was delivered',
			async () => ((await output()).length >= expected.length ? true : undefined),
			{ timeoutMs: 150_000 },
		);
		await waitForAll(bench.n8n, workflow.id, 1);
		expect((await output()).sort()).toEqual([...expected].sort());
	};

	it(
		'Activate',
		async () => {
			workflow = await account.listenClosely();
			expect(account.heygen.endpoints).toEqual([account.endpointOf(workflow)]);
		},
		limitMs,
	);

	it('Deliver', async () => {
		await deliver();
		await check();
	});

	it('Refuse a forged delivery', async () => {
		const endpoint = account.endpointOf(workflow);
		const body = Buffer.from(
			'{"event_type":"avatar_video.success","event_data":{"video_id":"forged"}}',
		);
		const answer = await account.heygen.send(endpoint, body, { secret: 'whsec_other' });
		expect(answer.status).toBe(401);
		await check();
	});

	it('Recognise a repeat', async () => {
		const endpoint = account.endpointOf(workflow);
		const body = Buffer.from(
			'{"event_type":"avatar_video.success","event_data":{"video_id":"repeated"}}',
		);
		for (let attempt = 0; attempt < 3; attempt++) {
			expect(await account.heygen.send(endpoint, body)).toMatchObject({ status: 200 });
		}
		expected.push('repeated');
		await check();
	});

	it(
		'Restart',
		async () => {
			const endpoint = { ...account.endpointOf(workflow) };
			await bench.n8n.restart();
			const body = Buffer.from(
				'{"event_type":"avatar_video.success","event_data":{"video_id":"repeated"}}',
			);
			await until('the repeat to be taken', async () => {
				const { status } = await account.heygen.send(endpoint, body);
				return status === 200 ? true : undefined;
			});
			await deliver();
			await check();
			expect(account.heygen.endpoints).toEqual([endpoint]);
		},
		limitMs,
	);

	it(
		'Kill',
		async () => {
			const endpoint = { ...account.endpointOf(workflow) };
			await bench.n8n.kill();
			const meanwhile = deliver();
			await bench.n8n.restart();
			await meanwhile;
			await check();
			expect(account.heygen.endpoints).toEqual([endpoint]);
		},
		limitMs,
	);

	// HeyGen's older API has no history to recover from
	(generation === 'v3' ? it : it.skip)(
		'Recover a missed event',
		async () => {
			const data = account.heygen.sample('avatar_video.success');
			const createdAt = new Date(Date.now() - 20_000);
			await account.heygen.emit('avatar_video.success', data, { deliver: false, createdAt });
			expected.push(String(data.video_id));
			const before = account.heygen.count('GET', historyPath);
			await until(
				'two looks at the history',
				async () => (account.heygen.count('GET', historyPath) >= before + 2 ? true : undefined),
				{ timeoutMs: 60_000 },
			);
			await check();
		},
		limitMs,
	);

	// without a callback HeyGen's older API says nothing
	(generation === 'v3' ? it : it.skip)(
		'Receive by polling',
		async () => {
			const endpoints = [...account.heygen.endpoints];
			account.heygen.keepHistoryOfEndpoints();
			const polled = await account.listenClosely({ receive: 'polling' });
			const job = account.heygen.beginJob('video');
			await account.heygen.finishJob(job);
			// HeyGen tells the published workflow, too.
			expected.push(job);
			await check();
			await until('the job', async () => {
				const output = await allOutput(bench.n8n, polled.id, triggerName);
				return output.flat().some(({ video_id }) => video_id === job) || undefined;
			});
			expect(account.heygen.endpoints).toEqual(endpoints);
			await bench.api.workflows.deactivate(polled.id);
		},
		limitMs,
	);

	it(
		'Run by hand',
		async () => {
			const { credential } = account;
			const published = { ...account.endpointOf(workflow) };
			const atOnce = await account.save(triggerWorkflow({ credential }, 'At once'));
			const { executionId = '' } = await bench.api.workflows.run(atOnce.id, triggerName);
			const shown = await bench.api.executions.waitForOne(executionId);
			expect(json(shown, afterName)).toMatchObject([{ resource: 'avatar_video' }]);
			const parameters = { whenTesting: 'next' };
			const saved = await account.save(triggerWorkflow({ parameters, credential }, 'Test'));
			expect(await bench.api.workflows.run(saved.id, triggerName)).toMatchObject({
				waitingForWebhook: true,
			});
			const url = testUrl(bench.n8n.webhookUrl, saved);
			const test = account.heygen.endpoints.find((each) => each.url === url);
			if (test === undefined) throw new Error('no endpoint for the test run');
			const body = Buffer.from('{"event_type":"avatar_video.fail","event_data":{"video_id":"x"}}');
			expect(await account.heygen.send(test, body)).toMatchObject({ status: 200 });
			const [run] = await bench.api.executions.waitFor(saved.id, 1);
			expect(run?.mode).toBe('manual');
			expect(run && json(run, afterName)).toMatchObject([{ video_id: 'x' }]);
			// the published one is as it was
			expect(account.endpointOf(workflow)).toEqual(published);
			await deliver();
			await check();
		},
		limitMs,
	);

	it('Action node', async () => {
		const { credential } = account;
		const parameters = { resource: 'webhookEndpoint', operation: 'getAll', returnAll: true };
		const act = chain('Act', manualTrigger(), heygenAction({ parameters, credential }));
		const saved = await account.save(act);
		const { executionId = '' } = await bench.api.workflows.run(saved.id, 'Start');
		const run = await bench.api.executions.waitForOne(executionId);
		const ids = items(run, actionName).map((item) => item.json.endpoint_id);
		expect(ids).toContain(account.endpointOf(workflow).endpoint_id);
	});

	// HeyGen's older API calls nobody back
	const parks = generation === 'v3' ? it : it.skip;
	const parkedOne = async (): Promise<Parked> => {
		const parked = await Parked.byHand(bench, (one) => {
			const node = createAndWait(one, { parameters: { script: 'one' } });
			return chain('Create and wait', manualTrigger(), node, noOp());
		});
		await parked.waits();
		return parked;
	};

	parks(
		'Create and wait',
		async () => {
			const parked = await parkedOne();
			expect(await call(parked.addresses[0] ?? '')).toBe(503);
			await parked.finish();
			await parked.ends();
			// older versions save the end before what came out
			const videos = await until('the video', async () => {
				const made = out(await parked.now());
				return made.length > 0 ? made : undefined;
			});
			expect(videos).toMatchObject([{ status: 'completed' }]);
		},
		limitMs,
	);

	parks(
		'Create and wait for a video that fails',
		async () => {
			const parked = await parkedOne();
			await parked.finish(undefined, { outcome: 'failed', message: 'Too long.' });
			await parked.ends();
			// older versions save the end before what came out
			await until('the reason', async () => {
				const { message } = (await parked.now()).data.resultData.error ?? {};
				return String(message).includes('Too long') || undefined;
			});
		},
		limitMs,
	);

	parks(
		'Create and wait, asked at the next look',
		async () => {
			const parked = await Parked.byHand(bench, (one) => {
				const parameters = { script: 'one', options: { howToWait: 'ask' } };
				return chain('Ask', manualTrigger(), createAndWait(one, { parameters }), noOp());
			});
			await parked.waits();
			// n8n calls the node again, which needs no callback
			expect(await parked.isCalledAgain()).toBe(true);
			await parked.finish();
			await parked.ends();
			const videos = await until('the video', async () => {
				const made = out(await parked.now());
				return made.length > 0 ? made : undefined;
			});
			expect(videos).toMatchObject([{ status: 'completed' }]);
			expect((await parked.now()).data.resultData.runData[actionName]).toHaveLength(1);
		},
		limitMs,
	);

	it('Deactivate', async () => {
		await bench.api.workflows.deactivate(workflow.id);
		await until('the end of the endpoint', async () =>
			account.heygen.endpoints.length === 0 ? true : undefined,
		);
	});
});
