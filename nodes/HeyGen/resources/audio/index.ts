import { filters } from '../../operation/fields/collections';
import { choice, number, text } from '../../operation/fields/scalars';
import { getMany } from '../../operation/makers';
import type { Resource } from '../../operation/operation';
import { puts } from '../../operation/output';

export const audio: Resource = {
	name: 'Audio',
	defaultOperation: 'search',
	operations: {
		search: getMany({
			path: '/v3/audio/sounds',
			largest: 50,
			fields: [
				text('query', 'Query', {
					required: true,
					placeholder: 'calm piano',
					description: 'What it should sound like, in words',
				}),
				filters([
					number('min_score', 'Minimum Score', {
						min: 0,
						max: 1,
						default: 0.7,
						description: 'How closely a result has to match',
					}),
					choice(
						'type',
						'Type',
						{ music: 'Music', sound_effects: 'Sound Effects' },
						{ description: 'Only such sounds' },
					),
				]),
			],
			output: puts({
				id: 'text',
				name: 'text',
				description: 'text',
				type: 'text',
				score: 'number',
				audio_url: 'text',
				duration: 'number?',
				peak_offset: 'number?',
				placement: 'text?',
			}),
			option: {
				name: 'Search',
				action: 'Search music and sound effects',
				description:
					"Search HeyGen's library for music or sound effects by a description of the sound. The links expire.",
			},
		}),
	},
};
