import { ExecuteContext, SupplyDataContext } from 'n8n-core';
import type { INodeParameters } from 'n8n-workflow';

import { bench, credentialsFor } from '../support/bench';
import { skipSleep } from '../support/clock';
import { mcpClient } from '../support/mcp';
import { ended, out, parametersFor, parked } from '../support/parking';
import { toolOf } from '../support/tool';

/** Who calls the node as a tool inside a run of its own can't be parked: the call waits. */
const here = bench();
beforeEach(() => {
	skipSleep();
	here.simulator.finishAfter(0);
});
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

const setup = (more: INodeParameters = {}) => ({
	credentials: credentialsFor(here.simulator, 'v3'),
	parameters: parametersFor('video', 'createAndWait', more),
});
const posts = () =>
	here.simulator.asked('POST', '/v3/videos').map(({ body, headers }) => ({
		address: Object(body).callback_url as unknown,
		key: headers['idempotency-key'],
	}));

describe.each(['automatic', 'callback', 'ask'])(
	'a client of an MCP server, with %s',
	(howToWait) => {
		it('gets the finished video, and HeyGen calls nobody', async () => {
			const call = mcpClient(setup({ options: { howToWait } }));
			expect(await call()).toMatchObject([{ status: 'completed' }]);
			expect(posts()).toMatchObject([{ address: undefined }]);
		});
	},
);

it('each call of an MCP client makes a video of its own', async () => {
	const call = mcpClient(setup());
	const ids = [await call(), await call()].map((made) => Object(made)[0].video_id as unknown);
	expect(new Set(ids).size).toBe(2);
	expect(new Set(posts().map(({ key }) => key)).size).toBe(2);
});

it('each try of one call of an MCP client sends the same key', async () => {
	const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
	here.simulator.fault({ kind: 'status', status: 400, method: 'POST', path: '/v3/videos' });
	await mcpClient({ ...setup(), node })();
	expect(posts()).toHaveLength(2);
	expect(new Set(posts().map(({ key }) => key)).size).toBe(1);
});

describe('n8n 1.123, which does not tell whether it runs a tool', () => {
	beforeEach(() => {
		for (const { prototype } of [ExecuteContext, SupplyDataContext]) {
			const told = Object.getOwnPropertyDescriptor(prototype, 'isToolExecution');
			Reflect.deleteProperty(prototype, 'isToolExecution');
			undo.push(() => Object.defineProperty(prototype, 'isToolExecution', told ?? {}));
		}
	});
	const undo: Array<() => void> = [];
	afterEach(() => {
		for (const each of undo.splice(0)) each();
	});

	it('parks the node', async () => {
		here.simulator.finishAfter(60_000);
		const waiting = await parked(here, 'video', 'createAndWait');
		const [id = ''] = here.simulator.jobs.map((job) => job.id);
		await here.simulator.finishJob(id);
		expect(out(await ended(waiting))).toMatchObject([{ id, status: 'completed' }]);
	});

	it('parks no agent, and no MCP server', async () => {
		expect(JSON.parse(String(await toolOf(setup())({})))).toMatchObject([{ status: 'completed' }]);
		expect(await mcpClient(setup())()).toMatchObject([{ status: 'completed' }]);
	});
});
