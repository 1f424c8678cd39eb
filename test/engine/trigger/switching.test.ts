import { bench, credentialsFor } from '../support/bench';
import { advance, minutes, setTime } from '../support/clock';
import { lose, videosOf } from '../support/heygen';
import { ticks } from '../support/ticks';

const here = bench();

beforeEach(() => setTime('2026-11-24T10:00:00Z'));
afterEach(() => jest.useRealTimers());

it('a position that a tick finds first is handed over: v1 switched to v3 while active', async () => {
	const n8n = here.workflow('v1');
	await n8n.activate();
	Object.assign(n8n.credentials, credentialsFor(here.simulator, 'v3'));
	await ticks(n8n, 1);
	advance(minutes(5));
	await lose(here, { video_id: 'a' });
	advance(minutes(1));
	await n8n.newProcess();
	await ticks(n8n, 3);
	expect(await videosOf(n8n)).toEqual(['a']);
});
