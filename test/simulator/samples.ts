import { hex, newResourceId, unixSeconds } from './state/ids';
import type { JsonObject } from './types';

/** Makes a link to a file of the given name. */
export type LinkTo = (name: string) => string;

const page = (kind: string, id: string): string => `https://app.heygen.example/${kind}/${id}`;

const job = (): JsonObject => ({
	id: newResourceId(),
	title: 'Sample job',
	status: 'completed',
	progress: 100,
	created_at: unixSeconds(),
	failure_message: null,
});

const success: Record<string, (link: LinkTo) => JsonObject> = {
	avatar_video_gif: (link) => ({ video_id: newResourceId(), url: link('preview.gif') }),
	avatar_video_caption: (link) => ({ video_id: newResourceId(), caption_url: link('lines.srt') }),
	instant_avatar: () => ({ avatar_id: hex(12), avatar_group_id: hex(12), name: 'Robin at work' }),
	photo_avatar_generation: (link) => ({
		generation_id: newResourceId(),
		status: 'success',
		image_url_list: [link('face-a.jpg'), link('face-b.jpg')],
		image_key_list: ['image/face-a', 'image/face-b'],
	}),
	photo_avatar_train: () => ({ avatar_group_id: hex(12), photo_avatar_id: hex(12) }),
	photo_avatar_add_motion: () => ({ photo_avatar_id: hex(12) }),
	proofread_creation: () => ({
		proofread_id: newResourceId(),
		status: 'completed',
		title: 'Town hall',
		output_language: 'Portuguese',
	}),
	live_avatar: () => ({ session_id: newResourceId(), duration: 312 }),
	video_agent: (link) => ({
		session_id: newResourceId(),
		video_id: newResourceId(),
		video_url: link('agent.mp4'),
	}),
	hyperframes_video: (link) => ({
		render_id: `hfr_${hex(10)}`,
		video_url: link('composition.mp4'),
		thumbnail_url: link('composition.jpg'),
		duration: 17.4,
	}),
	ai_clipping: (link) => ({
		...job(),
		source_duration: 1840.2,
		input_language: 'en',
		clips: [{ id: hex(8), status: 'completed', video_url: link('clip-1.mp4') }],
	}),
	filler_word_removal: (link) => ({
		...job(),
		video_url: link('clean.mp4'),
		thumbnail_url: link('clean.jpg'),
		original_duration: 96.5,
		output_duration: 88.1,
		num_cuts: 14,
		reduction_pct: 8.7,
	}),
	podcast: (link) => ({
		id: newResourceId(),
		status: 'completed',
		video_url: link('episode.mp4'),
	}),
};

const whole: Record<string, (link: LinkTo) => JsonObject> = {
	personalized_video: (link) => {
		const id = newResourceId();
		return {
			project_id: hex(12),
			video_id: id,
			video_url: link('hello-kim.mp4'),
			landing_page_url: page('for-you', id),
			gif_url: link('hello-kim.gif'),
			gif_html: `<a href="${page('for-you', id)}">watch</a>`,
			contact_info: { first_name: 'Kim', email: 'kim@example.org' },
		};
	},
	'video_translate.preflight.validation_failed': () => ({
		video_translate_id: newResourceId(),
		message: 'The sample source is too large.',
		callback_id: 'sample-callback',
	}),
	'video_translate.preflight.download_failed': () => ({
		video_translate_id: newResourceId(),
		message: 'The sample source was out of reach.',
		callback_id: 'sample-callback',
	}),
	'batch.finished': () => ({
		batch_id: newResourceId(),
		status: 'completed',
		title: 'Autumn batch',
		total_items: 6,
		counts_by_status: { completed: 5, failed: 1 },
	}),
};

/** What a failure keeps of the successful form, besides the ids. */
const KEPT: Record<string, readonly string[]> = {
	photo_avatar_generation: ['status'],
	proofread_creation: ['status', 'output_language'],
	ai_clipping: [
		...['title', 'status', 'progress', 'source_duration'],
		...['input_language', 'clips', 'created_at'],
	],
	filler_word_removal: ['title', 'status', 'progress', 'created_at'],
	podcast: ['status'],
};

const LONG_TEXT_KEY = new Set([
	...['proofread_creation', 'hyperframes_video', 'ai_clipping'],
	...['filler_word_removal', 'podcast'],
]);

const NO_CALLBACK = new Set(['personalized_video', 'batch', 'live_avatar', 'proofread_creation']);

/** A body of invented values for the event types that have no builder of their own. */
export function sampleData(eventType: string, link: LinkTo): JsonObject {
	const [base = ''] = eventType.split('.');
	const form = whole[eventType] ?? success[base];
	const callback = NO_CALLBACK.has(base) ? {} : { callback_id: 'sample-callback' };
	if (!form) return { id: newResourceId(), ...callback };
	if (!eventType.endsWith('.fail')) return { ...form(link), ...callback };
	const kept = Object.entries(form(link)).filter(
		([key]) => key === 'id' || key.endsWith('_id') || KEPT[base]?.includes(key),
	);
	const data: JsonObject = { ...Object.fromEntries(kept), ...callback };
	if ('status' in data) data['status'] = 'failed';
	if ('clips' in data) data['clips'] = [];
	data[LONG_TEXT_KEY.has(base) ? 'failure_message' : 'msg'] = 'The sample was told to fail.';
	return data;
}
