import { sampleData } from './samples';
import { newResourceId, unixSeconds } from './state/ids';
import type { World } from './state/world';
import type {
	FailVideoOptions,
	FinishVideoOptions,
	JsonObject,
	SimulatedVideo,
	TranslationOptions,
} from './types';

/** What a job that ended tells: the event to send about it. */
export interface Outcome {
	eventType: string;
	data: JsonObject;
}

const page = (kind: string, id: string): string => `https://app.heygen.example/${kind}/${id}`;

function blankVideo(id: string, callbackId: string | null): SimulatedVideo {
	return {
		id,
		status: 'processing',
		title: 'Simulated video',
		created_at: unixSeconds() - 90,
		completed_at: null,
		duration: null,
		video_url: null,
		captioned_video_url: null,
		subtitle_url: null,
		thumbnail_url: null,
		gif_url: null,
		video_page_url: page('videos', id),
		folder_id: null,
		callback_id: callbackId,
	};
}

export function finishedVideo(world: World, options: FinishVideoOptions): Outcome {
	const id = options.videoId ?? newResourceId();
	const callback_id = options.callbackId ?? null;
	const url = world.links.presign('video.mp4', options.bytes ?? 4096);
	const gif = world.links.presign('preview.gif', 512);
	const video: SimulatedVideo = {
		...blankVideo(id, callback_id),
		status: 'completed',
		completed_at: unixSeconds(),
		duration: 12.5,
		video_url: url,
		thumbnail_url: world.links.presign('thumbnail.jpg', 256),
		gif_url: gif,
	};
	world.videos.set(id, video);
	const data = {
		video_id: id,
		url,
		gif_download_url: gif,
		video_page_url: video.video_page_url,
		video_share_page_url: page('share', id),
		folder_id: null,
		callback_id,
	};
	return { eventType: 'avatar_video.success', data };
}

export function failedVideo(world: World, options: FailVideoOptions): Outcome {
	const id = options.videoId ?? newResourceId();
	const callback_id = options.callbackId ?? null;
	const msg = options.message ?? 'The simulated render was told to fail.';
	world.videos.set(id, {
		...blankVideo(id, callback_id),
		status: 'failed',
		failure_code: 'simulated_failure',
		failure_message: msg,
	});
	return { eventType: 'avatar_video.fail', data: { video_id: id, msg, callback_id } };
}

export function endedTranslation(world: World, options: TranslationOptions): Outcome {
	const id = options.translationId ?? newResourceId();
	const callback_id = options.callbackId ?? null;
	const output_language = options.language ?? 'Portuguese';
	const resource = {
		id,
		title: 'Simulated translation',
		created_at: unixSeconds() - 240,
		duration: 31.2,
		input_language: 'en',
		output_language,
		translate_audio_only: false,
		callback_id,
	};
	const common = { video_translate_id: id, callback_id, output_language };
	if (options.message !== undefined) {
		const { message } = options;
		world.translations.set(id, { ...resource, status: 'failed', failure_message: message });
		return { eventType: 'video_translate.fail', data: { ...common, message } };
	}
	const url = world.links.presign('translated.mp4', options.bytes ?? 4096);
	const audio_url = world.links.presign('translated.mp3', 1024);
	world.translations.set(id, { ...resource, status: 'completed', video_url: url, audio_url });
	return { eventType: 'video_translate.success', data: { ...common, url } };
}

/** A made-up end of the job that an event type tells of. */
export function sampleOutcome(world: World, eventType: string): Outcome {
	const message = 'The sample was told to fail.';
	switch (eventType) {
		case 'avatar_video.success':
			return finishedVideo(world, { callbackId: 'sample-callback' });
		case 'avatar_video.fail':
			return failedVideo(world, { callbackId: 'sample-callback' });
		case 'video_translate.success':
			return endedTranslation(world, { callbackId: 'sample-callback' });
		case 'video_translate.fail':
			return endedTranslation(world, { callbackId: 'sample-callback', message });
		default:
			return {
				eventType,
				data: sampleData(eventType, (name) => world.links.presign(name, 2048)),
			};
	}
}
