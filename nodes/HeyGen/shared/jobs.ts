/** Where HeyGen keeps one type of job, and what it calls it. */
interface Job {
	/** Its name inside a sentence. */
	thing: string;
	/** The operation that shows one. */
	getBy: string;
	/** Path of the list; the path of one job adds a slash and its ID. */
	path: string;
	/** The same in HeyGen's legacy API, including the slash or question mark. */
	v1Path?: string;
	/** HeyGen's key of the ID in the answer to the create, or in the path. */
	id: string;
	/** Where the answer to the create has the ID, if not under `id`. */
	createdAs?: string;
	/** Key of the ID in a list, if different. */
	listId?: string;
	/** Keys of the ID in events, if different; empty if no key identifies the job. */
	eventIds?: readonly string[];
	/** The first part of its event types. */
	event?: string;
	/** The query parameter of `statuses`, if HeyGen returns the states of many jobs in one call. */
	statusIds?: string;
	/** Keys of the link to its file, in order of preference; missing if no event is about the job. */
	files?: readonly string[];
	/** Key of the list of results, if there are several, each with its own state and files. */
	parts?: string;
	/** HeyGen also has ready-made ones, which have no status. */
	hasStock?: true;
	/** HeyGen does not bill it. */
	isFree?: true;
}

const files = ['video_url'];

/**
 * Every job that ends later. Put the most specific IDs first: an event may have several.
 * Source: docs/facts/heygen.md#jobs sections 1 and 3.
 */
export const jobs = {
	translation: {
		thing: 'video translation',
		getBy: 'Video Translation: Get',
		path: '/v3/video-translations',
		v1Path: '/v2/video_translate/',
		id: 'video_translation_id',
		listId: 'id',
		eventIds: ['video_translate_id', 'video_translation_id'],
		event: 'video_translate',
		statusIds: 'video_translation_ids',
		// If there is no video, the audio was translated.
		files: ['video_url', 'audio_url'],
	},
	podcast: {
		thing: 'podcast',
		getBy: 'Podcast: Get',
		path: '/v3/podcasts',
		id: 'podcast_id',
		event: 'podcast',
		files,
	},
	fillerWordRemoval: {
		thing: 'filler word removal',
		getBy: 'Filler Word Removal: Get',
		path: '/v3/filler-word-removals',
		id: 'filler_word_removal_id',
		event: 'filler_word_removal',
		files,
	},
	render: {
		thing: 'HyperFrames render',
		getBy: 'HyperFrames: Get Render',
		path: '/v3/hyperframes/renders',
		id: 'render_id',
		event: 'hyperframes_video',
		files,
	},
	clipping: {
		thing: 'AI clipping job',
		getBy: 'AI Clipping: Get',
		path: '/v3/ai-clipping',
		id: 'ai_clipping_id',
		listId: 'id',
		event: 'ai_clipping',
		files,
		parts: 'clips',
	},
	lipsync: {
		thing: 'lipsync',
		getBy: 'Lipsync: Get',
		path: '/v3/lipsyncs',
		id: 'lipsync_id',
		listId: 'id',
		statusIds: 'lipsync_ids',
		files,
	},
	video: {
		thing: 'video',
		getBy: 'Video: Get',
		path: '/v3/videos',
		v1Path: '/v1/video_status.get?video_id=',
		id: 'video_id',
		listId: 'id',
		event: 'avatar_video',
		statusIds: 'video_ids',
		files,
	},
	/** It has the same key as a video, and the name of its event is unknown. */
	instantVideo: {
		thing: 'instant video',
		getBy: 'Instant Video: Get',
		path: '/v3/models/videos',
		id: 'video_id',
		eventIds: [],
		files,
	},
	/** A session has no file itself; it has the ID of its video. */
	agent: {
		thing: 'video of the session',
		getBy: 'Video Agent: Get',
		path: '/v3/video-agents',
		id: 'session_id',
		event: 'video_agent',
		files,
	},
	proofread: {
		thing: 'proofread',
		getBy: 'Proofread: Get',
		path: '/v3/video-translations/proofreads',
		id: 'proofread_id',
		listId: 'id',
	},
	image: {
		thing: 'image generation',
		getBy: 'Image: Get',
		path: '/v3/models/images',
		id: 'generation_id',
		parts: 'images',
	},
	backgroundRemoval: {
		thing: 'background removal',
		getBy: 'Background Removal: Get',
		path: '/v3/background-removals',
		id: 'job_id',
		listId: 'id',
	},
	brandKit: {
		thing: 'brand kit',
		getBy: 'Brand Kit: Get',
		path: '/v3/brand-kits',
		id: 'brand_kit_id',
		isFree: true,
	},
	/** The create of an avatar makes a look, in a new avatar or in an existing one. */
	look: {
		thing: 'avatar look',
		getBy: 'Avatar Look: Get',
		path: '/v3/avatars/looks',
		id: 'look_id',
		createdAs: 'avatar_item.id',
		listId: 'id',
		hasStock: true,
	},
	avatar: {
		thing: 'avatar',
		getBy: 'Avatar: Get',
		path: '/v3/avatars',
		id: 'group_id',
		listId: 'id',
		hasStock: true,
	},
	voice: {
		thing: 'voice',
		getBy: 'Voice: Get',
		path: '/v3/voices',
		id: 'voice_id',
		createdAs: 'voice_clone_id',
		hasStock: true,
	},
	trainedVoice: {
		thing: 'trained voice',
		getBy: 'Trained Voice: Get',
		path: '/v3/models/audio/voices',
		id: 'voice_id',
	},
} as const satisfies Record<string, Job>;

export type JobName = keyof typeof jobs;

/** The same for loops: all optional keys can be read. */
export const jobNamed = (name: JobName): Job => jobs[name];

export const jobEntries = Object.entries(jobs) as Array<[JobName, Job]>;

/** The job whose file an event is about. */
export interface FileOwner {
	job: JobName;
	id: string;
}
