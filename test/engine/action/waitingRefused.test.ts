import type { INode, INodeParameters, IRun } from 'n8n-workflow';

import { bench } from '../support/bench';
import { skipSleep } from '../support/clock';
import { out, waitingFor } from '../support/parking';

const here = bench({ requirePublicHttps: true });
afterEach(() => jest.restoreAllMocks());

const start = async (options: INodeParameters, node: Partial<INode> = {}): Promise<IRun> =>
	await waitingFor(here, 'video', 'createAndWait', { parameters: { options }, node }).start();

describe('an n8n that HeyGen cannot call', () => {
	const whatToDo =
		/^HeyGen refused to call n8n back at http:\/\/[^/"]+: ".*https.*"\. Set the environment variable WEBHOOK_URL of n8n to its public https address, or choose 'Ask HeyGen' under 'How to Wait'\.$/;

	it('is told what to do, without the token of its address', async () => {
		const run = await start({});
		expect(run.data.resultData.error?.message).toMatch(whatToDo);
		expect(run.data.waitTill).toBeUndefined();
		expect(here.simulator.jobs).toEqual([]);
	});

	it('is told so in an item, with On Error continue', async () => {
		const run = await start({}, { onError: 'continueRegularOutput' });
		expect(out(run)).toEqual([{ error: expect.stringMatching(whatToDo) }]);
	});

	it.each([
		['another field', { error: { code: 'invalid_parameter', message: 'No.', param: 'script' } }],
		['nothing', { error: { code: 'invalid_parameter', message: 'No.' } }],
	])('is not told so when HeyGen complains about %s', async (_what, body) => {
		here.simulator.fault({ kind: 'status', status: 400, method: 'POST', body });
		expect((await start({})).data.resultData.error?.message).toBe('HeyGen refused: No.');
	});

	it('can ask, for what HeyGen does not know at first too', async () => {
		skipSleep();
		here.simulator.finishAfter(0);
		here.simulator.fault({ kind: 'status', status: 404, method: 'GET' });
		const asking = start({ howToWait: 'ask', waitMinutes: 1 });
		expect(out(await asking)).toMatchObject([{ status: 'completed' }]);
	});
});
