import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';

import { act } from '../support/action';
import { bench, credentialsFor } from '../support/bench';

const here = bench();
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const run = async (parameters: INodeParameters, items: IDataObject[] = [{}]): Promise<IRun> =>
	await act({ credentials: credentialsFor(here.simulator, 'v3'), parameters, items });

const link = { file: { __rl: true, mode: 'url', value: 'https://example.com/a.mp4' } };
const people = {
	hostAvatarId: byId('look_1'),
	hostVoiceId: byId('voice_1'),
	guestAvatarId: byId('look_2'),
	guestVoiceId: byId('voice_2'),
};

const video = { resource: 'video', avatarId: byId('look_1'), script: 'Hi' };
const refused = (what: string, additionalFields: INodeParameters, message: RegExp) =>
	[what, { ...video, additionalFields }, message] as [string, INodeParameters, RegExp];

it.each([
	refused(
		'an expressiveness that Avatar V has not',
		{ engine: 'avatar_v', expressiveness: 'high' },
		/^'Expressiveness' can't be used with this 'Engine'/,
	),
	refused(
		'an expressiveness that Avatar III has not',
		{ engine: 'avatar_iii', expressiveness: 'low' },
		/^'Expressiveness' can't be used with this 'Engine'/,
	),
	refused(
		'a movement that Avatar III has not',
		{ engine: 'avatar_iii', motionPrompt: 'waves' },
		/^'Motion Prompt' can't be used with the 'Engine' Avatar III/,
	),
	refused(
		'a reference look without its engine',
		{ referenceLookId: byId('look_2') },
		/^'Reference Look' needs 'Engine' Avatar V$/,
	),
	refused('a background without its color', { backgroundType: 'color' }, /^'Background Color' is/),
	refused('a background without its image', { backgroundType: 'image' }, /^'Background Image' is/),
	refused(
		'a color of no background',
		{ backgroundValue: '#1a2b3c' },
		/^'Background Color' needs 'Background Type' Color$/,
	),
	refused(
		'an image of no background',
		{ backgroundImage: link.file },
		/^'Background Image' needs 'Background Type' Image$/,
	),
	refused(
		'a setting of no engine of voices',
		{ engineSettings: { stability: 0.5 } },
		/^'Voice Engine Settings': 'Engine Type' is empty$/,
	),
	refused(
		'a background behind webm',
		{ outputFormat: 'webm', backgroundType: 'color', backgroundValue: '#1a2b3c' },
		/^'Background Type' can't be used with the output format webm$/,
	),
])('%s is refused before HeyGen is asked', async (_case, parameters, message) => {
	const { error } = (await run({ operation: 'create', ...parameters })).data.resultData;
	expect(error?.message).toMatch(message);
	expect(here.simulator.requests).toEqual([]);
});

it('what an engine refuses is refused in a scene too, which is named', async () => {
	const scene = { avatarId: byId('look_1'), script: 'Hi' };
	const additionalFields = { engine: 'avatar_v', expressiveness: 'high' };
	const values = [scene, { ...scene, additionalFields }];
	const made = await run({ ...video, operation: 'create', type: 'studio', scenes: { values } });
	expect(made.data.resultData.error?.message).toMatch(/^Scene 2 of 'Scenes': 'Expressiveness' /);
	expect(here.simulator.requests).toEqual([]);
});

it('what belongs to another choice is left out, as the editor hides it', async () => {
	const additionalFields = {
		engine: 'avatar_iv',
		referenceLookId: byId('look_2'),
		backgroundType: 'color',
		backgroundValue: '#1a2b3c',
		backgroundImage: link.file,
	};
	const made = await run({ ...video, operation: 'create', additionalFields });
	expect(made.data.resultData.error).toBeUndefined();
	expect(here.simulator.requests.at(-1)?.body).toMatchObject({
		engine: { type: 'avatar_iv' },
		background: { type: 'color', value: '#1a2b3c' },
	});
});

it.each<[string, INodeParameters, RegExp]>([
	[
		'members of a session that all may see',
		{ resource: 'videoAgent', prompt: 'Bees', additionalFields: { members: 'a@example.com' } },
		/^'Members' needs 'Visibility' Selected Members$/,
	],
	[
		'stock voices of no translation',
		{
			resource: 'videoTranslation',
			video: link.file,
			outputLanguages: ['English'],
			additionalFields: { preferredStockVoiceIds: 'voice_1' },
		},
		/^'Preferred Stock Voice IDs' needs 'Use Stock Voice'$/,
	],
	[
		'a script that an image has no voice for',
		{
			resource: 'video',
			type: 'image',
			image: link.file,
			script: 'Hi',
			voiceId: byId("={{ '' }}"),
		},
		/^'Voice' is empty$/,
	],
	[
		'a script that nobody in a scene has a voice for',
		{
			resource: 'video',
			type: 'studio',
			scenes: {
				values: [{ type: 'video', source: link.file, script: 'Hi', voiceId: byId("={{ '' }}") }],
			},
		},
		/^Scene 1 of 'Scenes': 'Voice' is empty$/,
	],
	[
		'an end before its start',
		{
			resource: 'lipsync',
			video: link.file,
			audio: link.file,
			additionalFields: { startTime: 20, endTime: 10 },
		},
		/^'End Time' is 10, and has to come after 'Start Time'$/,
	],
	[
		'the side of no subtitles',
		{
			resource: 'videoTranslation',
			video: link.file,
			outputLanguages: ['English'],
			additionalFields: { srtRole: 'input' },
		},
		/^'Subtitles Belong To' needs 'Subtitles'$/,
	],
	[
		'the frame rate of no audio',
		{
			resource: 'videoTranslation',
			video: link.file,
			outputLanguages: ['English'],
			additionalFields: { fpsMode: 'cfr' },
		},
		/^'FPS Mode' needs 'Audio'$/,
	],
	['a podcast about nothing', { resource: 'podcast', ...people }, /'Topic' is empty, and there/],
])('%s is refused before HeyGen is asked', async (_case, parameters, message) => {
	const { error } = (await run({ operation: 'create', ...parameters })).data.resultData;
	expect(error?.message).toMatch(message);
	expect(here.simulator.requests).toEqual([]);
});

it.each<[string, INodeParameters, string, RegExp]>([
	[
		'a choice of an expression that the list does not have',
		{ ...video, additionalFields: { resolution: "={{ '8k' }}" } },
		'/v3/videos',
		/resolution must be equal to one of the allowed values/,
	],
	[
		'a speed beyond the limit',
		{ ...video, additionalFields: { speed: 4 } },
		'/v3/videos',
		/voice_settings\.speed must be <= 1\.5/,
	],
])('%s is sent, and refused by HeyGen with field and reason', async (_case, sent, path, reason) => {
	const { error } = (await run({ operation: 'create', ...sent })).data.resultData;
	expect(here.simulator.count('POST', path)).toBe(1);
	expect(`${error?.message} ${error?.description}`).toMatch(reason);
});

it('what HeyGen enforces is sent, and refused by HeyGen with field and reason', async () => {
	const parameters = {
		...video,
		operation: 'create',
		additionalFields: { resolution: '={{ $json.resolution }}' },
	};
	const items = [{ resolution: '720p' }, { resolution: '8k' }];
	const { error } = (await run(parameters, items)).data.resultData;
	expect(error?.message).toMatch(/^HeyGen refused: .*resolution/);
	expect(error?.description).toMatch(
		/invalid_parameter \(resolution\).*Already created at HeyGen: video_id \w+/,
	);
	expect(here.simulator.requests.map(({ status }) => status)).toEqual([200, 400]);
});

it('a podcast needs no topic when it has files', async () => {
	const additionalFields = { sourceFiles: { values: [link] } };
	const made = await run({ resource: 'podcast', operation: 'create', ...people, additionalFields });
	expect(made.data.resultData.error).toBeUndefined();
	expect(here.simulator.requests.at(-1)?.body).not.toHaveProperty('topic');
});

it('an ID with a slash stays one part of the path', async () => {
	await run({ resource: 'video', operation: 'get', videoId: byId('a/b?c') });
	expect(here.simulator.requests).toMatchObject([{ path: '/v3/videos/a%2Fb%3Fc', status: 404 }]);
});

it('what is only behind API v3 is not asked for with v1', async () => {
	const credentials = credentialsFor(here.simulator, 'v1');
	const { error } = (await act({ credentials, parameters: { ...video, operation: 'create' } })).data
		.resultData;
	expect(error?.message).toMatch(/^The resource 'Video' needs HeyGen's API v3/);
	expect(here.simulator.requests).toEqual([]);
});

it('who signs in with OAuth2 has no API key to ask about', async () => {
	const { url, accessToken, refreshToken } = here.simulator;
	const answer = await act({
		credentials: {
			heyGenEventsOAuth2Api: {
				baseUrl: url,
				oauthTokenData: { access_token: accessToken, refresh_token: refreshToken },
			},
		},
		parameters: { authentication: 'oAuth2', resource: 'user', operation: 'getApiKey' },
	});
	expect(answer.data.resultData.error?.message).toMatch(/^There is no API key to ask about/);
	expect(here.simulator.requests).toEqual([]);
});
