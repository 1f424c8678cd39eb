import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { noteRotated } from '../../../nodes/HeyGen/rotatedSecrets';
import type { RegisteredEndpoint, Stored } from '../../../nodes/HeyGen/trigger/state/staticData';
import { Trigger } from '../../../nodes/HeyGen/trigger/triggerContext';
import { hookContext, node } from '../api/support/n8n';

const held: RegisteredEndpoint = {
	endpointId: 'e1',
	secret: 'whsec_example',
	url: 'https://n8n.example/webhook/1',
	events: ['a'],
	shown: ['a', 'b'],
	entityId: 'p',
	apiVersion: 'v3',
	baseUrl: 'https://api.example',
	registeredAtMs: 1_000,
};
const since = { atMs: 5, ids: ['x'] };
const choices = [{ since, types: ['a'], callbackIds: [] }];
const progress = { history: 'mine', choices, atMs: 9, pausedAtMs: 10 };
const list = { types: ['a'], callbackIds: [], newestMs: 7, done: { x: 6 }, open: { y: 5 } };
const polling = { account: 'mine', lookedAtMs: 8, lists: { '/v3/videos': list } };
const whole: Stored = { url: held.url, endpoint: held, former: held, progress, polling };

let count = 0;
/** A node that no process has seen before. */
const fresh = (): Trigger<IHookFunctions> =>
	new Trigger(hookContext({}, { ...node, id: `node-${++count}` }), (_name, fallback) => fallback);
const globalOf = ({ n8n }: Trigger): IDataObject => n8n.getWorkflowStaticData('global');
const ownerOf = ({ n8n }: Trigger): string => `${n8n.getInstanceId()}/${n8n.getWorkflow().id}`;

describe('what is stored', () => {
	it('is read as it was written', () => {
		const trigger = fresh();
		trigger.store(whole);
		expect(trigger.stored).toEqual(whole);
		expect(fresh().stored).toEqual({});
	});

	it('is plain data under the name of the node, with its owner', () => {
		const trigger = fresh();
		trigger.store(whole);
		expect(globalOf(trigger)[trigger.scope]).toMatchObject({ owner: ownerOf(trigger) });
	});

	it.each(['another/1', '', undefined, 7])('of another owner (%j) is not believed', (owner) => {
		const trigger = fresh();
		globalOf(trigger)[trigger.scope] = { ...whole, owner } as unknown as IDataObject;
		expect(trigger.stored).toEqual({});
		expect(trigger.endpoint).toBeUndefined();
	});

	it('of another owner goes with the first write, what is not ours stays', () => {
		const anothers = JSON.stringify(['node', 'hook']);
		const trigger = fresh();
		const foreign = { owner: 'another/1', endpoint: { endpointId: 'e9' } };
		const others = { mine: { owner: 'acme/repo', progress: { done: 3 } }, count: 3 };
		const siblings = JSON.stringify(['node', 'hook of the sibling']);
		const sibling = { owner: ownerOf(trigger), endpoint: { endpointId: 'e2' } };
		const stored = { [anothers]: foreign, [siblings]: sibling, ...others };
		Object.assign(globalOf(trigger), stored);
		trigger.store({});
		expect(Object.keys(globalOf(trigger)).sort()).toEqual(
			['count', 'mine', siblings, trigger.scope].sort(),
		);
	});

	it.each<[string, IDataObject, Stored]>([
		['an endpoint without a secret', { endpoint: { ...held, secret: '' } }, {}],
		['an endpoint that is a text', { endpoint: 'e1' }, {}],
		['a progress without a choice', { progress: { history: 'a', choices: [], atMs: 1 } }, {}],
		['a choice since nobody knows when', { progress: { ...progress, choices: [{}] } }, {}],
		['times that are texts', { progress: { ...progress, atMs: '9' }, url: 4 }, {}],
	])('with %s is read without it', (_case, value, expected) => {
		const trigger = fresh();
		globalOf(trigger)[trigger.scope] = { ...value, owner: ownerOf(trigger) };
		expect(trigger.stored).toEqual(expected);
	});
});

describe('of what is saved and what the process has', () => {
	const both = (savedAtMs: number, hereAtMs: number): Trigger => {
		const trigger = fresh();
		trigger.store({ endpoint: { ...held, secret: 'saved', registeredAtMs: savedAtMs } });
		trigger.memory.endpoint = { ...held, secret: 'here', registeredAtMs: hereAtMs };
		return trigger;
	};

	it.each([
		[1, 2, 'here'],
		[2, 1, 'saved'],
		[2, 2, 'here'],
	])('the newer one counts (%d, %d)', (saved, here, secret) => {
		expect(both(saved, here).endpoint?.secret).toBe(secret);
	});

	it('either counts alone', () => {
		const trigger = fresh();
		expect(trigger.endpoint).toBeUndefined();
		trigger.memory.endpoint = held;
		expect(trigger.endpoint).toEqual(held);
		const other = fresh();
		other.store({ endpoint: held });
		other.memory.endpoint = undefined;
		expect(other.endpoint).toEqual(held);
	});

	it('a secret that this process rotated counts, unless the endpoint is newer', () => {
		const endpointId = `rotated ${count}`;
		noteRotated(held.baseUrl, endpointId, 'rotated');
		const storing = (more: Partial<RegisteredEndpoint>): Trigger => {
			const trigger = fresh();
			trigger.store({ endpoint: { ...held, endpointId, ...more } });
			return trigger;
		};
		expect(storing({}).endpoint).toMatchObject({ secret: 'rotated', endpointId });
		const registeredAtMs = Date.now() + 1_000;
		expect(storing({ registeredAtMs }).endpoint?.secret).toBe(held.secret);
		expect(storing({ baseUrl: 'https://other' }).endpoint?.secret).toBe(held.secret);
	});
});

it('forgets the endpoint here and there, and nothing else', () => {
	const trigger = fresh();
	trigger.store(whole);
	trigger.store({ endpoint: undefined });
	expect(trigger.endpoint).toBeUndefined();
	expect(trigger.stored).toMatchObject({ progress: whole.progress, url: held.url });
});
