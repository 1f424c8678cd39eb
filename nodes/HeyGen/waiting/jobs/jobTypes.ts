import { agentKind } from './videoAgent';
import { batchKind } from './batch';
import { batchOfOne } from './batchOfOne';
import type { Kind } from './job';
import { resourceKind } from './single';
import { translationLook, translationsKind } from './videoTranslation';

const video = resourceKind({
	thing: 'video',
	getBy: 'Video: Get',
	key: 'video_id',
	path: '/v3/videos',
	statuses: { path: '/v3/videos/statuses', key: 'video_ids' },
});

/** The keys are stored with parked executions. Source: heygen-api/jobs.md section 1. */
export const kinds = {
	video,
	videoInBatch: batchOfOne('/v3/videos/batches', video),
	videoBatch: batchKind('/v3/videos/batches', 'batch of videos', 'Video: Get Batch'),
	agent: agentKind,
	translations: translationsKind,
	translation: {
		...resourceKind({
			thing: 'video translation',
			getBy: 'Video Translation: Get',
			key: 'video_translation_id',
			path: '/v3/video-translations',
		}),
		look: async (heygen, { ids: [id = ''] }) => await translationLook(heygen, id),
	},
	translationBatch: batchKind(
		'/v3/video-translations/batches',
		'batch of video translations',
		'Video Translation: Get Batch',
	),
	lipsync: resourceKind({
		thing: 'lipsync',
		getBy: 'Lipsync: Get',
		key: 'lipsync_id',
		path: '/v3/lipsyncs',
		statuses: { path: '/v3/lipsyncs/statuses', key: 'lipsync_ids' },
	}),
	lipsyncBatch: batchKind('/v3/lipsyncs/batches', 'batch of lipsyncs', 'Lipsync: Get Batch'),
	clipping: resourceKind({
		thing: 'AI clipping job',
		getBy: 'AI Clipping: Get',
		key: 'ai_clipping_id',
		path: '/v3/ai-clipping',
	}),
	fillerWordRemoval: resourceKind({
		thing: 'filler word removal',
		getBy: 'Filler Word Removal: Get',
		key: 'filler_word_removal_id',
		path: '/v3/filler-word-removals',
	}),
	render: resourceKind({
		thing: 'HyperFrames render',
		getBy: 'HyperFrames: Get Render',
		key: 'render_id',
		path: '/v3/hyperframes/renders',
	}),
	instantVideo: resourceKind({
		thing: 'instant video',
		getBy: 'Instant Video: Get',
		key: 'video_id',
		path: '/v3/models/videos',
	}),
	podcast: resourceKind({
		thing: 'podcast',
		getBy: 'Podcast: Get',
		key: 'podcast_id',
		path: '/v3/podcasts',
	}),
} satisfies Record<string, Kind>;

export type KindName = keyof typeof kinds;

/** @throws TypeError for a kind that only another version of this node knows */
export function kindOf(name: string): Kind {
	const all: Record<string, Kind> = kinds;
	const kind = Object.hasOwn(all, name) ? all[name] : undefined;
	if (kind !== undefined) return kind;
	throw new TypeError(`This version of the HeyGen node knows no job '${name}'`);
}
