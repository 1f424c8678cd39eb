import { runCommand } from '../../simulator/commands';
import { bench, ENDPOINTS } from './support';

const made = bench();

const run = async (line: string) => await runCommand(made.simulator, line);
const add = () => made.simulator.addEndpoint({ url: `${made.receiver.url}/hook` });

it.each([
	['finish', /^avatar_video\.success evt_\w+: 200 from/, 1],
	['fail the voice is gone', /^avatar_video\.fail/, 1],
	['translate', /^video_translate\.success/, 1],
	['emit podcast.success', /^podcast\.success/, 1],
	['miss', /delivered to nobody$/, 0],
])('%s', async (line, told, deliveries) => {
	add();
	expect(await run(line)).toMatch(told);
	expect(made.receiver.posts).toHaveLength(deliveries);
	expect(made.simulator.history).toHaveLength(1);
});

it('fail hands its words on', async () => {
	await run('fail the voice is gone');
	expect(made.simulator.history[0]?.event_data['msg']).toBe('the voice is gone');
});

it('list and requests show what there is, without secrets', async () => {
	expect([await run('list'), await run('requests')]).toEqual(['no endpoint', 'no request']);
	const { endpoint_id, url, secret } = add();
	await made.api.get(ENDPOINTS);
	const listed = await run('list');
	expect(listed).toBe(`${endpoint_id} v3 enabled ${url} (every event)`);
	expect(listed).not.toContain(secret);
	expect(await run('requests')).toBe(`200 GET ${ENDPOINTS}`);
});

it('help, quit, blank and unknown lines', async () => {
	expect(await run('help')).toContain('translate');
	expect(await run('dance')).toBe(await run('help'));
	expect(await run('  ')).toBe('');
	expect(await run('quit')).toBeUndefined();
});
