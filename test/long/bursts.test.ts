import { bench, success } from '../engine/support/bench';
import { send, videosOf } from '../engine/support/heygen';
import { inLanes, shuffled } from '../engine/support/lanes';
import type { N8n } from '../engine/support/n8n';

const here = bench();
const ids = Array.from({ length: 300 }, (_, index) => `v${String(index).padStart(3, '0')}`);

async function burst(n8n: N8n, urlOf: (turn: number) => string): Promise<void> {
	let turn = 0;
	await inLanes(shuffled([...ids, ...ids, ...ids]), 20, async (id) => {
		const { status } = await send(here, n8n, success(id), { url: urlOf(turn++) });
		expect(status).toBe(200);
	});
	expect((await videosOf(n8n)).sort()).toEqual(ids);
}

describe('300 events, of which each comes three times', () => {
	it('come out once', async () => {
		const n8n = here.workflow('v3');
		await n8n.activate();
		await burst(n8n, () => n8n.url);
	});

	it('come out once in queue mode, by two processors and four workers', async () => {
		const n8n = here.workflow('v3');
		n8n.scaleOut(2, 4);
		await n8n.activate();
		await burst(n8n, (turn) => n8n.urlOf(turn % 2));
	});
});
