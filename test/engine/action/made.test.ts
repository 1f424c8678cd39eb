import type { IBinaryKeyData, INodeParameters, IRun } from 'n8n-workflow';

import { act, type ActionSetup } from '../support/action';
import { bench, credentialsFor } from '../support/bench';
import { skipSleep } from '../support/clock';
import { arrived } from '../support/workflow';

/** What was made, changed or deleted at HeyGen is known afterwards, and is done once. */
const here = bench();
afterEach(() => jest.restoreAllMocks());

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const run = async (parameters: INodeParameters, more: Partial<ActionSetup> = {}): Promise<IRun> =>
	await act({ credentials: credentialsFor(here.simulator, 'v3'), parameters, ...more });
const call = (method: string, path: string, body: string): INodeParameters => ({
	...{ resource: 'api', operation: 'call' },
	...{ method, path, body },
});
const texts = ['one', 'two', ''].map((text) => ({ text }));
const madeIn = ({ data }: IRun): string =>
	/Already created at HeyGen: (.*)\. With/.exec(String(data.resultData.error?.description))?.[1] ??
	'nothing';

describe('a run that fails names', () => {
	it('what calls of the API resource have made', async () => {
		const body = '={{ ({ type: "avatar", avatar_id: "look_1", script: $json.text }) }}';
		const made = madeIn(await run(call('POST', '/v3/videos', body), { items: texts }));
		const [one, two] = here.simulator.jobs.map(({ id }) => id);
		expect(made).toBe(`video_id ${one}, video_id ${two}`);
	});

	it('what a call has made whose file is not there', async () => {
		const video = call('POST', '/v3/videos', '{"type":"avatar","avatar_id":"a","script":"Hi"}');
		const made = madeIn(await run({ ...video, options: { downloadFrom: 'video_url' } }));
		expect(made).toBe(`video_id ${here.simulator.jobs[0]?.id}`);
	});

	it('what was made behind what n8n says itself, as a sentence', async () => {
		const file = { __rl: true, mode: 'binary', value: '={{ $json.name }}' };
		const upload = { resource: 'asset', operation: 'upload', file };
		const data = { data: 'iVBORw0KGgoAAA==', mimeType: 'image/png', fileName: 'a.png' };
		const items = [{ name: 'data' }, { name: 'none' }];
		const { error } = (await run(upload, { items, binary: { data } })).data.resultData;
		expect(error?.description).toMatch(/[a-z]\. Already created at HeyGen: asset_id \w+\. With/);
	});

	it('the link of a speech once', async () => {
		here.simulator.fault({ kind: 'status', status: 410, path: /^\/files/, times: Infinity });
		const speech = { resource: 'voice', operation: 'generateSpeech', voiceId: byId('voice_1') };
		const { error } = (await run({ ...speech, text: 'Hi' })).data.resultData;
		expect(String(error?.description).match(/https?:/g)).toHaveLength(1);
	});

	it('nothing that they have only read', async () => {
		here.simulator.seed('videos', 1, () => ({ id: 'video_1' }));
		const read = { ...call('GET', '={{ $json.path }}', ''), onError: 'stopWorkflow' };
		const items = [{ path: '/v3/videos/video_1' }, { path: '/v3/videos/video_2' }];
		expect(madeIn(await run(read, { items }))).toBe('nothing');
	});

	it('the links of speeches, which have no other name', async () => {
		const speech = { resource: 'voice', operation: 'generateSpeech', voiceId: byId('voice_1') };
		const made = madeIn(await run({ ...speech, text: '={{ $json.text }}' }, { items: texts }));
		expect(made).toMatch(/^audio_url http\S+, audio_url http\S+$/);
	});

	it('the endpoints that have another secret', async () => {
		const { endpoint_id: id } = here.simulator.addEndpoint({ url: 'https://a.example/' });
		const rotate = { resource: 'webhookEndpoint', operation: 'rotateSecret' };
		const items = [{ id }, { id: 'none' }];
		const made = await run({ ...rotate, endpointId: byId('={{ $json.id }}') }, { items });
		expect(madeIn(made)).toBe(`endpoint_id ${id}`);
	});
});

describe('what HeyGen may have done is not sent again', () => {
	it.each<[string, INodeParameters, string]>([
		[
			'by a call of an older API, which knows no key',
			call('POST', '/v2/video/generate', '{"test": true}'),
			'/v2/video/generate',
		],
		[
			'by a message to a session, which knows one since lately',
			{
				...{ resource: 'videoAgent', operation: 'sendMessage' },
				sessionId: byId('s1'),
				message: 'Hi',
			},
			'/v3/video-agents/s1',
		],
	])('%s', async (_case, parameters, path) => {
		skipSleep();
		here.simulator.fault({ kind: 'status', status: 504, method: 'POST', path, times: Infinity });
		const { error } = (await run(parameters)).data.resultData;
		expect(here.simulator.count('POST', path)).toBe(1);
		expect(error?.description).toContain('HeyGen may have done it anyway');
	});
});

it('a delete whose answer was lost is one', async () => {
	skipSleep();
	here.simulator.seed('videos', 1, () => ({ id: 'video_1' }));
	here.simulator.fault({ kind: 'lostAnswer', method: 'DELETE' });
	const deleted = await run({ resource: 'video', operation: 'delete', videoId: byId('video_1') });
	expect(here.simulator.requests.map(({ status }) => status)).toEqual([0, 404]);
	expect(arrived(deleted).map(({ json }) => json)).toEqual([{ deleted: true }]);
});

it.each<[string, INodeParameters, () => string[]]>([
	[
		'deletes',
		{ resource: 'video', operation: 'delete', videoId: byId('={{ $json.id }}') },
		() => {
			here.simulator.seed('videos', 2, (index) => ({ id: `video_${index}` }));
			return ['video_0', 'video_1'];
		},
	],
	[
		'deletes of endpoints',
		{ resource: 'webhookEndpoint', operation: 'delete', endpointId: byId('={{ $json.id }}') },
		() =>
			['a', 'b'].map(
				(name) => here.simulator.addEndpoint({ url: `https://${name}.example/` }).endpoint_id,
			),
	],
	[
		'changes of one version',
		{
			...{ resource: 'template', operation: 'updateVariables' },
			...{ templateId: byId('={{ $json.id }}'), variables: '{}' },
			additionalFields: { expectedEditVersion: '1' },
		},
		() => {
			here.simulator.seed('templates', 2, (index) => ({ id: `t_${index}`, edit_version: '1' }));
			return ['t_0', 't_1'];
		},
	],
])('%s are not tried again where a later item failed', async (_what, parameters, put) => {
	const ids = put();
	const path = new RegExp(`/${ids[1]}(/|$)`);
	here.simulator.fault({ kind: 'status', status: 403, path });
	const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
	const { error } = (await run(parameters, { items: ids.map((id) => ({ id })), node })).data
		.resultData;
	expect(error?.message).toBeUndefined();
	expect(here.simulator.requests.map(({ status }) => status)).toEqual([200, 403, 200]);
});

it('what HeyGen says where nothing was made is told', async () => {
	const body = { data: null, message: 'Out of credits' };
	here.simulator.fault({ kind: 'status', status: 200, method: 'POST', body });
	const video = { resource: 'video', operation: 'create', avatarId: byId('look_1'), script: 'Hi' };
	const { error } = (await run(video)).data.resultData;
	expect(error?.message).toMatch(/the answer holds no object, and says "Out of credits"\.$/);
});

it('files whose batch is to have another title come into another batch', async () => {
	const data = Buffer.from('89504e470d0a1a0a00', 'hex').toString('base64');
	const binary: IBinaryKeyData = { data: { data, mimeType: 'image/png', fileName: 'a.png' } };
	const upload = {
		...{ resource: 'asset', operation: 'uploadMany' },
		file: { __rl: true, mode: 'binary', value: 'data' },
		additionalFields: { title: '={{ $json.title }}' },
	};
	const items = ['May', 'June', 'May'].map((title) => ({ title }));
	const [first, second, third] = arrived(await run(upload, { items, binary }));
	expect(third?.json.batch_id).toBe(first?.json.batch_id);
	expect(second?.json.batch_id).not.toBe(first?.json.batch_id);
	const begun = here.simulator.requests.filter(({ path }) =>
		path.endsWith('direct-uploads/batches'),
	);
	expect(begun.map(({ body }) => Object(body).title)).toEqual(['May', 'June']);
});
