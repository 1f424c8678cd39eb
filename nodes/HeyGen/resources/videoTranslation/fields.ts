import { callback } from '../shared/callback';
import { dubbing, fpsMode } from '../shared/dubbing';
import { additionalFields } from '../../operation/fields/collections';
import { needing, type Field } from '../../operation/fields/field';
import { file } from '../../operation/fields/file';
import { loadedTexts, texts } from '../../operation/fields/lists';
import { locator } from '../../operation/fields/locator';
import { boolean, choice, number, text } from '../../operation/fields/scalars';
import { puts } from '../../operation/output';

export const videoTranslationId = locator('video_translation_id', 'Video Translation', {
	search: 'searchVideoTranslations',
	required: true,
});

export const source = file('video', 'Video', {
	required: true,
	description: 'The video to translate',
});

export const outputLanguages = loadedTexts('output_languages', 'Output Language', {
	method: 'getLanguages',
	required: true,
	min: 1,
	sample: 'English',
});

export const speakers = number('speaker_num', 'Number of Speakers', {
	whole: true,
	min: 1,
	description: 'Helps HeyGen tell the voices apart',
});

export const brandGlossary = locator('brand_glossary_id', 'Brand Glossary', {
	search: 'searchBrandGlossaries',
	description: 'How names and terms are translated',
});

/** The fields of Create and of Create and Wait. */
export const translationFields: Field[] = [
	source,
	outputLanguages,
	additionalFields([
		...dubbing,
		needing(fpsMode, 'audio', "'Audio'"),
		...callback(),
		brandGlossary,
		speakers,
		file('audio', 'Audio', { description: 'A recording to use as the new speech' }),
		text('input_language', 'Input Language', {
			placeholder: 'English',
			description: 'What is spoken in the video. HeyGen detects it when you leave it empty.',
		}),
		boolean('stock_voice_config.use_stock_voice', 'Use Stock Voice', {
			name: 'useStockVoice',
			description: "Whether to use one of HeyGen's voices instead of a copy of the speaker's",
		}),
		needing(
			texts('stock_voice_config.preferred_stock_voice_ids', 'Preferred Stock Voice IDs', {
				name: 'preferredStockVoiceIds',
				unless: { useStockVoice: [false] },
				description: 'Separate several with commas. Needs Use Stock Voice.',
			}),
			'useStockVoice',
			"'Use Stock Voice'",
		),
		file('srt', 'Subtitles', { description: 'An SRT file to use as the text' }),
		needing(
			choice(
				'srt_role',
				'Subtitles Belong To',
				{ input: 'Source Video', output: 'Translated Video' },
				{ description: 'Which language the subtitles are in' },
			),
			'srt',
			"'Subtitles'",
		),
		boolean('translate_audio_only', 'Translate Audio Only', {
			description: 'Whether to leave the picture as it is, including the lips',
		}),
	]),
];

/** Source: docs/facts/heygen.md#fields-of-the-resources. */
export const translation = puts(
	{
		id: 'text',
		title: 'text?',
		status: 'text',
		input_language: 'text?',
		output_language: 'text?',
		translate_audio_only: 'boolean?',
		duration: 'number?',
		video_url: 'text?',
		audio_url: 'text?',
		srt_caption_url: 'text?',
		vtt_caption_url: 'text?',
		callback_id: 'text?',
		created_at: 'number?',
		failure_message: 'text?',
	},
	[
		'id',
		'title',
		'status',
		'input_language',
		'output_language',
		'duration',
		'video_url',
		'srt_caption_url',
		'created_at',
		'failure_message',
	],
);
