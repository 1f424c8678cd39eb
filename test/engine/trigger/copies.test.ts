/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { bench, credentialsFor, generations, post, success } from '../support/bench';
import { loadCode } from '../support/code';
import { advance, minutes, setTime } from '../support/clock';
import { endpointOf, send, videosOf } from '../support/heygen';
import { Host } from '../support/host';
import type { N8n } from '../support/n8n';
import { ticks } from '../support/ticks';

const here = bench();
let otherHost: Host;

beforeAll(async () => (otherHost = await new Host().open()));
afterAll(async () => await otherHost.close());
beforeEach(() => setTime('2026-11-24T10:00:00Z'));
afterEach(() => jest.useRealTimers());

const urls = (): string[] => here.simulator.endpoints.map(({ url }) => url).sort();
const ownEndpoint = (n8n: N8n) => {
	const { endpoint_id, secret, url, events } = endpointOf(here, n8n);
	return { endpoint_id, secret, url, events };
};

/** Another n8n with the same database and encryption key, i.e. a backup brought to life elsewhere. */
const copyOf = (production: N8n, generation: 'v1' | 'v3'): N8n => {
	const copy = here.workflow(generation, production.node.parameters, {
		host: otherHost,
		workflowId: production.workflowId,
		node: structuredClone(production.node),
		saved: structuredClone(production.saved),
		code: loadCode(),
	});
	copy.process.database = 'copy';
	return copy;
};

const delivers = async (n8n: N8n, id: string): Promise<void> => {
	expect(await send(here, n8n, success(id))).toMatchObject({ status: 200 });
	expect(await videosOf(n8n)).toContain(id);
};

describe.each(generations)('a copied database on a second address, over %s', (generation) => {
	let production: N8n;
	let copy: N8n;

	beforeEach(async () => {
		production = here.workflow(generation);
		await production.activate();
		advance(minutes(1));
		copy = copyOf(production, generation);
	});

	it('has an endpoint of its own, and leaves the first one alone', async () => {
		const before = ownEndpoint(production);
		await copy.activate('init');
		expect(ownEndpoint(production)).toEqual(before);
		expect(urls()).toEqual([production.url, copy.url].sort());
		expect(ownEndpoint(copy).secret).not.toBe(before.secret);
		await delivers(production, 'a');
		await delivers(copy, 'b');
		for (let index = 0; index < 3; index++) {
			await ticks(production, 1);
			await copy.tick();
			await production.newProcess();
			copy.stop();
			await copy.activate('init');
		}
		expect(ownEndpoint(production)).toEqual(before);
		expect(urls()).toEqual([production.url, copy.url].sort());
		await delivers(production, 'c');
		await delivers(copy, 'd');
	});

	it.each(['activate', 'update', 'init'] as const)('does so with %s', async (activation) => {
		const before = ownEndpoint(production);
		await copy.activate(activation);
		expect(ownEndpoint(production)).toEqual(before);
		expect(urls()).toEqual([production.url, copy.url].sort());
	});

	it('leaves it alone also when its credential speaks the other generation', async () => {
		const before = ownEndpoint(production);
		const other = generation === 'v3' ? 'v1' : 'v3';
		Object.assign(copy.credentials, credentialsFor(here.simulator, other));
		await copy.activate('init');
		expect(ownEndpoint(production)).toEqual(before);
		expect(urls()).toEqual([production.url, copy.url].sort());
	});

	it('removes its own only when it is unpublished', async () => {
		const before = ownEndpoint(production);
		await copy.activate('init');
		await copy.deactivate();
		expect(urls()).toEqual([production.url]);
		expect(ownEndpoint(production)).toEqual(before);
		await delivers(production, 'a');
	});

	it('removes nothing when it is unpublished before it ever registered', async () => {
		const before = ownEndpoint(production);
		await copy.deactivate();
		expect(ownEndpoint(production)).toEqual(before);
		await delivers(production, 'a');
	});

	it('keeps its own when the first one is unpublished', async () => {
		await copy.activate('init');
		await production.deactivate();
		expect(urls()).toEqual([copy.url]);
		await delivers(copy, 'a');
	});

	it('leaves the first one alone whatever order they start in', async () => {
		await copy.activate('init');
		const [one, two] = [ownEndpoint(production), ownEndpoint(copy)];
		copy.stop();
		await production.newProcess();
		await copy.activate('init');
		await production.newProcess();
		expect([ownEndpoint(production), ownEndpoint(copy)]).toEqual([one, two]);
	});
});

describe.each(generations)('who lives at the old address, over %s', (generation) => {
	let stranger: Server | undefined;
	let host: Host | undefined;
	afterEach(async () => {
		stranger?.close();
		await host?.close();
	});

	/** Takes over a port of its own and answers every request so. */
	const someone = async (status: number, body: unknown): Promise<string> => {
		const server = createServer((request, response) => {
			request.resume();
			response.writeHead(request.method === 'OPTIONS' ? 204 : status, {
				'Content-Type': 'application/json',
				Connection: 'close',
			});
			response.end(request.method === 'OPTIONS' ? undefined : JSON.stringify(body));
		});
		stranger = server;
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	};

	it('the same n8n, under both names: the endpoint moves along', async () => {
		const n8n = here.workflow(generation);
		await n8n.activate();
		const before = ownEndpoint(n8n);
		const oldUrl = n8n.url;
		n8n.moveTo(`${here.host.base}/moved`);
		await n8n.newProcess();
		expect(urls()).toEqual([n8n.url]);
		expect(ownEndpoint(n8n)).toMatchObject({ endpoint_id: before.endpoint_id });
		expect((await post(oldUrl, Buffer.from('{}'))).status).toBe(401);
		await delivers(n8n, 'a');
	});

	it('nobody: the endpoint moves along', async () => {
		const n8n = here.workflow(generation);
		n8n.moveTo(await someone(401, {}));
		await n8n.activate();
		const before = ownEndpoint(n8n);
		await new Promise((resolve) => stranger?.close(resolve));
		n8n.moveTo(here.host.base);
		await n8n.newProcess();
		expect(urls()).toEqual([n8n.url]);
		expect(ownEndpoint(n8n)).toMatchObject({ endpoint_id: before.endpoint_id });
		await delivers(n8n, 'a');
	});

	it('something else that answers 401: the endpoint moves along', async () => {
		const n8n = here.workflow(generation);
		n8n.moveTo(await someone(401, { message: 'Unauthorized' }));
		await n8n.activate();
		n8n.moveTo(here.host.base);
		await n8n.newProcess();
		expect(urls()).toEqual([n8n.url]);
		await delivers(n8n, 'a');
	});

	it('nobody knows while it is unpublished: the next activation asks again, and takes it along', async () => {
		const n8n = here.workflow(generation);
		n8n.moveTo(await someone(503, {}));
		await n8n.activate();
		const before = ownEndpoint(n8n);
		n8n.moveTo(here.host.base);
		await n8n.deactivate();
		expect(here.simulator.endpoints).toMatchObject([{ url: before.url }]);
		await new Promise((resolve) => stranger?.close(resolve));
		await n8n.activate();
		expect(urls()).toEqual([n8n.url]);
		await delivers(n8n, 'a');
	});

	it('perhaps a 0.1.0, which refuses without a proof: it is left alone', async () => {
		const n8n = here.workflow(generation);
		const base = await someone(401, { message: 'The delivery is not signed by HeyGen.' });
		n8n.moveTo(base);
		await n8n.activate();
		const oldUrl = n8n.url;
		const before = ownEndpoint(n8n);
		n8n.moveTo(here.host.base);
		await n8n.newProcess();
		expect(urls()).toEqual([oldUrl, n8n.url].sort());
		expect(here.simulator.endpoints.find(({ url }) => url === oldUrl)).toMatchObject(before);
		await delivers(n8n, 'a');
		await n8n.deactivate();
		expect(urls()).toEqual([oldUrl]);
	});

	// v1 has no polls.
	it.each(generation === 'v3' ? (['start', 'tick'] as const) : (['start'] as const))(
		'a first n8n that was only out of reach registers its own again at its next %s',
		async (moment) => {
			host = await new Host().open();
			const n8n = here.workflow(generation, {}, { host });
			await n8n.activate();
			const { url } = n8n;
			const copy = copyOf(n8n, generation);
			await host.close();
			await copy.activate('init');
			expect(urls()).toEqual([copy.url]);
			await host.open();
			if (moment === 'start') await n8n.newProcess();
			else await ticks(n8n, 2);
			expect(urls()).toEqual([url, copy.url].sort());
			await delivers(n8n, 'a');
			await delivers(copy, 'b');
		},
	);
});

describe('ids that should not be shared', () => {
	it('two nodes of one workflow have an endpoint each', async () => {
		const one = here.workflow('v3');
		const two = here.workflow('v3', one.node.parameters, {
			workflowId: one.workflowId,
			node: { id: one.node.id, name: 'Second trigger' },
		});
		Object.defineProperty(two, 'saved', {
			get: () => one.saved,
			set: (saved) => (one.saved = saved),
		});
		await one.activate();
		await two.activate();
		expect(urls()).toEqual([one.url, two.url].sort());
		await delivers(one, 'a');
		await delivers(two, 'b');
		await one.newProcess();
		await two.newProcess();
		expect(urls()).toEqual([one.url, two.url].sort());
		await delivers(one, 'c');
		await delivers(two, 'd');
		await two.deactivate();
		expect(urls()).toEqual([one.url]);
		await delivers(one, 'e');
	});

	it('two workflows with the same node have an endpoint each', async () => {
		const one = here.workflow('v3');
		await one.activate();
		const two = here.workflow('v3', one.node.parameters, {
			node: { ...one.node, webhookId: 'another-hook' },
			saved: structuredClone(one.saved),
		});
		await two.activate();
		expect(urls()).toEqual([one.url, two.url].sort());
		await delivers(one, 'a');
		await delivers(two, 'b');
		await two.deactivate();
		expect(urls()).toEqual([one.url]);
	});
});
