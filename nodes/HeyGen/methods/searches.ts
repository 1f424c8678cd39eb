import { searchOf, shownAs, withDetails, type ListSearch } from './search';
import { searchEndpoints } from './searchEndpoints';

/** By the names that locators in resources/ give. */
export const searches = {
	searchEndpoints,

	searchVideos: searchOf({
		path: '/v3/videos',
		largest: 100,
		id: 'id',
		onServer: 'title',
		name: (video) => withDetails(shownAs(video, 'title'), [video.status]),
	}),

	searchLooks: searchOf({
		path: '/v3/avatars/looks',
		largest: 50,
		id: 'id',
		name: (look) => withDetails(shownAs(look, 'name'), [look.avatar_type]),
	}),

	searchVoices: searchOf({
		path: '/v3/voices',
		largest: 100,
		id: 'voice_id',
		name: (voice) => withDetails(shownAs(voice, 'name'), [voice.language, voice.gender]),
	}),

	searchBrandGlossaries: searchOf({
		path: '/v3/brand-glossaries',
		largest: 100,
		id: 'brand_glossary_id',
		name: (glossary) => shownAs(glossary, 'name'),
	}),
} satisfies Record<string, ListSearch>;
