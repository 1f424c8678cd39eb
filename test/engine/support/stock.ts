import type { SeedName, ShelfName, Simulator } from '../../simulator';

/** The ID that fields give as their sample. */
export const known = 'example-id';

const at = 1_790_000_000;
const job = { id: known, title: null, status: 'completed', created_at: at, callback_id: null };
const result = { video_url: null, duration: null, failure_message: null };

/** What HeyGen has of each kind, in the shape of its answers. Source: docs/facts/heygen.md#fields-of-the-resources. */
const things: Partial<Record<ShelfName, Record<string, unknown>>> = {
	batches: { batch_id: known, title: null, created_at: at },
	translations: {
		...job,
		...result,
		input_language: null,
		output_language: 'English',
		translate_audio_only: false,
		audio_url: null,
		srt_caption_url: null,
		vtt_caption_url: null,
	},
	proofreads: {
		id: known,
		title: 'T',
		status: 'completed',
		input_language: null,
		output_language: 'English',
		created_at: at,
		submitted_for_review: false,
		failure_message: null,
	},
	folders: {
		folder_id: known,
		name: 'F',
		type: 'mixed',
		parent_id: null,
		is_trash: false,
		creator_username: null,
		created_at: at,
		updated_at: at,
	},
	brandGlossaries: {
		brand_glossary_id: known,
		name: 'G',
		created_at: '2026-10-01T00:00:00Z',
		updated_at: '2026-10-01T00:00:00Z',
		terms: [],
		do_not_translate_terms: [],
		forced_translations: [],
	},
	clippings: {
		...job,
		progress: 100,
		clips: [],
		source_duration: null,
		input_language: null,
		failure_message: null,
	},
	fillerWordRemovals: {
		...job,
		progress: 100,
		video_url: null,
		thumbnail_url: null,
		original_duration: null,
		output_duration: null,
		num_cuts: null,
		reduction_pct: null,
		failure_message: null,
	},
	renders: {
		render_id: known,
		status: 'completed',
		title: null,
		callback_id: null,
		...result,
		thumbnail_url: null,
		fps: 30,
		quality: 'standard',
		format: 'mp4',
		resolution: '1080p',
		aspect_ratio: '16:9',
		composition: null,
		created_at: at,
		completed_at: at,
	},
	instantVideos: {
		video_id: known,
		status: 'completed',
		model: 'heygen-video-1',
		...result,
		width: null,
		height: null,
		aspect_ratio: '16:9',
		seed: null,
		created_at: at,
		failure_code: null,
	},
	backgroundRemovals: {
		id: known,
		status: 'completed',
		layers: {},
		duration: null,
		created_at: at,
		completed_at: at,
		error: null,
	},
	podcasts: {
		podcast_id: known,
		status: 'completed',
		title: null,
		...result,
		thumbnail_url: null,
		created_at: at,
	},
	lipsyncs: { ...job, ...result, caption_url: null },
	trainedVoices: {
		voice_id: known,
		mode: 'instant',
		name: 'V',
		language: 'en',
		status: 'ACTIVE',
		created_at: at,
		failure_reason: null,
	},
	images: {
		generation_id: known,
		status: 'completed',
		model: 'heygen-image-1',
		num_images: 1,
		created_at: at,
		images: [],
		failure_code: null,
		failure_message: null,
	},
	sessions: {
		session_id: known,
		status: 'completed',
		progress: 100,
		title: null,
		video_id: known,
		created_at: at,
		messages: [],
		error: null,
	},
	resources: {
		resource_id: known,
		resource_type: 'image',
		source_type: 'user',
		url: 'https://files.heygen.example/r.png',
		thumbnail_url: null,
		preview_url: null,
		created_at: at,
		metadata: {},
		_session_id: known,
	},
};

const ids: Record<SeedName, string> = {
	looks: 'id',
	avatars: 'id',
	voices: 'voice_id',
	templates: 'id',
	videos: 'id',
	brandKits: 'brand_kit_id',
	sounds: 'id',
	pictures: 'id',
	assets: 'id',
	styles: 'style_id',
};

/** One thing of every kind, under the same ID. */
export function stock(simulator: Simulator): void {
	// Nothing listens there.
	const url = 'https://127.0.0.1:9/known';
	simulator.addEndpoint({ url, endpoint_id: known, generation: 'v3' });
	for (const [shelf, item] of Object.entries(things)) {
		simulator.put(shelf as ShelfName, { ...item });
	}
	for (const [shelf, key] of Object.entries(ids)) {
		simulator.seed(shelf as SeedName, 1, () => ({ [key]: known }));
	}
}
