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
