import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../narrow';
import { options } from '../../waiting/options';
import { waitFor } from '../../waiting/waitFor';
import { additionalFields, filters } from '../../operation/fields/collections';
import { choice, number, text } from '../../operation/fields/scalars';
import { get, getMany, remove, send } from '../../operation/makers';
import type { Resource } from '../../operation/operation';
import { clone, cloneAndWait } from './clone';
import { generateSpeech } from './generateSpeech';
import { designedVoice, listedVoice, voice as output, voiceId } from './fields';

const path = '/v3/voices/{voice_id}';

const gender = choice('gender', 'Gender', { female: 'Female', male: 'Male' });

const isData = (value: unknown): value is IDataObject => isObject(value);
const eachVoice = ({ voices }: IDataObject): IDataObject[] =>
	Array.isArray(voices) ? (voices as unknown[]).filter(isData) : [];

export const voice: Resource = {
	name: 'Voice',
	defaultOperation: 'getAll',
	operations: {
		clone,
		cloneAndWait,
		// HeyGen's answer to a second delete. Source: docs/facts/heygen.md#envelopes-and-errors.
		delete: remove({ path, fields: [voiceId], gone: 'voice_not_found' }),
		design: send({
			path: '/v3/voices',
			noKey: true,
			fields: [
				text('prompt', 'Prompt', {
					rows: 2,
					required: true,
					maxLength: 1_000,
					placeholder: 'A warm, calm voice for bedtime stories',
				}),
				additionalFields([
					gender,
					text('locale', 'Locale', {
						placeholder: 'en-US',
						description: 'The language and accent of the voice',
					}),
					number('seed', 'Seed', {
						whole: true,
						min: 0,
						description: '0 gives the best matches, 1 the next best, and so on',
					}),
				]),
			],
			output: designedVoice,
			each: eachVoice,
			option: {
				name: 'Design',
				action: 'Design voice',
				description: 'Find up to three voices that match a description',
			},
		}),
		generateSpeech,
		get: get({ path, fields: [voiceId], output }),
		getAll: getMany({
			path: '/v3/voices',
			fields: [
				filters([
					text('engine', 'Engine', {
						placeholder: 'starfish',
						description: 'Generate Speech takes the voices of starfish',
					}),
					gender,
					text('language', 'Language', {
						placeholder: 'English',
						description: 'The name of a language, in English',
					}),
					choice(
						'type',
						'Type',
						{ private: 'Private', public: 'Public' },
						{ default: 'public', description: "Private voices are the account's own clones" },
					),
				]),
			],
			output: listedVoice,
			option: {
				description: "Retrieve a list of HeyGen's voices, or of the account's own by a filter",
			},
		}),
		wait: waitFor({ id: voiceId, type: 'voice', options: options.asked.plain, output }),
	},
};
