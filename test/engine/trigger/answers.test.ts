import { bench, pause, success } from '../support/bench';
import { skipPatience } from '../support/clock';
import { send, videosOf } from '../support/heygen';
import type { N8n } from '../support/n8n';

const here = bench();
let n8n: N8n;
beforeEach(async () => {
	n8n = here.workflow('v3');
	await n8n.activate();
});

afterEach(() => jest.restoreAllMocks());

it('is 503 for a repeat while the first delivery is still being stored, and 200 then', async () => {
	let store = (): void => {};
	n8n.whileStoring = async () => await new Promise<void>((resolve) => (store = resolve));
	const first = send(here, n8n, success('a'));
	await pause(50);
	skipPatience();
	expect(await send(here, n8n, success('a'))).toMatchObject({ status: 503 });
	store();
	expect(await first).toMatchObject({ status: 200 });
	expect(await send(here, n8n, success('a'))).toMatchObject({ status: 200 });
	expect(await videosOf(n8n)).toEqual(['a']);
});

it('is 500 when the parameters can not be read, so that HeyGen sends the event again', async () => {
	const { events } = n8n.node.parameters;
	n8n.node.parameters.events = [];
	expect(await send(here, n8n, success('a'))).toMatchObject({ status: 500 });
	expect(here.logs.notable).toEqual([expect.stringContaining('could not be handled')]);
	n8n.node.parameters.events = events ?? [];
	expect(await send(here, n8n, success('a'))).toMatchObject({ status: 200 });
	expect(await videosOf(n8n)).toEqual(['a']);
});
