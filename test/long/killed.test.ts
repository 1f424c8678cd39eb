import { bench, pause, success } from '../engine/support/bench';
import { setTime } from '../engine/support/clock';
import { released } from '../engine/support/database';
import { diesAtSteps } from '../engine/support/dying';
import { send, videosOf } from '../engine/support/heygen';
import { inLanes } from '../engine/support/lanes';
import { leaderDies } from '../engine/support/mains';

const here = bench();

afterEach(() => jest.useRealTimers());

diesAtSteps(here, 1);

it('a leader that dies at any step of a tick is followed by one that brings all once', async () => {
	setTime('2026-11-24T10:00:00Z');
	await leaderDies(here, 1);
});

it('a worker that died with the lock in its hands holds nobody up for ever', async () => {
	const n8n = here.workflow('v3');
	n8n.scaleOut(2, 2);
	await n8n.activate();
	const sendTo = async (processor: number, id: string) =>
		await send(here, n8n, success(id), { url: n8n.urlOf(processor) });
	const [victim] = n8n.workers;
	if (victim === undefined) throw new Error('no worker');
	victim.onStep = (name) => {
		if (name === 'lock done') victim.kill();
	};
	const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
	await inLanes(ids, 3, async (id) => void (await sendTo(0, id)));
	await pause(300);
	n8n.workers.splice(0, 1);
	expect(await sendTo(1, 'late')).toMatchObject({ status: 200 });
	const out = await videosOf(n8n);
	expect(victim.isAlive).toBe(false);
	expect(new Set(out).size).toBe(out.length);
	expect(out).toContain('late');
	await released();
});
