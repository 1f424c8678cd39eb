import type { IBinaryKeyData, INode, INodeParameters } from 'n8n-workflow';

import { act, type ActionSetup } from '../support/action';
import { bench, credentialsFor } from '../support/bench';

const here = bench();

const picture = (size: number, fileName: string): IBinaryKeyData => ({
	data: {
		data: Buffer.from(`89504e470d0a1a0a${'00'.repeat(size)}`, 'hex').toString('base64'),
		mimeType: 'image/png',
		fileName,
	},
});
const make = async (parameters: INodeParameters, more: Partial<ActionSetup> = {}) =>
	await act({ credentials: credentialsFor(here.simulator, 'v3'), parameters, ...more });
const keys = (path?: string): unknown[] =>
	here.simulator.requests.flatMap((request) =>
		path === undefined || request.path === path ? (request.headers['idempotency-key'] ?? []) : [],
	);
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const video = (script: string): INodeParameters => ({
	resource: 'video',
	operation: 'create',
	avatarId: byId('look_00001'),
	script,
});
/** The same numbers of n8n each time: a copied instance counts on with them. */
const both = async (one: () => Promise<unknown>, other: () => Promise<unknown>) => {
	await one();
	await other();
	return new Set(keys()).size;
};

describe('the Idempotency-Key of the same execution, item and node', () => {
	it.each<[string, INodeParameters, INodeParameters]>([
		['another script', video('Hello'), video('Goodbye')],
		[
			'another script that is waited for',
			{ ...video('Hello'), operation: 'createAndWait' },
			{ ...video('Goodbye'), operation: 'createAndWait' },
		],
		[
			'another address of an endpoint',
			{
				resource: 'webhookEndpoint',
				operation: 'create',
				url: 'https://a.example/',
				events: ['*'],
			},
			{
				resource: 'webhookEndpoint',
				operation: 'create',
				url: 'https://b.example/',
				events: ['*'],
			},
		],
	])('is another one for %s', async (_case, one, other) => {
		expect(
			await both(
				() => make(one),
				() => make(other),
			),
		).toBe(2);
	});

	const upload = {
		resource: 'asset',
		operation: 'upload',
		file: { __rl: true, mode: 'binary', value: 'data' },
	};
	it.each([
		['name', 'b.png', 100],
		['size', 'a.png', 101],
	])('is another one for a file of another %s', async (_case, name, size) => {
		const one = { binary: picture(100, 'a.png') };
		const other = { binary: picture(size, name) };
		expect(
			await both(
				() => make(upload, one),
				() => make(upload, other),
			),
		).toBe(2);
	});

	it('is another one for a file in a body, and the same for the same file', async () => {
		const parameters = {
			...video('Hello'),
			type: 'image',
			image: { __rl: true, mode: 'binary', value: 'data' },
			voiceId: byId('voice_00001'),
		};
		const files = [picture(100, 'a.png'), picture(100, 'b.png'), picture(101, 'a.png')];
		for (const binary of [...files, picture(100, 'a.png')]) await make(parameters, { binary });
		const made = keys('/v3/videos');
		expect(new Set(made).size).toBe(3);
		expect(made[3]).toBe(made[0]);
	});

	it('is another one for the same ID of a node with another name', async () => {
		const named = (name: string): Partial<INode> => ({ name });
		const one = () => make(video('Hello'), { node: named('Intro') });
		const other = () => make(video('Hello'), { node: named('Outro') });
		expect(await both(one, other)).toBe(2);
	});

	it('is the same for the same content', async () => {
		await make(video('Hello'));
		await make(video('Hello'));
		expect(new Set(keys()).size).toBe(1);
	});
});

it('a batch of other files is another one, and the bytes of each reach its own', async () => {
	const first = here.simulator.presign('a.mp4', 50_000, { expired: true });
	const second = here.simulator.presign('b.mp4', 50_001);
	const parameters = {
		resource: 'asset',
		operation: 'uploadMany',
		file: { __rl: true, mode: 'url', value: '={{ $json.url }}' },
	};
	const node: Partial<INode> = { onError: 'continueRegularOutput' };
	await make(parameters, { items: [{ url: first }, { url: second }], node });
	const whole = here.simulator.presign('a.mp4', 50_000);
	await make(parameters, { items: [{ url: whole }, { url: second }], node });
	expect(new Set(keys('/v3/assets/direct-uploads/batches')).size).toBe(2);
	expect(here.simulator.uploads.map(({ bytes }) => bytes)).toEqual([50_001, 50_000, 50_001]);
});
