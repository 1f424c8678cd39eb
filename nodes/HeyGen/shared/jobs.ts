/** Where HeyGen keeps one kind of job, and what it calls it. */
interface Job {
	/** Inside a sentence. */
	thing: string;
	/** The operation that shows one of them. */
	getBy: string;
	/** Of all of them; one of them stands behind a slash. */
	path: string;
	/** The same in HeyGen's legacy API, with the slash or question mark. */
	v1Path?: string;
	/** HeyGen's key of the ID in the answer to the create, or else in its path. */
	id: string;
	/** Where the answer to the create has it, where it is not there. */
	createdAs?: string;
	/** In a list, where it has another key there. */
	listId?: string;
	/** In events, where it has other keys there, or none that tells it from another job. */
	eventIds?: readonly string[];
	/** The first half of its event types. */
	event?: string;
	/** The query of `statuses`, where the states of many are asked in one call. */
	statusIds?: string;
	/** Where the link to its file stands, first found first; what no event tells of has none. */
	files?: readonly string[];
	/** The list of what it made, where that is several: each has a state and files of its own. */
	parts?: string;
	/** HeyGen has ready ones of its own, which have no status. */
	hasStock?: true;
	/** HeyGen bills none. */
	isFree?: true;
}

const files = ['video_url'];

/**
 * Every job that ends later. Most telling IDs first: an event may hold several.
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
		// Without a video the sound is what was translated.
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
	/** The same key as a video's, and the name of its event is not known. */
	instantVideo: {
		thing: 'instant video',
		getBy: 'Instant Video: Get',
		path: '/v3/models/videos',
		id: 'video_id',
		eventIds: [],
		files,
	},
	/** A session has no file itself: it names its video. */
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
	/** What the create of an avatar makes: a look, in an avatar of its own or in one that is there. */
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

/** The same, for loops: every key of a job may be asked for. */
export const jobNamed = (name: JobName): Job => jobs[name];

export const jobEntries = Object.entries(jobs) as Array<[JobName, Job]>;

/** The job whose file an event is about. */
export interface FileOwner {
	job: JobName;
	id: string;
}
