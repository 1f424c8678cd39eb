import type { IDataObject, INode, INodeParameters, IRun } from 'n8n-workflow';

import { resources } from '../../../nodes/HeyGen/resources';
import type { Resource } from '../../../nodes/HeyGen/operation/operation';
import { bench, pause, type Bench } from '../support/bench';
import { advance, minutes, skipSleep } from '../support/clock';
import { out, videos, waitingFor } from '../support/parking';
import { arrived } from '../support/workflow';

/** 'Ask HeyGen': nothing is parked, the execution asks every 15 seconds. */
const here: Bench = bench();
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

interface More {
	options?: INodeParameters;
	node?: Partial<INode>;
	scripts?: string[];
	parameters?: INodeParameters;
}

const start = async ({ options, scripts = ['one'], ...more }: More = {}): Promise<IRun> => {
	const setup = videos(scripts, { howToWait: 'ask', ...options }, more);
	return await waitingFor(here, 'video', 'createAndWait', setup).start();
};
const made = (): string[] => here.simulator.jobs.map(({ id }) => id);

it('gives what is not ready in time a timeout and its ID', async () => {
	here.simulator.fault({ kind: 'slow', method: 'GET', delayMs: 500 });
	const running = start({ options: { waitMinutes: 1 } });
	while (here.simulator.requests.every(({ method }) => method !== 'GET')) {
		await pause(10);
	}
	advance(minutes(2));
	expect(out(await running)).toEqual([{ video_id: made()[0], status: 'timeout' }]);
});

it('asks again later while HeyGen is away', async () => {
	skipSleep();
	here.simulator.finishAfter(0);
	const away = { kind: 'status', status: 429, retryAfter: 3_600 } as const;
	here.simulator.fault({ ...away, method: 'GET' });
	expect(out(await start())).toMatchObject([{ status: 'completed' }]);
});

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

/** All has ended when HeyGen is asked first: the next time is 15 seconds later. */
const endAtOnce = (): void => {
	here.simulator.finishAfter(0);
	here.simulator.fault({ kind: 'slow', method: 'GET', delayMs: 300, times: Infinity });
};

it('lets HeyGen call nobody, whatever was entered before', async () => {
	here.simulator.finishAfter(0);
	here.simulator.fault({ kind: 'slow', method: 'GET', delayMs: 500 });
	await start({ parameters: { additionalFields: { callbackUrl: 'https://example.com/mine' } } });
	const [request] = here.simulator.asked('POST', '/v3/videos');
	expect(Object(request?.body)).not.toHaveProperty('callback_url');
});

describe('a file that cannot be fetched', () => {
	const lose = (): void => {
		skipSleep();
		endAtOnce();
		const path = /^\/files\//;
		here.simulator.fault({ kind: 'status', status: 404, path, times: Infinity });
	};
	const options = { downloadVideo: true };

	it('costs its own item, which is no completed one, with On Error continue', async () => {
		lose();
		const [json] = out(await start({ options, node: { onError: 'continueRegularOutput' } }));
		expect(json).toMatchObject({
			error: expect.stringContaining('could not be downloaded'),
			video_id: made()[0],
			video_url: expect.stringContaining('http'),
		});
		expect(json).not.toHaveProperty('status');
	});

	it('is an error that names what was made beside it', async () => {
		lose();
		const { error } = (await start({ options, scripts: ['one', 'two'] })).data.resultData;
		expect(error?.message).toContain('could not be downloaded');
		expect(error?.description).toContain(`Already created at HeyGen: video_id ${made()[1]}.`);
	});
});

describe('of several files', () => {
	const options = { howToWait: 'ask', downloadVideo: true };
	const languages = { outputLanguages: ['English', 'German'], options };
	const path = /^\/v3\/video-translations\/(?!statuses)[^/]+$/;
	const ask = async (resource: 'videoTranslation' | 'aiClipping', parameters: INodeParameters) => {
		endAtOnce();
		const waiting = waitingFor(here, resource, 'createAndWait', { parameters });
		return arrived(await waiting.start());
	};
	const answer = (data: IDataObject): void =>
		here.simulator.fault({ kind: 'status', status: 200, method: 'GET', path, body: { data } });

	it.each([
		['languages', 'videoTranslation', languages],
		['clips', 'aiClipping', { options }],
	] as const)('attaches each, of %s', async (_case, resource, parameters) => {
		const [item] = await ask(resource, parameters);
		expect(item?.json).toMatchObject({ status: 'completed' });
		expect(item?.binary).toEqual({
			data: expect.objectContaining({ mimeType: 'video/mp4' }),
			data_1: expect.objectContaining({ mimeType: 'video/mp4' }),
		});
	});

	it('attaches those of the languages that did not fail', async () => {
		answer({ id: 'x', status: 'failed', failure_message: 'Out of luck' });
		const [item] = await ask('videoTranslation', languages);
		expect(Object.keys(item?.binary ?? {})).toEqual(['data']);
	});

	it('attaches the sound where there is no video', async () => {
		const parameters = { outputLanguages: ['English'], options };
		const [before] = await ask('videoTranslation', parameters);
		const [translation] = before?.json.translations as IDataObject[];
		here.simulator.clearFaults();
		answer({ ...translation, video_url: null });
		const [item] = await ask('videoTranslation', parameters);
		expect(item?.binary?.data?.mimeType).toBe('audio/mpeg');
	});
});

it.each(['video', 'videoTranslation', 'lipsync'] as const)(
	'offers no file with a batch of %s, of which HeyGen names only IDs',
	(resource) => {
		const { operations }: Resource = resources[resource];
		const options = operations['createBatchAndWait']?.fields.flatMap(({ fields = [] }) =>
			fields.map(({ property }) => property.name),
		);
		expect(options).toContain('waitMinutes');
		expect(options).not.toContain('downloadVideo');
	},
);
