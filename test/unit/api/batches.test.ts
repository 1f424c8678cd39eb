import { batchItems } from '../../../nodes/HeyGen/api/batches';
import { clientOf } from '../../../nodes/HeyGen/api/client';
import { bench } from './support/bench';

const path = '/v3/videos/batches/b';
const made = bench();
const page = (item: number, next: string | null): void =>
	made.simulator.fault({
		kind: 'status',
		status: 200,
		body: { data: { batch_id: 'b', items: [{ item }], has_more: next !== null, next_token: next } },
	});
const items = async (): Promise<unknown> =>
	(await batchItems(clientOf(await made.connect('v3')), path)).items;

it('puts the pages of a batch together', async () => {
	page(1, 'a');
	page(2, null);
	expect(await items()).toEqual([{ item: 1 }, { item: 2 }]);
});

it('ends when the tokens go round', async () => {
	for (const [item, next] of ['a', 'b', 'a', 'b'].entries()) page(item, next);
	expect(await items()).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	expect(made.simulator.requests).toHaveLength(3);
});
