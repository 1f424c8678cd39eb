export interface CatalogueEntry {
	event_type: string;
	description: string;
	/** Whether the v1 list knows it too. */
	v1: boolean;
}

const one = (event_type: string, v1: boolean, description: string): CatalogueEntry[] => [
	{ event_type, v1, description },
];

const pair = (base: string, v1: boolean, job: string): CatalogueEntry[] => [
	...one(`${base}.success`, v1, `${job} ended well.`),
	...one(`${base}.fail`, v1, `${job} ended with an error.`),
];

/** Every event type of the account, in the order both lists give them. */
export const catalogue: readonly CatalogueEntry[] = [
	...pair('avatar_video', true, 'Rendering of an avatar video'),
	...pair('avatar_video_gif', true, 'Making the GIF preview of a video'),
	...pair('avatar_video_caption', false, 'Making the captions of a video'),
	...pair('video_translate', true, 'Translation of a video into one language'),
	...one(
		'video_translate.preflight.validation_failed',
		false,
		'A translation was turned down before its start because of its source.',
	),
	...one(
		'video_translate.preflight.download_failed',
		false,
		'A translation was turned down before its start: its source was out of reach.',
	),
	...one('personalized_video', true, 'One personalized video of a campaign exists now.'),
	...pair('instant_avatar', true, 'Making an avatar from a recording'),
	...pair('photo_avatar_generation', true, 'Making the pictures of a photo avatar'),
	...pair('photo_avatar_train', true, 'Training of a photo avatar group'),
	...pair('photo_avatar_add_motion', true, 'Adding motion to a photo avatar'),
	...pair('proofread_creation', true, 'Preparing a proofread session'),
	...pair('live_avatar', true, 'A live avatar session'),
	...pair('video_agent', true, 'A video agent session'),
	...pair('hyperframes_video', false, 'Rendering of an HTML composition'),
	...pair('ai_clipping', false, 'Cutting a long video into clips'),
	...one('batch.finished', false, 'No item of a batch is open any more.'),
	...pair('filler_word_removal', false, 'Removing filler words from a video'),
	...pair('podcast', false, 'Production of a podcast video'),
];

const all = new Set(catalogue.map((entry) => entry.event_type));
const old = new Set(catalogue.filter((entry) => entry.v1).map((entry) => entry.event_type));

/** The event types that a request of this generation may name. */
export const knownEvents = { v1: old, v3: all } as const;
