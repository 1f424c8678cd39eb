import type { IDataObject } from 'n8n-workflow';

import { searchOf, shownAs, withDetails, type ListSearch, type Part } from './search';

const letters = [...'abcdefghijklmnopqrstuvwxyz'];
const english = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** The names of all languages with a two-letter code, in lower case and as HeyGen writes them. */
const languages = new Map(
	letters
		.flatMap((first) => letters.map((second) => english.of(first + second)))
		.flatMap((name) => (name === undefined ? [] : [[name.toLowerCase(), name] as const])),
);

/** The account's own voices, then HeyGen's: filtered by gender and language if these were typed. */
function partsOf(wanted: string): Part[] {
	const words = wanted.toLowerCase().split(/\s+/);
	const gender = words.find((word) => word === 'female' || word === 'male');
	const text = words.filter((word) => word !== gender).join(' ');
	const language = languages.get(text);
	const query = gender === undefined ? {} : { gender };
	return [
		{ query: { ...query, type: 'private' }, text },
		...(language === undefined
			? []
			: [{ query: { ...query, type: 'public', language }, text: '' }]),
		{
			query: { ...query, type: 'public' },
			text,
			skips: (voice) => language !== undefined && voice.language === language,
		},
	];
}

/** HeyGen only lists public voices, unless private ones are requested. */
const voicesOf = (query: IDataObject): ListSearch =>
	searchOf({
		path: '/v3/voices',
		query,
		largest: 100,
		id: 'voice_id',
		parts: partsOf,
		name: (voice) => withDetails(shownAs(voice, 'name'), [voice.language, voice.gender]),
	});

export const searchVoices = voicesOf({});
/** Voices that speak a text on their own. */
export const searchSpeechVoices = voicesOf({ engine: 'starfish' });
