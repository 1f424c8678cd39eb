import type { DataOf, Fields } from './fields';

/** How the job of an event has ended. */
export type Outcome = 'success' | 'fail';

/** What is known about an event type. */
export interface EventRow<F extends Fields = Fields> {
	/** Title case, for the dropdown. */
	label: string;
	/** When it fires, as half a sentence. */
	fires: string;
	/** HeyGen's API v1 lists it too. */
	v1: boolean;
	fields: F;
	/**
	 * The IDs that identify an event together with its type, if HeyGen sends only one such event for
	 * them. Aliases follow a bar, `video_translate_id|video_translation_id`. Empty if there may be
	 * several events (captions, trainings), or if that is unknown.
	 */
	ids: readonly string[];
	/** Keys of the finished file's link in the event's data, in order of preference. */
	file: readonly string[];
	/** Keys of the same link in the video or translation, which each GET signs anew. */
	fresh: readonly string[];
}

const row = <const F extends Fields>(
	label: string,
	fires: string,
	fields: F,
	{
		v1 = false,
		ids = [],
		file = [],
		fresh = ['video_url', 'url'],
	}: Partial<Omit<EventRow, 'fields'>> = {},
): EventRow<F> => ({ label, fires, v1, ids, fields, file, fresh });

const callback = { callback_id: 'text?' } as const;
const video = { video_id: 'text', ...callback } as const;
const videoPages = {
	gif_download_url: 'text?',
	video_page_url: 'text?',
	video_share_page_url: 'text?',
	folder_id: 'text?',
	callback_url: 'text?',
	thumbnail_url: 'text?',
	duration: 'number?',
} as const;
const failureTexts = {
	msg: 'text?',
	message: 'text?',
	failure_message: 'text?',
} as const;
const translation = {
	video_translate_id: 'text?',
	video_translation_id: 'text?',
	output_language: 'text?',
	...callback,
} as const;
const avatar = {
	avatar_id: 'text?',
	avatar_group_id: 'text?',
	photo_avatar_id: 'text?',
	name: 'text?',
	...callback,
} as const;
const generation = { generation_id: 'text?', status: 'text?', ...callback } as const;
const proofread = {
	proofread_id: 'text?',
	status: 'text?',
	title: 'text?',
	output_language: 'text?',
} as const;
const agent = { session_id: 'text?', video_id: 'text?', ...callback } as const;
const hyperframes = { render_id: 'text?', ...callback } as const;
const job = {
	id: 'text?',
	title: 'text?',
	status: 'text?',
	progress: 'number?',
	created_at: 'number?',
	failure_message: 'text?',
	...callback,
} as const;
const clipping = {
	...job,
	clips: 'objects?',
	source_duration: 'number?',
	input_language: 'text?',
} as const;
const links = { url: 'text?', video_url: 'text?' } as const;
const v1 = { v1: true } as const;
const ofVideo = { ids: ['video_id'] } as const;
const ofTranslation = { ids: ['video_translate_id|video_translation_id|id'] } as const;
const ofProofread = { ids: ['proofread_id'] } as const;
const ofGeneration = { ids: ['generation_id'] } as const;
const ofSession = { ids: ['session_id'] } as const;
const ofRender = { ids: ['render_id'] } as const;
const ofClipping = { ids: ['ai_clipping_id|id'] } as const;
const ofRemoval = { ids: ['filler_word_removal_id|id'] } as const;
const ofPodcast = { ids: ['podcast_id|id'] } as const;
const withFile = { file: ['url', 'video_url'] } as const;

/**
 * All known events of HeyGen. Types, dropdown, simplified form, output schema and docs/events.md
 * are made from this list.
 * Source: docs/facts/heygen.md#event-body.
 */
export const catalogue = {
	'avatar_video.success': row(
		'Avatar Video Ready',
		'a rendered avatar video is ready',
		{ ...video, url: 'text', video_url: 'text?', ...videoPages },
		{ ...v1, ...ofVideo, ...withFile },
	),
	'avatar_video.fail': row(
		'Avatar Video Failed',
		'rendering an avatar video failed',
		{ ...video, ...failureTexts, failure_code: 'text?' },
		{ ...v1, ...ofVideo },
	),
	'avatar_video_gif.success': row(
		'Avatar Video GIF Ready',
		'the GIF preview of a video is ready',
		{ ...video, url: 'text?', gif_download_url: 'text?' },
		{ ...v1, ...ofVideo, file: ['url', 'gif_download_url'], fresh: ['gif_url'] },
	),
	'avatar_video_gif.fail': row(
		'Avatar Video GIF Failed',
		'the GIF preview of a video failed',
		{ ...video, ...failureTexts },
		{ ...v1, ...ofVideo },
	),
	'avatar_video_caption.success': row(
		'Avatar Video Captions Ready',
		'the captions of a video are ready',
		{ video_id: 'text?', caption_url: 'text?', subtitle_url: 'text?', ...callback },
		{ file: ['caption_url', 'subtitle_url', 'url'], fresh: ['subtitle_url', 'caption_url'] },
	),
	'avatar_video_caption.fail': row(
		'Avatar Video Captions Failed',
		'the captions of a video failed',
		{
			video_id: 'text?',
			...callback,
			...failureTexts,
		},
	),
	'video_translate.success': row(
		'Video Translation Ready',
		'one target language of a translation is ready',
		{ ...translation, ...links },
		{ ...v1, ...ofTranslation, ...withFile },
	),
	'video_translate.fail': row(
		'Video Translation Failed',
		'one target language of a translation failed',
		{ ...translation, ...failureTexts },
		{ ...v1, ...ofTranslation },
	),
	'video_translate.preflight.validation_failed': row(
		'Video Translation Source Rejected',
		'the source was rejected before the translation started',
		{ ...translation, ...failureTexts },
		ofTranslation,
	),
	'video_translate.preflight.download_failed': row(
		'Video Translation Source Not Downloaded',
		'the source of a translation could not be fetched',
		{ ...translation, ...failureTexts },
		ofTranslation,
	),
	personalized_video: row(
		'Personalized Video Ready',
		'a personalized video of a campaign was produced',
		{
			project_id: 'text',
			video_id: 'text',
			video_url: 'text',
			landing_page_url: 'text?',
			gif_url: 'text?',
			gif_html: 'text?',
			contact_info: 'object?',
		},
		{ ...v1, ids: ['project_id', 'video_id'], file: ['video_url', 'url'] },
	),
	'instant_avatar.success': row(
		'Instant Avatar Ready',
		'an avatar made from a video is ready',
		avatar,
		v1,
	),
	'instant_avatar.fail': row(
		'Instant Avatar Failed',
		'making an avatar from a video failed',
		{ ...avatar, ...failureTexts },
		v1,
	),
	'photo_avatar_generation.success': row(
		'Photo Avatar Generated',
		'the images of a photo avatar are ready',
		{ ...generation, image_url_list: 'texts?', image_key_list: 'texts?' },
		{ ...v1, ...ofGeneration },
	),
	'photo_avatar_generation.fail': row(
		'Photo Avatar Generation Failed',
		'generating the images of a photo avatar failed',
		{ ...generation, ...failureTexts },
		{ ...v1, ...ofGeneration },
	),
	'photo_avatar_train.success': row(
		'Photo Avatar Trained',
		'a photo avatar group is trained',
		avatar,
		v1,
	),
	'photo_avatar_train.fail': row(
		'Photo Avatar Training Failed',
		'training a photo avatar group failed',
		{ ...avatar, ...failureTexts },
		v1,
	),
	'photo_avatar_add_motion.success': row(
		'Photo Avatar Motion Added',
		'motion was added to a photo avatar',
		avatar,
		v1,
	),
	'photo_avatar_add_motion.fail': row(
		'Photo Avatar Motion Failed',
		'adding motion to a photo avatar failed',
		{ ...avatar, ...failureTexts },
		v1,
	),
	'proofread_creation.success': row(
		'Proofread Session Ready',
		'a proofread session has its subtitles',
		proofread,
		{ ...v1, ...ofProofread },
	),
	'proofread_creation.fail': row(
		'Proofread Session Failed',
		'making a proofread session failed',
		{ ...proofread, ...failureTexts },
		{ ...v1, ...ofProofread },
	),
	'live_avatar.success': row(
		'Live Avatar Session Ended',
		'a live session ended well',
		{ session_id: 'text?', duration: 'number?' },
		{ ...v1, ...ofSession },
	),
	'live_avatar.fail': row(
		'Live Avatar Session Failed',
		'a live session ended with a failure',
		{ session_id: 'text?', ...failureTexts },
		{ ...v1, ...ofSession },
	),
	'video_agent.success': row(
		'Video Agent Video Ready',
		'a video agent session produced its video',
		{ ...agent, ...links },
		{ ...v1, ids: ['session_id', 'video_id'], ...withFile },
	),
	'video_agent.fail': row(
		'Video Agent Failed',
		'a video agent session failed',
		{ ...agent, ...failureTexts },
		{ ...v1, ...ofSession },
	),
	'hyperframes_video.success': row(
		'HyperFrames Video Ready',
		'an HTML render is ready',
		{ ...hyperframes, ...links, thumbnail_url: 'text?', duration: 'number?' },
		{ ...ofRender, file: ['video_url', 'url'] },
	),
	'hyperframes_video.fail': row(
		'HyperFrames Video Failed',
		'an HTML render failed',
		{ ...hyperframes, ...failureTexts },
		ofRender,
	),
	'ai_clipping.success': row('AI Clipping Ready', 'the clips of a job are ready', clipping, {
		...ofClipping,
		// The first of several clips.
		file: ['clips.0.video_url', 'clips.0.url', 'video_url', 'url'],
		fresh: ['clips.0.video_url', 'clips.0.url', 'video_url'],
	}),
	'ai_clipping.fail': row('AI Clipping Failed', 'a clipping job failed', clipping, ofClipping),
	'batch.finished': row('Batch Finished', 'every item of a batch has ended', {
		batch_id: 'text?',
		status: 'text?',
		title: 'text?',
		total_items: 'number?',
		counts_by_status: 'object?',
	}),
	'filler_word_removal.success': row(
		'Filler Word Removal Ready',
		'a video without filler words is ready',
		{
			...job,
			...links,
			thumbnail_url: 'text?',
			original_duration: 'number?',
			output_duration: 'number?',
			num_cuts: 'number?',
			reduction_pct: 'number?',
		},
		{ ...ofRemoval, file: ['video_url', 'url'] },
	),
	'filler_word_removal.fail': row(
		'Filler Word Removal Failed',
		'removing filler words failed',
		job,
		ofRemoval,
	),
	'podcast.success': row(
		'Podcast Ready',
		'a podcast video is ready',
		{ ...job, ...links },
		{ ...ofPodcast, file: ['video_url', 'url'] },
	),
	'podcast.fail': row('Podcast Failed', 'a podcast video failed', job, ofPodcast),
} satisfies Record<string, EventRow>;

/** The name of an event in the catalogue. */
export type KnownEventType = keyof typeof catalogue;

/** One member for each row, discriminated by `event_type`. */
export type KnownEvent = {
	[Type in KnownEventType]: {
		event_type: Type;
		event_data: DataOf<(typeof catalogue)[Type]['fields']>;
		event_id?: string;
		created_at?: string;
	};
}[KnownEventType];

/** Whether the catalogue has a row for it; HeyGen adds event types now and then. */
export const isKnownEventType = (type: string): type is KnownEventType =>
	Object.prototype.hasOwnProperty.call(catalogue, type);

/** The event types that one generation of the API offers. */
export const typesOf = (version: 'v1' | 'v3'): string[] =>
	Object.entries(catalogue).flatMap(([type, { v1 }]) => (version === 'v3' || v1 ? type : []));

/** The row of an event type; undefined for one that HeyGen added later. */
export const rowOf = (type: string): EventRow | undefined =>
	isKnownEventType(type) ? catalogue[type] : undefined;

/** Where an event has the link to its file. Types that HeyGen added later may have one too. */
export function fileRowOf(type: string): Pick<EventRow, 'file' | 'fresh'> | undefined {
	const known = rowOf(type);
	if (known !== undefined) return known.file.length > 0 ? known : undefined;
	if (outcomeOf(type) !== 'success') return undefined;
	const isVideo = resourceOf(type).includes('video');
	return { file: ['video_url', ...(isVideo ? ['url'] : [])], fresh: ['video_url', 'url'] };
}

/** `avatar_video` for `avatar_video.success`. */
export const resourceOf = (type: string): string => type.split('.')[0] ?? type;

/** Read from the name, so that it also works for unknown event types. */
export function outcomeOf(type: string): Outcome | null {
	const last = type.split('.').at(-1) ?? '';
	if (type.includes('.') && last === 'success') return 'success';
	if (type.includes('.') && (last === 'fail' || last.endsWith('failed'))) return 'fail';
	return null;
}
