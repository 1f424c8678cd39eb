import type { IDataObject } from 'n8n-workflow';

import { kindOf } from '../../../nodes/HeyGen/waiting/kinds';
import { told } from './support/told';

const item = (item_index: number, status: string, more: IDataObject = {}): IDataObject => ({
	item_index,
	status,
	...more,
});
const look = async (kind: string, path: string, batch: IDataObject) =>
	await kindOf(kind).look(told({ [`${path}/b%2F1`]: batch }).heygen, { kind, ids: ['b/1'] });
const videos = async (batch: IDataObject) => await look('videoBatch', '/v3/videos/batches', batch);

describe('a batch', () => {
	it.each([
		['it says that it is at work', { status: 'processing', items: [item(0, 'completed')] }],
		['one of its items is open', { items: [item(0, 'completed'), item(1, 'pending')] }],
		['it lists fewer items than it has', { total_items: 2, items: [item(0, 'completed')] }],
		['it lists none and has no status', { items: [] }],
	])('is open while %s', async (_case, batch) => {
		expect(await videos(batch)).toMatchObject({ state: 'open' });
	});

	it('is completed when one of its items is, however the others ended', async () => {
		const batch = { total_items: 2, items: [item(0, 'failed'), item(1, 'completed')] };
		expect(await videos(batch)).toMatchObject({ state: 'completed', data: batch });
	});

	it('has failed when all of its items have, for the reason of the first', async () => {
		const items = [item(1, 'failed', { failure_message: 'two' }), item(0, 'failed')];
		const { state, data } = await videos({ items });
		expect(state).toBe('failed');
		expect(data).toMatchObject({ failure_message: 'two', items: [items[1], items[0]] });
	});

	it('has failed as a whole, though it lists no items', async () => {
		const batch = { status: 'failed', total_items: 2, items: [] };
		expect(await videos(batch)).toMatchObject({ state: 'failed' });
	});

	it('names itself', () => {
		const { idsOf, named } = kindOf('videoBatch');
		expect(idsOf({ batch_id: 'b' })).toEqual(['b']);
		expect(idsOf({ batch_id: '' })).toEqual([]);
		expect(named(['b'])).toEqual({ batch_id: 'b' });
	});
});

describe('a batch of one', () => {
	const path = '/v3/videos/batches/b';
	const job = { kind: 'videoInBatch', ids: ['b'] };

	it('comes out as what it made', async () => {
		const { heygen } = told({
			[path]: { items: [item(0, 'completed', { video_id: 'v' })] },
			'/v3/videos/v': { status: 'completed', video_url: 'https://x' },
		});
		expect(await kindOf('videoInBatch').look(heygen, job)).toEqual({
			state: 'completed',
			data: { video_id: 'v', status: 'completed', video_url: 'https://x' },
		});
	});

	it.each([
		['HeyGen does not list its item', { status: 'processing', items: [] }],
		['its item names no video yet', { items: [item(0, 'completed')] }],
	])('is open while %s', async (_case, batch) => {
		const { heygen } = told({ [path]: batch });
		expect(await kindOf('videoInBatch').look(heygen, job)).toMatchObject({ state: 'open' });
	});
});
