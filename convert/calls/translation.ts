import { known, parameter, type Json, type Value } from '../read/value';
import type { Request } from '../request';
import { Body, filled } from './body';
import type { Built } from './call';
import { fileOf } from './look';

/** Codes in place of names; the others go over as they are. */
const names: Readonly<Record<string, string>> = {
	en: 'English',
	'en-US': 'English (United States)',
	'en-GB': 'English (UK)',
	es: 'Spanish',
	'es-ES': 'Spanish (Spain)',
	'es-MX': 'Spanish (Mexico)',
	fr: 'French',
	'fr-FR': 'French (France)',
	de: 'German',
	'de-DE': 'German (Germany)',
	it: 'Italian',
	'it-IT': 'Italian (Italy)',
	pt: 'Portuguese',
	'pt-BR': 'Portuguese (Brazil)',
	'pt-PT': 'Portuguese (Portugal)',
	nl: 'Dutch',
	pl: 'Polish',
	ja: 'Japanese',
	ko: 'Korean',
	zh: 'Mandarin',
	hi: 'Hindi',
	ar: 'Arabic',
};

function languages(value: Value | undefined): Json {
	if (value === undefined) return [];
	if (value.kind === 'array') {
		const all = value.items.map((each) => nameOf(known(each)));
		return all.includes(undefined) ? parameter(value) : all.map((each) => each ?? '');
	}
	const name = nameOf(known(value));
	return name === undefined ? parameter(value) : [name];
}

const nameOf = (code: unknown): string | undefined =>
	typeof code === 'string' ? (names[code] ?? code) : undefined;

export function buildTranslation(request: Request): Built {
	const notes = ['Languages are named as in Video Translation: Get Many Languages. Check them.'];
	const body = new Body(request.body(), notes);
	const video = fileOf(body, 'video_url', 'asset_id');
	if (body.get('video_id') ?? body.get('input_video_id')) {
		notes.push(
			"HeyGen no longer takes a video's ID here: put Video: Get before it, and give its video_url as Video.",
		);
	}
	body.lost({
		brand_voice_id: [],
		instruction: [],
		vocabulary: [],
		srt_key: [],
		enable_caption: [true, false],
	});
	const parameters = {
		video: video ?? { __rl: true, mode: 'url', value: '' },
		outputLanguages: languages(body.get('output_languages') ?? body.get('output_language')),
		additionalFields: filled({
			title: body.text('title'),
			translateAudioOnly: body.flag('translate_audio_only'),
			speakerNum: body.number('speaker_num'),
			callbackId: body.text('callback_id'),
			folderId: body.id('folder_id'),
			enableDynamicDuration: body.flag('enable_dynamic_duration'),
			srt: fileOf(body, 'srt_url', ''),
			srtRole: body.text('srt_role'),
		}),
	};
	body.get('output_language');
	body.get('callback_url');
	body.rest();
	return { resource: 'videoTranslation', operation: 'createAndWait', parameters, notes };
}
