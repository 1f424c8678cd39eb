import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { without } from '../../../nodes/HeyGen/narrow';
import { forgetEndpoint, heldEndpoint, hold, isSaved } from '../../../nodes/HeyGen/trigger/held';
import { ownerOf, scopeOf } from '../../../nodes/HeyGen/trigger/identity';
import { memoryOf, noteRotated } from '../../../nodes/HeyGen/trigger/memory';
import {
	anyAccount,
	readStored,
	writeStored,
	type Held,
	type Stored,
} from '../../../nodes/HeyGen/trigger/stored';
import { hookContext, node } from '../api/support/n8n';

const held: Held = {
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
const floor = { atMs: 5, ids: ['x'] };
const whole: Stored = {
	url: held.url,
	endpoint: held,
	progress: { account: 'mine', floor, atMs: 9, pausedAtMs: 10 },
	legacyUntilMs: 7,
};

let count = 0;
/** A node that no process has seen before. */
const fresh = (): IHookFunctions => hookContext({}, { ...node, id: `node-${++count}` });
const globalOf = (context: IHookFunctions): IDataObject => context.getWorkflowStaticData('global');
const nodeOf = (context: IHookFunctions): IDataObject => context.getWorkflowStaticData('node');

describe('what is stored', () => {
	it('is read as it was written', () => {
		const context = fresh();
		writeStored(context, whole);
		expect(readStored(context)).toEqual(whole);
		expect(readStored(fresh())).toEqual({});
	});

	it('is plain data under the name of the node, with its owner', () => {
		const context = fresh();
		writeStored(context, whole);
		expect(globalOf(context)[scopeOf(context)]).toMatchObject({ owner: ownerOf(context) });
		expect(nodeOf(context)).toEqual({});
	});

	it.each(['another/1', '', undefined, 7])('of another owner (%j) is not believed', (owner) => {
		const context = fresh();
		globalOf(context)[scopeOf(context)] = { ...whole, owner } as unknown as IDataObject;
		expect(readStored(context)).toEqual({});
		expect(heldEndpoint(context)).toBeUndefined();
	});

	it('of another owner goes with the first write, what is not ours stays', () => {
		const context = fresh();
		const foreign = { owner: 'another/1', endpoint: { endpointId: 'e9' } };
		const others = { mine: { owner: 'another/1', note: 'x' }, count: 3 };
		const sibling = { owner: ownerOf(context), endpoint: { endpointId: 'e2' } };
		Object.assign(globalOf(context), { foreign, old: { ...foreign }, sibling, ...others });
		writeStored(context, {});
		expect(Object.keys(globalOf(context)).sort()).toEqual(
			['count', 'mine', 'sibling', scopeOf(context)].sort(),
		);
	});

	it.each<[string, IDataObject, Stored]>([
		['an endpoint without a secret', { endpoint: { ...held, secret: '' } }, {}],
		['an endpoint that is a text', { endpoint: 'e1' }, {}],
		['a progress without a floor', { progress: { account: 'a', atMs: 1 } }, {}],
		[
			'a position before its floor',
			{ progress: { account: 'a', floor, atMs: 1 } },
			{ progress: { account: 'a', floor, atMs: 5 } },
		],
		['times that are texts', { legacyUntilMs: '7', url: 4 }, {}],
	])('with %s is read without it', (_case, value, expected) => {
		const context = fresh();
		globalOf(context)[scopeOf(context)] = { ...value, owner: ownerOf(context) };
		expect(readStored(context)).toEqual(expected);
	});
});

describe('what version 0.1.0 stored', () => {
	const old = (owner?: string): IHookFunctions => {
		const context = fresh();
		const by = owner ?? ownerOf(context);
		nodeOf(context).endpoint = { ...without(held, 'shown'), owner: by };
		const position = { atMs: 5, ids: ['x'] };
		globalOf(context)[context.getNode().id] = { owner: by, position, pausedAtMs: 6 };
		return context;
	};

	it('is read: endpoint, secret, position, and a day in which its keys count', () => {
		const before = Date.now();
		const { legacyUntilMs = 0, ...read } = readStored(old());
		expect(read).toEqual({
			url: held.url,
			endpoint: { ...held, shown: held.events },
			progress: { account: anyAccount, floor, atMs: 5, pausedAtMs: 6 },
		});
		expect(legacyUntilMs - before).toBeGreaterThanOrEqual(86_400_000);
	});

	it('is read where only the position was left, as in queue mode', () => {
		const context = old();
		delete nodeOf(context).endpoint;
		expect(readStored(context)).toMatchObject({ progress: { floor } });
		expect(readStored(context)).not.toHaveProperty('endpoint');
	});

	it('is put in its new place by the first write', () => {
		const context = old();
		writeStored(context, readStored(context));
		expect(nodeOf(context)).toEqual({});
		expect(Object.keys(globalOf(context))).toEqual([scopeOf(context)]);
		expect(readStored(context)).toMatchObject({ endpoint: { secret: held.secret } });
	});

	it('by another owner is not believed', () => {
		expect(readStored(old('another/1'))).toEqual({});
	});
});

describe('of what is saved and what the process holds', () => {
	const both = (savedAtMs: number, hereAtMs: number): IHookFunctions => {
		const context = fresh();
		writeStored(context, { endpoint: { ...held, secret: 'saved', registeredAtMs: savedAtMs } });
		memoryOf(context).held = { ...held, secret: 'here', registeredAtMs: hereAtMs };
		return context;
	};

	it.each([
		[1, 2, 'here'],
		[2, 1, 'saved'],
		[2, 2, 'here'],
	])('the newer one counts (%d, %d)', (saved, here, secret) => {
		expect(heldEndpoint(both(saved, here))?.secret).toBe(secret);
	});

	it('either counts alone', () => {
		const context = fresh();
		expect(heldEndpoint(context)).toBeUndefined();
		memoryOf(context).held = held;
		expect(heldEndpoint(context)).toEqual(held);
		expect(isSaved(context, held)).toBe(false);
		const other = fresh();
		writeStored(other, { endpoint: held });
		expect(heldEndpoint(other)).toEqual(held);
		expect(isSaved(other, held)).toBe(true);
	});

	it('a secret that this process rotated counts, unless the endpoint is newer', () => {
		const endpointId = `rotated ${count}`;
		noteRotated(held.baseUrl, endpointId, 'rotated');
		const context = fresh();
		writeStored(context, { endpoint: { ...held, endpointId } });
		expect(heldEndpoint(context)).toMatchObject({ secret: 'rotated', endpointId });
		const later = fresh();
		const registeredAtMs = Date.now() + 1_000;
		writeStored(later, { endpoint: { ...held, endpointId, registeredAtMs } });
		expect(heldEndpoint(later)?.secret).toBe(held.secret);
		const elsewhere = fresh();
		writeStored(elsewhere, { endpoint: { ...held, endpointId, baseUrl: 'https://other' } });
		expect(heldEndpoint(elsewhere)?.secret).toBe(held.secret);
	});
});

it('forgets the endpoint here and there, and nothing else', () => {
	const context = fresh();
	writeStored(context, whole);
	hold(context, held);
	forgetEndpoint(context);
	expect(heldEndpoint(context)).toBeUndefined();
	expect(readStored(context)).toMatchObject({ progress: whole.progress, url: held.url });
});
