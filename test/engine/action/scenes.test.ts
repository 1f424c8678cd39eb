import type { INodeParameters, IRun } from 'n8n-workflow';

import { act } from '../support/action';
import { bench, credentialsFor } from '../support/bench';

const here = bench();
const look = { __rl: true, mode: 'id', value: 'look_1' };
const source = { __rl: true, mode: 'url', value: 'https://example.com/a.mp4' };
const linked = { type: 'url', url: 'https://example.com/a.mp4' };

const create = async (...values: INodeParameters[]): Promise<IRun> =>
	await act({
		credentials: credentialsFor(here.simulator, 'v3'),
		parameters: { resource: 'video', operation: 'create', type: 'studio', scenes: { values } },
	});
const messageOf = (run: IRun) => run.data.resultData.error?.message;
const sent = (): unknown => Object(here.simulator.asked('POST', '/v3/videos')[0]?.body).scenes;

const voiceId = { __rl: true, mode: 'id', value: 'voice_1' };
const speaking = { avatarId: look, script: 'Hi' };
const avatar = { type: 'avatar', avatar_id: 'look_1', script: 'Hi' };

describe('a scene', () => {
	it('sends nothing that nobody entered', async () => {
		const run = await create(
			speaking,
			{ type: 'image', source, speechSource: 'none' },
			{ type: 'video', source, speechSource: 'none' },
			{ type: 'video', source, script: 'Hi', voiceId },
		);
		expect(messageOf(run)).toBeUndefined();
		expect(sent()).toEqual([
			{ type: 'avatar_video', input: avatar },
			{ type: 'image', source: linked, duration: 5 },
			{ type: 'video', source: linked },
			{ type: 'video', source: linked, script: 'Hi', voice_id: 'voice_1' },
		]);
	});

	it('has the engine, the movement and the background of an avatar', async () => {
		const additionalFields = {
			engine: 'avatar_v',
			referenceLookId: { __rl: true, mode: 'id', value: 'look_2' },
			motionPrompt: 'waves',
			backgroundColor: '#1a2b3c',
		};
		expect(messageOf(await create({ ...speaking, additionalFields }))).toBeUndefined();
		expect(sent()).toEqual([
			{
				type: 'avatar_video',
				input: {
					...avatar,
					engine: { type: 'avatar_v', reference_look_id: 'look_2' },
					motion_prompt: 'waves',
					background: { type: 'color', color: '#1a2b3c' },
				},
			},
		]);
	});

	it.each([
		[
			{ backgroundImage: source, backgroundFit: 'cover' },
			{ type: 'image', asset: linked, fit: 'cover' },
		],
		[
			{ backgroundVideo: source, backgroundPlayStyle: 'freeze' },
			{ type: 'video', asset: linked, play_style: 'freeze' },
		],
		// What HeyGen has tomorrow can be chosen by an expression: it decides.
		[
			{ backgroundVideo: source, backgroundPlayStyle: '={{ "loop" }}' },
			{ type: 'video', asset: linked, play_style: 'loop' },
		],
	])('has a picture or a film behind the avatar: %#', async (additionalFields, background) => {
		expect(messageOf(await create({ ...speaking, additionalFields }))).toBeUndefined();
		expect(sent()).toEqual([{ type: 'avatar_video', input: { ...avatar, background } }]);
	});

	it.each([
		[
			{ backgroundImage: source, backgroundColor: '#000000' },
			"'Background Image' can't be used with another background",
		],
		[{ backgroundFit: 'cover' }, "'Background Fit' needs 'Background Image' or 'Background Video'"],
		[{ backgroundPlayStyle: 'loop' }, "'Background Play Style' needs 'Background Video'"],
	])('has one background, and what belongs to it: %#', async (additionalFields, message) => {
		const run = await create({ ...speaking, additionalFields });
		expect(messageOf(run)).toBe(`Scene 1 of 'Scenes': ${message}`);
	});

	it('has them in a batch too, as HeyGen writes them', async () => {
		const background = { type: 'video', asset: linked, fit: 'contain', play_style: 'once' };
		const scenes = [{ type: 'avatar_video', input: { ...avatar, background } }];
		const run = await act({
			credentials: credentialsFor(here.simulator, 'v3'),
			parameters: {
				...{ resource: 'video', operation: 'createBatch' },
				videos: [{ type: 'studio', scenes }],
			},
		});
		expect(messageOf(run)).toBeUndefined();
		expect(here.simulator.asked('POST', '/v3/videos/batches')[0]?.body).toEqual({
			videos: [{ type: 'studio', scenes }],
		});
	});

	it('has settings of the voice where a script is spoken, whatever it shows', async () => {
		const additionalFields = { speed: 1.2, engineSettings: { engineType: 'fish', stability: 1 } };
		const voice_settings = { speed: 1.2, engine_settings: { engine_type: 'fish', stability: 1 } };
		const run = await create(
			{ ...speaking, additionalFields },
			{ type: 'image', source, script: 'Hi', voiceId, additionalFields },
			{ type: 'video', source, script: 'Hi', voiceId, additionalFields },
		);
		expect(messageOf(run)).toBeUndefined();
		expect(sent()).toEqual([
			{ type: 'avatar_video', input: { ...avatar, voice_settings } },
			{ type: 'image', source: linked, script: 'Hi', voice_id: 'voice_1', voice_settings },
			{ type: 'video', source: linked, script: 'Hi', voice_id: 'voice_1', voice_settings },
		]);
	});

	it('has the playback of a video', async () => {
		const additionalFields = { playbackMode: 'loop', mute: false, playbackVolume: 0 };
		await create({ type: 'video', source, speechSource: 'none', additionalFields });
		expect(sent()).toEqual([
			{ type: 'video', source: linked, playback: { mode: 'loop', mute: false, volume: 0 } },
		]);
	});
});
