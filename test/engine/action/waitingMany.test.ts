import { bench } from '../support/bench';
import { ended, out, parked } from '../support/parking';

/** A callback among many jobs: HeyGen is waiting for the answer, and counts what it is asked. */
const here = bench();

const items = (count: number) => Array.from({ length: count }, () => ({}));
const asked = (): string[] =>
	here.simulator.requests.flatMap(({ method, path }) => (method === 'GET' ? [path] : []));
const callbackStatuses = (): number[] => here.simulator.callbacks.map(({ status }) => status);

/** HeyGen has no way to ask for the states of several of these. */
const parkedClippings = async (count: number): Promise<string[]> => {
	await parked(here, 'aiClipping', 'createAndWait', { items: items(count) });
	return here.simulator.jobs.map(({ id }) => id);
};

it('asks from the job that is called for on, 20 together, until one is open', async () => {
	const ids = await parkedClippings(60);
	const [before, called = ''] = [ids.slice(0, 45), ids[45]];
	for (const id of before) await here.simulator.finishJob(id, { callback: { send: false } });
	const past = asked().length;
	await here.simulator.finishJob(called);
	expect(callbackStatuses()).toEqual([200]);
	const wanted = ids.slice(45).concat(ids.slice(0, 5));
	expect(asked().slice(past).sort()).toEqual(wanted.map((id) => `/v3/ai-clipping/${id}`).sort());
});

it('goes on with all of them, in their order, when the last is called for', async () => {
	const waiting = await parked(here, 'aiClipping', 'createAndWait', { items: items(45) });
	const ids = here.simulator.jobs.map(({ id }) => id);
	for (const id of ids) await here.simulator.finishJob(id, { callback: { send: false } });
	await here.simulator.callBack(ids[30] ?? '');
	expect(out(await ended(waiting)).map(({ id }) => id)).toEqual(ids);
});
