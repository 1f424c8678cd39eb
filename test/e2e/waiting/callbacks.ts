import type { Bench } from '../support/bench';
import { items, json } from '../support/executions';
import { scripts, webhookNode } from '../support/joined';
import { call, createAndWait, out, Parked, start } from '../support/parked';
import { until } from '../support/until';
import { chain, manualTrigger, noOp } from '../support/workflows';

/** Proves how n8n lets callers in to a parked execution: the token, its state, and one call at a time. */

const two = async (bench: Bench): Promise<Parked> => {
	const parked = await Parked.byHand(bench, (account) =>
		chain('Two', manualTrigger(start), ...scripts('one', 'two'), createAndWait(account), noOp()),
	);
	await parked.waits();
	return parked;
};

/** Who calls, when, and with what. */
export const callbacks: Record<string, (bench: Bench) => Promise<void>> = {
	async 'parks, is woken by the last callback, and pairs each video with its item'(bench) {
		const parked = await two(bench);
		const { heygen, videos } = parked;
		const asked = heygen.requests.length;
		const pending = videos.map((video_id) => ({ video_id, status: 'pending' }));
		expect(json(await parked.now(), 'HeyGen')).toMatchObject(pending);
		expect(await parked.isCalledAgain()).toBe(true);
		await parked.finish([...videos].reverse());
		const execution = await parked.ends();
		expect(execution.status).toBe('success');
		expect(
			items(execution, 'After').map(({ json: { id }, pairedItem }) => [id, pairedItem]),
		).toEqual(videos.map((id, item) => [id, { item }]));
		expect(execution.data.resultData.runData.HeyGen).toHaveLength(1);
		expect(parked.statuses).toEqual([200, 200]);
		expect(heygen.requests.length - asked).toBeLessThanOrEqual(4);
	},

	async 'lets nobody in without the token, and believes no body'(bench) {
		const parked = await two(bench);
		const [address = ''] = parked.addresses;
		const other = new URL(address);
		other.searchParams.set('signature', 'x'.repeat(64));
		expect(await call(other.href)).toBe(401);
		other.search = '';
		expect(await call(other.href)).toBe(401);
		expect(await call(address.replace('/heygen', ''))).toBe(404);
		expect(await call(address, undefined, 'GET')).toBe(404);
		expect(await call(address, '{}', 'PUT')).toBe(404);
		expect(await call(address, undefined, 'OPTIONS')).toBe(204);
		expect(await call(address, '{')).toBe(422);
		for (const body of ['', '{}', '[]', '{"event_data":{"status":"completed"}}']) {
			expect(await call(address, body)).toBe(503);
		}
		expect((await parked.now()).status).toBe('waiting');
		await parked.finish();
		expect((await parked.ends()).status).toBe('success');
		expect(await call(address)).toBe(409);
	},

	async 'goes on once when five call at the same moment'(bench) {
		const parked = await two(bench);
		const [first = '', second = ''] = parked.videos;
		await parked.finish([first]);
		await parked.finish([second], { callback: { copies: 5 } });
		const execution = await parked.ends();
		expect(execution.status).toBe('success');
		expect(out(execution)).toHaveLength(2);
		expect(parked.statuses.filter((status) => status === 200)).toHaveLength(2);
		// n8n may answer 500 to a call that it begins to take while the execution ends, see reliability.md
		const answers = parked.heygen.callbacks.map(({ answer }) => answer).join();
		expect(answers).not.toContain('being resumed');
	},

	async 'misses nothing that ends before it is parked, though n8n takes no call then'(bench) {
		const path = '/v3/videos/statuses';
		const parked = await Parked.published(bench, (account) => {
			account.heygen.planCallbacks({ retryMs: [] });
			account.heygen.fault({ kind: 'slow', method: 'GET', path, delayMs: 25_000 });
			const node = createAndWait(account);
			return chain('Early', webhookNode(start), ...scripts('one', 'two'), node, noOp());
		});
		const { heygen } = parked;
		await until('the question before it parks', async () => heygen.asked('GET', path)[0]);
		await parked.finish();
		const execution = await parked.ends();
		expect(out(execution).map(({ id }) => id)).toEqual(parked.videos);
		// in a run by hand n8n answers 500: it has stored no data yet, and stumbles over that
		expect(parked.statuses).toEqual([409, 409]);
	},

	async 'starts nothing in an execution that was stopped'(bench) {
		const parked = await two(bench);
		await bench.api.session.call('POST', `/executions/${parked.id}/stop`, { body: {} });
		expect((await parked.ends()).status).toBe('canceled');
		await parked.finish(undefined, { callback: { retryMs: [] } });
		expect(parked.statuses).toEqual([409, 409]);
		expect(out(await parked.now())).toEqual([]);
	},
};
