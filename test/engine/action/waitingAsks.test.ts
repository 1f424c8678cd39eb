import type { IDataObject, INode, INodeParameters, IRun } from 'n8n-workflow';

import { bench, pause, type Bench } from '../support/bench';
import { advance, minutes } from '../support/clock';
import { out, waitingFor } from '../support/parking';

/** 'Ask HeyGen': nothing is parked, the execution asks every 15 seconds. */
const here: Bench = bench();
afterEach(() => jest.useRealTimers());

interface More {
	options?: INodeParameters;
	node?: Partial<INode>;
	scripts?: string[];
	more?: INodeParameters;
}

const start = async ({
	options,
	node,
	scripts = ['one'],
	more: rest,
}: More = {}): Promise<IRun> => {
	const items: IDataObject[] = scripts.map((script) => ({ script }));
	const parameters = {
		speechSource: 'script',
		script: '={{ $json.script }}',
		options: { howToWait: 'ask', ...options },
		...rest,
	};
	const more = { items, parameters, ...(node !== undefined && { node }) };
	return await waitingFor(here, 'video', 'createAndWait', more).start();
};
const made = (): string[] => here.simulator.jobs.map(({ id }) => id);

it('gives what is not ready in time a timeout and its ID', async () => {
	here.simulator.fault({ kind: 'slow', method: 'GET', delayMs: 2_000 });
	const running = start({ options: { waitMinutes: 1 } });
	while (here.simulator.requests.every(({ method }) => method !== 'GET')) {
		await pause(10);
	}
	advance(minutes(2));
	expect(out(await running)).toEqual([{ video_id: made()[0], status: 'timeout' }]);
}, 60_000);

it('asks again later while HeyGen is away', async () => {
	here.simulator.finishAfter(0);
	const away = { kind: 'status', status: 429, retryAfter: 3_600 } as const;
	here.simulator.fault({ ...away, method: 'GET' });
	expect(out(await start())).toMatchObject([{ status: 'completed' }]);
}, 60_000);

describe('when HeyGen takes the credential no more', () => {
	const refuse = (): void =>
		here.simulator.fault({ kind: 'status', status: 403, method: 'GET', times: Infinity });

	it('names what was made', async () => {
		refuse();
		const { error } = (await start({ scripts: ['one', 'two'] })).data.resultData;
		expect(error?.message).toContain('HeyGen does not allow this');
		const [first, second] = made();
		expect(error?.description).toContain(`video_id ${first}, video_id ${second}`);
	});

	it('names its own in each item with On Error continue', async () => {
		refuse();
		const node = { onError: 'continueRegularOutput' } as const;
		expect(out(await start({ scripts: ['one', '', 'three'], node }))).toMatchObject([
			{ error: expect.stringContaining('does not allow'), video_id: made()[0] },
			{ error: "'Script' is empty" },
			{ error: expect.stringContaining('does not allow'), video_id: made()[1] },
		]);
	});
});

it('lets HeyGen call nobody, whatever was entered before', async () => {
	here.simulator.finishAfter(0);
	here.simulator.fault({ kind: 'slow', method: 'GET', delayMs: 500 });
	await start({ more: { additionalFields: { callbackUrl: 'https://example.com/mine' } } });
	const [request] = here.simulator.asked('POST', '/v3/videos');
	expect(Object(request?.body)).not.toHaveProperty('callback_url');
}, 60_000);

it('puts out the video without its file, when that cannot be fetched, with On Error continue', async () => {
	here.simulator.finishAfter(0);
	here.simulator.fault({ kind: 'status', status: 404, path: /^\/files\//, times: Infinity });
	const run = await start({
		options: { downloadVideo: true },
		node: { onError: 'continueRegularOutput' },
	});
	expect(out(run)).toMatchObject([{ error: expect.any(String), video_id: made()[0] }]);
}, 60_000);
