import { locator } from '../../operation/fields/locator';
import { puts } from '../../operation/output';

export const voiceId = locator('voice_id', 'Voice', { search: 'searchVoices', required: true });

/** Source: docs/facts/heygen.md#fields-of-the-resources. */
export const voice = puts(
	{
		voice_id: 'text',
		name: 'text?',
		language: 'text?',
		gender: 'text?',
		status: 'text?',
		preview_audio_url: 'text?',
		support_pause: 'boolean',
		support_interactive_avatar: 'boolean?',
		created_at: 'number?',
		failure_message: 'text?',
	},
	[
		'voice_id',
		'name',
		'language',
		'gender',
		'status',
		'preview_audio_url',
		'created_at',
		'failure_message',
	],
);

const listed = {
	voice_id: 'text',
	name: 'text',
	language: 'text',
	gender: 'text',
	type: 'text',
	preview_audio_url: 'text?',
	support_pause: 'boolean',
	support_locale: 'boolean',
} as const;

/** Lists return other fields for a voice. */
export const listedVoice = puts(listed, [
	'voice_id',
	'name',
	'language',
	'gender',
	'type',
	'preview_audio_url',
]);

export const designedVoice = puts(listed);
