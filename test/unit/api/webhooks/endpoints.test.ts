import { failureOf } from '../../../../nodes/HeyGen/api/errors';
import { catalogue as simulated } from '../../../simulator';
import { all, bench, thrownBy } from '../support/bench';
import { wire } from '../../../support/wire';

const url = 'https://n8n.example/webhook/abc/webhook';
const events = ['avatar_video.success', 'avatar_video.fail'];
const made = bench();

describe.each(['v1', 'v3'] as const)('endpoints over %s', (version) => {
	const typesOf = simulated.filter((entry) => version === 'v3' || entry.v1);
	const requests = (): string[] =>
		made.simulator.requests.map(({ method, path }) => `${method} ${path}`);

	it('speaks the generation of the credential, or the one it is told', async () => {
		const other = version === 'v1' ? 'v3' : 'v1';
		expect((await made.api(version)).version).toBe(version);
		expect((await made.api(other)).version).toBe(other);
	});

	describe('eventTypes', () => {
		it('lists what can be subscribed to', async () => {
			const types = await (await made.api(version)).eventTypes();
			expect(types.map(({ type }) => type)).toEqual(typesOf.map(({ event_type }) => event_type));
			expect(types.map(({ description }) => description)).toEqual(
				typesOf.map(({ description }) => (version === 'v3' ? description : undefined)),
			);
			expect(requests()).toEqual([wire[version].types.join(' ')]);
		});

		it('leaves out what is no type', async () => {
			const data = version === 'v1' ? ['a', '', null, 7] : [{ event_type: 'a' }, {}, null, 7, ''];
			made.simulator.fault({ kind: 'status', status: 200, body: { code: 100, data } });
			expect(await (await made.api(version)).eventTypes()).toEqual([{ type: 'a' }]);
		});
	});

	describe('endpoints', () => {
		it('is empty for an empty account', async () => {
			expect(await all((await made.api(version)).endpoints())).toEqual([]);
		});

		it('lists all of them, with the secret where HeyGen tells it', async () => {
			const first = made.simulator.addEndpoint({ url, events });
			const second = made.simulator.addEndpoint({ url: `${url}/2`, status: 'disabled' });
			const secretOf = ({ secret }: { secret: string }) => (version === 'v1' ? { secret } : {});
			expect(await all((await made.api(version)).endpoints())).toEqual([
				{
					id: first.endpoint_id,
					url,
					events,
					enabled: true,
					...secretOf(first),
					sent: expect.objectContaining({ endpoint_id: first.endpoint_id, url, events }),
				},
				{
					id: second.endpoint_id,
					url: `${url}/2`,
					events: null,
					enabled: false,
					...secretOf(second),
					sent: expect.objectContaining({ status: 'disabled' }),
				},
			]);
		});

		it('lists more than a page holds', async () => {
			const ids = Array.from({ length: 23 }, (_each, index) => {
				return made.simulator.addEndpoint({ url: `${url}/${index}` }).endpoint_id;
			});
			const listed = await all((await made.api(version)).endpoints(10));
			expect(listed.map(({ id }) => id)).toEqual(ids);
			expect(made.simulator.count(...wire[version].list)).toBe(version === 'v1' ? 1 : 3);
		});

		it('takes an empty list, or one with *, for every event', async () => {
			const forms = [null, undefined, [], ['*'], ['*', 'avatar_video.fail'], ['x', 7]];
			const data = forms.map((form, index) => ({ endpoint_id: `e${index}`, url, events: form }));
			made.simulator.fault({ kind: 'status', status: 200, body: { code: 100, data } });
			const listed = await all((await made.api(version)).endpoints());
			expect(listed.map((endpoint) => endpoint.events)).toEqual([
				...Array.from({ length: 5 }, () => null),
				['x'],
			]);
		});

		it('leaves out what has no id or no URL', async () => {
			const data = [{ url }, { endpoint_id: 'e1' }, null, 'e2', { endpoint_id: 'e3', url }];
			made.simulator.fault({ kind: 'status', status: 200, body: { code: 100, data } });
			const listed = await all((await made.api(version)).endpoints());
			expect(listed.map(({ id }) => id)).toEqual(['e3']);
		});
	});

	describe('create', () => {
		it('makes one endpoint and gives its secret', async () => {
			const endpoint = await (await made.api(version)).create({ url, events });
			const [there] = made.simulator.endpoints;
			expect(made.simulator.endpoints).toHaveLength(1);
			expect(there).toMatchObject({ url, events, entity_id: null, generation: version });
			expect(endpoint).toMatchObject({ id: there?.endpoint_id, url, events, enabled: true });
			expect(endpoint.secret).toBe(there?.secret);
			expect(requests()).toEqual([wire[version].create.join(' ')]);
			expect(made.simulator.requests[0]?.body).toEqual({ url, events });
		});

		it('leaves the events out when it shall be all', async () => {
			const endpoint = await (await made.api(version)).create({ url, events: null });
			expect(endpoint.events).toBeNull();
			expect(made.simulator.requests[0]?.body).toEqual({ url });
		});

		it('passes on what HeyGen refuses, with the item', async () => {
			const api = await made.api(version);
			const error = await thrownBy(api.create({ url, events: ['no.event'], itemIndex: 4 }));
			expect(error).toMatchObject({ httpCode: '400', context: { itemIndex: 4 } });
			expect(error).toHaveProperty('message', expect.stringContaining('no.event'));
			expect(made.simulator.endpoints).toEqual([]);
		});
	});

	describe('update', () => {
		it.each([
			['the URL', { url: `${url}/new` }, { url: `${url}/new`, events }],
			['the events', { events: ['personalized_video'] }, { url, events: ['personalized_video'] }],
			[
				'both',
				{ url: `${url}/new`, events: ['personalized_video'] },
				{ url: `${url}/new`, events: ['personalized_video'] },
			],
		])('changes %s and nothing else', async (_case, changes, expected) => {
			const { endpoint_id, secret } = made.simulator.addEndpoint({ url, events });
			const endpoint = await (await made.api(version)).update(endpoint_id, changes);
			expect(endpoint).toMatchObject({ id: endpoint_id, ...expected });
			expect(made.simulator.endpoints).toEqual([
				expect.objectContaining({ endpoint_id, secret, ...expected }),
			]);
			expect(made.simulator.count(...wire[version].update)).toBe(1);
		});

		it('keeps an endpoint for every event one when only the URL moves', async () => {
			const { endpoint_id } = made.simulator.addEndpoint({ url });
			await (await made.api(version)).update(endpoint_id, { url: `${url}/new` });
			expect(made.simulator.endpoints[0]).toMatchObject({ url: `${url}/new`, events: null });
		});

		it('widens a list to every event', async () => {
			const { endpoint_id } = made.simulator.addEndpoint({ url, events });
			const endpoint = await (await made.api(version)).update(endpoint_id, { events: null });
			const everything = typesOf.map(({ event_type }) => event_type);
			expect(endpoint.events ?? everything).toEqual(everything);
			expect(made.simulator.endpoints[0]?.events ?? everything).toEqual(everything);
		});

		it('refuses what is gone', async () => {
			const api = await made.api(version);
			for (const changes of [{ url }, { events }, { url, events }, { events: null }]) {
				expect(await thrownBy(api.update('gone', changes))).toHaveProperty('httpCode', '404');
			}
		});
	});

	describe('remove', () => {
		it('removes this one and no other', async () => {
			const { endpoint_id } = made.simulator.addEndpoint({ url });
			const other = made.simulator.addEndpoint({ url: `${url}/2` });
			expect(await (await made.api(version)).remove(endpoint_id)).toBe(true);
			expect(made.simulator.endpoints).toEqual([other]);
			expect(made.simulator.requests).toHaveLength(1);
		});

		it('resolves for what is gone', async () => {
			expect(await (await made.api(version)).remove('gone')).toBe(false);
		});

		it('refuses what is gone when it must exist', async () => {
			const error = await thrownBy((await made.api(version)).remove('gone', { mustExist: true }));
			expect(error).toHaveProperty('httpCode', '404');
			expect(failureOf(error)?.status).toBe(404);
		});

		it('finds an id that is not plain text', async () => {
			const { endpoint_id } = made.simulator.addEndpoint({ url, endpoint_id: 'a/b?c=d&e #é' });
			expect(await (await made.api(version)).remove(endpoint_id)).toBe(true);
			expect(made.simulator.endpoints).toEqual([]);
		});
	});

	describe('obtainSecret', () => {
		it('gives a secret that verifies from now on', async () => {
			const endpoint = made.simulator.addEndpoint({ url });
			const before = endpoint.secret;
			const secret = await (await made.api(version)).obtainSecret(endpoint.endpoint_id);
			expect(secret).toBe(made.simulator.endpoints[0]?.secret);
			expect(secret === before).toBe(version === 'v1');
		});

		it('throws for what is gone', async () => {
			const error = await thrownBy((await made.api(version)).obtainSecret('gone'));
			expect(failureOf(error)?.status).toBe(version === 'v1' ? 502 : 404);
		});
	});
});
