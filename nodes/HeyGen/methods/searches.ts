import type { SearchName } from '../operation/fields/locator';
import { jobNamed, type JobName } from '../shared/jobs';
import { searchLooks } from './looks';
import { searchOf, shownAs, withDetails, type ListSearch } from './search';
import { searchEndpoints } from './searchEndpoints';
import { searchSpeechVoices, searchVoices } from './voices';

/** List, page size and ID of a job, from the table of jobs. */
function listOf(name: JobName): { path: string; largest: number; id: string } {
	const { path, id, listId = id } = jobNamed(name);
	return { path, largest: 100, id: listId };
}

/** By the names that locators in resources/ use. */
export const searches = {
	searchEndpoints,
	searchLooks,
	searchSpeechVoices,
	searchVoices,

	searchVideos: searchOf({
		...listOf('video'),
		onServer: 'title',
		name: (video) => withDetails(shownAs(video, 'title'), [video.status]),
	}),

	searchVideoTranslations: searchOf({
		...listOf('translation'),
		name: (job) => withDetails(shownAs(job, 'title'), [job.output_language, job.status]),
	}),

	searchProofreads: searchOf({
		...listOf('proofread'),
		name: (job) => withDetails(shownAs(job, 'title'), [job.output_language, job.status]),
	}),

	searchAvatars: searchOf({
		...listOf('avatar'),
		largest: 50,
		name: (group) => withDetails(shownAs(group, 'name'), [group.gender]),
	}),

	searchTrainedVoices: searchOf({
		...listOf('trainedVoice'),
		largest: 50,
		name: (voice) => withDetails(shownAs(voice, 'name'), [voice.language, voice.mode]),
	}),

	searchLipsyncs: searchOf({
		...listOf('lipsync'),
		name: (job) => withDetails(shownAs(job, 'title'), [job.status]),
	}),

	searchBrandGlossaries: searchOf({
		path: '/v3/brand-glossaries',
		largest: 100,
		id: 'brand_glossary_id',
		name: (glossary) => shownAs(glossary, 'name'),
	}),

	searchBrandKits: searchOf({
		...listOf('brandKit'),
		name: (kit) => shownAs(kit, 'name'),
	}),

	searchSessions: searchOf({
		...listOf('agent'),
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
		...listOf('clipping'),
		name: (job) => withDetails(shownAs(job, 'title'), [job.status]),
	}),

	searchRenders: searchOf({
		...listOf('render'),
		name: (render) => withDetails(shownAs(render, 'title'), [render.status]),
	}),

	searchBackgroundRemovals: searchOf({
		...listOf('backgroundRemoval'),
		// HeyGen returns no title.
		name: (job) => withDetails(shownAs(job, 'id'), [job.status]),
	}),

	searchPodcasts: searchOf({
		...listOf('podcast'),
		name: (podcast) => withDetails(shownAs(podcast, 'title'), [podcast.status]),
	}),
} satisfies Record<SearchName, ListSearch>;
