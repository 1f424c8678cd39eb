import type { INodeParameters } from 'n8n-workflow';

import { ownCallback } from '../../../nodes/HeyGen/shared/ownCallback';
import { catalogue } from '../../simulator';
import { bench, bytes, post, signed, success } from '../support/bench';
import type { N8n } from '../support/n8n';

const here = bench();

async function deliver(n8n: N8n, event: object, headers: Record<string, string> = {}) {
	const body = bytes(event);
	const signature = signed(body, String(n8n.held?.secret));
	expect(await post(n8n.url, body, { Signature: signature, ...headers })).toMatchObject({
		status: 200,
	});
}

describe('an item', () => {
	let n8n: N8n;
	const activate = async (parameters: INodeParameters = {}): Promise<void> => {
		n8n = here.workflow('v3', { events: ['*'], ...parameters });
		await n8n.activate();
	};

	it("holds no address of a parked execution, which has n8n's token in it, but any other", async () => {
		await activate();
		const parked = 'https://n8n.example/webhook-waiting/7?signature=secret';
		for (const url of [ownCallback(parked, 'ab'.repeat(16), 0), 'https://other.example/heygen']) {
			await deliver(n8n, success(url, { callback_url: url }));
		}
		expect((await n8n.json()).map(({ callback_url: url }) => url)).toEqual([
			undefined,
			'https://other.example/heygen',
		]);
	});

	it('is simplified: our own names first, then those of HeyGen', async () => {
		await activate();
		const created_at = '2026-11-24T10:00:00Z';
		const event = success('a', { callback_id: 'c', nested: { kept: [1, 2] } });
		await deliver(n8n, { event_id: 'evt-1', ...event, created_at });
		const [item] = await n8n.json();
		expect(item).toEqual({
			event_id: 'evt-1',
			event_type: 'avatar_video.success',
			resource: 'avatar_video',
			outcome: 'success',
			created_at,
			error_message: null,
			video_id: 'a',
			url: 'https://files.example/a.mp4',
			callback_id: 'c',
			nested: { kept: [1, 2] },
		});
		expect(Object.keys(item ?? {}).slice(0, 6)).toEqual([
			'event_id',
			'event_type',
			'resource',
			'outcome',
			'created_at',
			'error_message',
		]);
	});

	it.each<[string, unknown]>([
		['JSON text', JSON.stringify({ video_id: 'a', callback_id: 7 })],
		['a list', [{ video_id: 'a', callback_id: 7 }]],
	])(
		'is the same when the data is %s, and so is what the filter sees',
		async (_case, event_data) => {
			await activate({ options: { callbackIds: '7' } });
			await deliver(n8n, { event_type: 'avatar_video.success', event_data });
			expect(await n8n.json()).toMatchObject([{ video_id: 'a', callback_id: 7 }]);
		},
	);

	it.each([
		['"false" as text', 'false', false],
		['"true" as text', 'true', true],
		['nothing', '', true],
	])('is simplified as an expression says: %s', async (_case, simplify, isSimplified) => {
		await activate({ simplify });
		await deliver(n8n, success('a'));
		const [item] = await n8n.json();
		expect(item).toHaveProperty(isSimplified ? 'outcome' : 'event_data');
	});

	it('takes the id from the header when the body has none', async () => {
		await activate();
		await deliver(n8n, success('a'), { 'Heygen-Event-Id': 'evt-header' });
		expect(await n8n.json()).toMatchObject([{ event_id: 'evt-header' }]);
	});

	it('is exactly what HeyGen sent when it is not simplified', async () => {
		await activate({ simplify: false });
		const event = { ...success('a', { odd: { deep: [null, 1.5, 'ü'] } }), extra: true };
		await deliver(n8n, event);
		expect(await n8n.json()).toEqual([event]);
	});

	it('leaves by its outcome when there are two outputs', async () => {
		await activate({ outputs: 'byOutcome' });
		await deliver(n8n, success('good'));
		await deliver(n8n, { event_type: 'avatar_video.fail', event_data: { video_id: 'bad' } });
		await deliver(n8n, { event_type: 'batch.finished', event_data: { batch_id: 'neither' } });
		const first = await n8n.json(0);
		expect(first.map(({ event_type }) => event_type).sort()).toEqual([
			'avatar_video.success',
			'batch.finished',
		]);
		expect(await n8n.json(1)).toMatchObject([{ video_id: 'bad', outcome: 'fail' }]);
	});

	// n8n 3.0 adds it only where no output has anything: then docs/install.md is to be changed
	it('has an empty item beside it on Success, where n8n is told to always output data', async () => {
		await activate({ outputs: 'byOutcome' });
		n8n.node = { ...n8n.node, alwaysOutputData: true };
		await deliver(n8n, { event_type: 'avatar_video.fail', event_data: { video_id: 'bad' } });
		expect(await n8n.json(0)).toEqual([{}]);
		expect(await n8n.json(1)).toMatchObject([{ video_id: 'bad', outcome: 'fail' }]);
	});
});

it('comes for every event type that HeyGen has', async () => {
	const n8n = here.workflow('v3', { events: ['*'] });
	await n8n.activate();
	for (const { event_type } of catalogue) {
		const { attempts } = await here.simulator.emit(event_type, here.simulator.sample(event_type));
		expect(attempts).toMatchObject([{ status: 200 }]);
	}
	const items = await n8n.json();
	expect(items.map(({ event_type }) => event_type).sort()).toEqual(
		catalogue.map(({ event_type }) => event_type).sort(),
	);
	for (const { event_id, event_type, outcome } of items) {
		expect(event_id).toEqual(expect.any(String));
		const ending = String(event_type).split('.').at(-1) ?? '';
		const expected = ending === 'success' ? 'success' : /fail/.test(ending) ? 'fail' : null;
		expect([event_type, outcome]).toEqual([event_type, expected]);
	}
});
