import { searchLooks } from './looks';
import { searchOf, shownAs, withDetails, type ListSearch } from './search';
import { searchEndpoints } from './searchEndpoints';
import { searchSpeechVoices, searchVoices } from './voices';

/** By the names that locators in resources/ give. */
export const searches = {
	searchEndpoints,
	searchLooks,
	searchSpeechVoices,
	searchVoices,

	searchVideos: searchOf({
		path: '/v3/videos',
		largest: 100,
		id: 'id',
		onServer: 'title',
		name: (video) => withDetails(shownAs(video, 'title'), [video.status]),
	}),

	searchVideoTranslations: searchOf({
		path: '/v3/video-translations',
		largest: 100,
		id: 'id',
		name: (job) => withDetails(shownAs(job, 'title'), [job.output_language, job.status]),
	}),

	searchProofreads: searchOf({
		path: '/v3/video-translations/proofreads',
		largest: 100,
		id: 'id',
		name: (job) => withDetails(shownAs(job, 'title'), [job.output_language, job.status]),
	}),

	searchAvatars: searchOf({
		path: '/v3/avatars',
		largest: 50,
		id: 'id',
		name: (group) => withDetails(shownAs(group, 'name'), [group.gender]),
	}),

	searchTrainedVoices: searchOf({
		path: '/v3/models/audio/voices',
		largest: 50,
		id: 'voice_id',
		name: (voice) => withDetails(shownAs(voice, 'name'), [voice.language, voice.mode]),
	}),

	searchLipsyncs: searchOf({
		path: '/v3/lipsyncs',
		largest: 100,
		id: 'id',
		name: (job) => withDetails(shownAs(job, 'title'), [job.status]),
	}),

	searchBrandGlossaries: searchOf({
		path: '/v3/brand-glossaries',
		largest: 100,
		id: 'brand_glossary_id',
		name: (glossary) => shownAs(glossary, 'name'),
	}),

	searchBrandKits: searchOf({
		path: '/v3/brand-kits',
		largest: 100,
		id: 'brand_kit_id',
		name: (kit) => shownAs(kit, 'name'),
	}),

	searchSessions: searchOf({
		path: '/v3/video-agents',
		largest: 100,
		id: 'session_id',
		name: (session) => shownAs(session, 'title'),
	}),

	searchStyles: searchOf({
		path: '/v3/video-agents/styles',
		largest: 100,
		id: 'style_id',
		name: (style) => shownAs(style, 'name'),
	}),

	searchTemplates: searchOf({
		path: '/v3/templates',
		largest: 100,
		id: 'id',
		name: (template) => withDetails(shownAs(template, 'name'), [template.aspect_ratio]),
	}),

	searchClippings: searchOf({
		path: '/v3/ai-clipping',
		largest: 100,
		id: 'id',
		name: (job) => withDetails(shownAs(job, 'title'), [job.status]),
	}),

	searchRenders: searchOf({
		path: '/v3/hyperframes/renders',
		largest: 100,
		id: 'render_id',
		name: (render) => withDetails(shownAs(render, 'title'), [render.status]),
	}),

	searchBackgroundRemovals: searchOf({
		path: '/v3/background-removals',
		largest: 100,
		id: 'id',
		// HeyGen tells no title.
		name: (job) => withDetails(shownAs(job, 'id'), [job.status]),
	}),

	searchPodcasts: searchOf({
		path: '/v3/podcasts',
		largest: 100,
		id: 'podcast_id',
		name: (podcast) => withDetails(shownAs(podcast, 'title'), [podcast.status]),
	}),
} satisfies Record<string, ListSearch>;
