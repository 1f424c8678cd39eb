import type { IDataObject, INode } from 'n8n-workflow';

import type { Simulator } from '../simulator';
import type { Account } from './support/bench';
import { useN8n } from './support/bench';
import { items, json } from './support/executions';
import type { Execution } from './support/restTypes';
import { until } from './support/until';
import { afterName, chain, code, heygenAction, manualTrigger, noOp } from './support/workflows';

const bench = useN8n();
const start = 'Start';

const parameters = {
	resource: 'video',
	operation: 'createAndWait',
	type: 'avatar',
	avatarId: { __rl: true, mode: 'id', value: 'look_1' },
	voiceId: { __rl: true, mode: 'id', value: 'voice_1' },
	script: '={{ $json.script }}',
};

interface Started {
	account: Account;
	heygen: Simulator;
	executionId: string;
}

/** Two items, our node, and what stands behind it; runs until it is parked. */
async function parked(more: Partial<INode> = {}, ...behind: INode[]): Promise<Started> {
	const account = await bench.account('v3');
	const node = { ...heygenAction({ parameters, credential: account.credential }), ...more };
	const made = code("return [{ json: { script: 'one' } }, { json: { script: 'two' } }];", 'Items');
	const last = behind.length === 0 ? [noOp()] : behind;
	const workflow = await account.save(
		chain('Create and wait', manualTrigger(start), made, node, ...last),
	);
	const { executionId = '' } = await bench.api.workflows.run(workflow.id, start);
	await waits(executionId);
	return { account, heygen: account.heygen, executionId };
}

const waits = async (executionId: string): Promise<Execution> =>
	await until(
		'the execution to be parked',
		async () => {
			const execution = await bench.api.executions.get(executionId);
			return execution.status === 'waiting' ? execution : undefined;
		},
		{ timeoutMs: 60_000 },
	);
const ended = async (executionId: string): Promise<Execution> =>
	await bench.api.executions.waitForOne(executionId, 60_000);

const ids = ({ jobs }: Simulator): string[] => jobs.map(({ id }) => id);
const addresses = (heygen: Simulator): string[] =>
	heygen.asked('POST', '/v3/videos').map(({ body }) => String(Object(body).callback_url));

async function finishAll(heygen: Simulator): Promise<void> {
	for (const id of ids(heygen)) await (await heygen.finishJob(id)).settled;
}

const event = JSON.stringify({ event_type: 'avatar_video.success', event_data: {} });

const post = async (url: string, body: string): Promise<{ status: number }> =>
	await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });

it('parks, is woken by the last callback, and pairs each video with its item', async () => {
	const { heygen, executionId } = await parked();
	const asked = heygen.requests.length;
	const shown = await bench.api.executions.get(executionId);
	expect(json(shown, 'HeyGen')).toMatchObject([{ status: 'pending' }, { status: 'pending' }]);
	await finishAll(heygen);
	const execution = await ended(executionId);
	expect(execution.status).toBe('success');
	expect(
		items(execution, afterName).map(({ json: { id }, pairedItem }) => [id, pairedItem]),
	).toEqual(ids(heygen).map((id, item) => [id, { item }]));
	expect(heygen.callbacks.map(({ status }) => status)).toEqual([200, 200]);
	expect(heygen.requests.length - asked).toBeLessThanOrEqual(4);
});

it('lets nobody in without the token, and starts nothing twice', async () => {
	const { heygen, executionId } = await parked();
	const [address = ''] = addresses(heygen);
	const other = new URL(address);
	other.searchParams.set('signature', 'x'.repeat(64));
	expect((await post(other.href, event)).status).toBe(401);
	other.search = '';
	expect((await post(other.href, event)).status).toBe(401);
	expect((await post(address.replace('/heygen', ''), event)).status).toBe(404);
	expect((await post(address, '{')).status).toBe(422);
	expect((await post(address, event)).status).toBe(503);
	const [first = '', second = ''] = ids(heygen);
	await heygen.finishJob(first);
	const { settled } = await heygen.finishJob(second, { callback: { copies: 5 } });
	await settled;
	await ended(executionId);
	const statuses = heygen.callbacks.map(({ status }) => status);
	expect(statuses.filter((status) => status === 200)).toHaveLength(2);
	// Rarely n8n itself answers 500 to a call that comes while it saves the end.
	const answers = heygen.callbacks.map(({ answer }) => answer).join();
	expect(answers).not.toContain('being resumed');
	expect((await post(address, event)).status).toBe(409);
});

it.each(['HeyGen "x"', 'a }} b {{ c'])('is woken with the name %s', async (name) => {
	const { heygen, executionId } = await parked({ name });
	await finishAll(heygen);
	expect((await ended(executionId)).status).toBe('success');
});

it('is an error of the node when a video fails, with all data before it', async () => {
	const { heygen, executionId } = await parked();
	const [first = '', second = ''] = ids(heygen);
	await heygen.finishJob(first);
	await heygen.finishJob(second, { outcome: 'failed', message: 'Too long.' });
	const execution = await ended(executionId);
	expect(execution.status).toBe('error');
	expect(execution.data.resultData.error?.message).toContain(`${second}: Too long`);
	expect(json(execution, 'Items')).toHaveLength(2);
	expect(items(execution, afterName)).toEqual([]);
});

it('goes on after n8n was killed while it was parked', async () => {
	const { heygen, executionId } = await parked();
	await bench.n8n.kill();
	await bench.n8n.restart();
	await finishAll(heygen);
	const execution = await ended(executionId);
	expect(json(execution, afterName).map(({ status }) => status)).toEqual([
		'completed',
		'completed',
	]);
});

it('does not wake a Wait node behind it with a late callback', async () => {
	const wait: INode = {
		...noOp('Pause'),
		type: 'n8n-nodes-base.wait',
		typeVersion: 1.1,
		parameters: { resume: 'webhook', httpMethod: 'POST' } as IDataObject as INode['parameters'],
	};
	const { heygen, executionId } = await parked({}, wait);
	await finishAll(heygen);
	await until('the Wait node to wait', async () => {
		const { status, data } = await bench.api.executions.get(executionId);
		const isThere = status === 'waiting' && data.resultData.lastNodeExecuted === 'Pause';
		return isThere ? true : undefined;
	});
	expect((await post(addresses(heygen)[0] ?? '', event)).status).toBe(404);
	expect((await bench.api.executions.get(executionId)).status).toBe('waiting');
});
