import type { INodeParameters, IRun } from 'n8n-workflow';

import { act } from '../support/action';
import { bench, credentialsFor } from '../support/bench';

const here = bench();
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const run = async (parameters: INodeParameters): Promise<IRun> =>
	await act({ credentials: credentialsFor(here.simulator, 'v3'), parameters });

const link = { file: { __rl: true, mode: 'url', value: 'https://example.com/a.mp4' } };
const many = (count: number) => ({ values: Array<typeof link>(count).fill(link) });
const people = {
	hostAvatarId: byId('look_1'),
	hostVoiceId: byId('voice_1'),
	guestAvatarId: byId('look_2'),
	guestVoiceId: byId('voice_2'),
};

it.each<[string, INodeParameters, RegExp]>([
	['a podcast about nothing', { resource: 'podcast', ...people }, /'Topic' is empty, and there/],
	[
		'a podcast of six files',
		{ resource: 'podcast', ...people, additionalFields: { sourceFiles: many(6) } },
		/'Source Files' has 6 entries, and HeyGen takes at most 5/,
	],
	[
		'more references than there may be in all',
		{
			resource: 'instantVideo',
			mode: 'reference_to_video',
			prompt: 'A bee',
			additionalFields: {
				referenceImages: many(9),
				referenceVideos: many(3),
				referenceAudio: many(1),
			},
		},
		/are 13, and HeyGen takes at most 12 in all/,
	],
	[
		'a length that clips do not have',
		{
			resource: 'aiClipping',
			video: link.file,
			additionalFields: { durationTypes: ['30', '45'] },
		},
		/'Lengths' holds '45', and HeyGen takes 30, 60, 180, long/,
	],
])('%s is refused before HeyGen is asked', async (_case, parameters, message) => {
	const { error } = (await run({ operation: 'create', ...parameters })).data.resultData;
	expect(error?.message).toMatch(message);
	expect(here.simulator.requests).toEqual([]);
});

it('a podcast needs no topic when it has files', async () => {
	const additionalFields = { sourceFiles: many(1) };
	const made = await run({ resource: 'podcast', operation: 'create', ...people, additionalFields });
	expect(made.data.resultData.error).toBeUndefined();
	expect(here.simulator.requests.at(-1)?.body).not.toHaveProperty('topic');
});

it('who signs in with OAuth2 has no API key to ask about', async () => {
	const { url, accessToken, refreshToken } = here.simulator;
	const answer = await act({
		credentials: {
			heyGenOAuth2Api: {
				baseUrl: url,
				oauthTokenData: { access_token: accessToken, refresh_token: refreshToken },
			},
		},
		parameters: { authentication: 'oAuth2', resource: 'user', operation: 'getApiKey' },
	});
	expect(answer.data.resultData.error?.message).toMatch(/^There is no API key to ask about/);
	expect(here.simulator.requests).toEqual([]);
});
