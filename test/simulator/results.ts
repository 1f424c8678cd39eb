import { toldOf } from './jobs/event';
import type { Job } from './jobs/jobs';
import { blankTranslation, blankVideo } from './jobs/resources';
import type { Ending } from './jobs/types';
import { sampleData } from './samples';
import { newResourceId } from './state/ids';
import type { World } from './state/world';
import type { FinishVideoOptions, JsonObject, TranslationOptions } from './types';

/** What a job that ended tells: the event to send about it. */
export interface Outcome {
	eventType: string;
	data: JsonObject;
}

/** The video of that id, or a new one that nobody asked for. */
export function videoJob(world: World, { videoId, callbackId }: FinishVideoOptions): Job {
	const known = videoId === undefined ? undefined : world.jobs.find(videoId);
	if (known) return known;
	const id = videoId ?? newResourceId();
	const item = blankVideo({ title: 'Simulated video', callback_id: callbackId }, id);
	return world.jobs.start('video', { id, item, callbackId });
}

/** The translation of that id, or a new one that nobody asked for. */
export function translationJob(world: World, options: TranslationOptions): Job {
	const { translationId, callbackId, language = 'Portuguese' } = options;
	const known = translationId === undefined ? undefined : world.jobs.find(translationId);
	if (known) return known;
	const id = translationId ?? newResourceId();
	const body = { title: 'Simulated translation', input_language: 'en', callback_id: callbackId };
	const item = blankTranslation(body, id, language);
	return world.jobs.start('translation', { id, item, callbackId });
}

function ended(world: World, job: Job, ending: Ending): Outcome {
	world.jobs.end(job, ending);
	const told = toldOf(job, world.jobs.isFailed(job));
	return { eventType: told.event_type, data: told.event_data };
}

const SAMPLE = { callbackId: 'sample-callback' };

/** A made-up end of the job that an event type tells of. */
export function sampleOutcome(world: World, eventType: string): Outcome {
	const message = 'The sample was told to fail.';
	switch (eventType) {
		case 'avatar_video.success':
			return ended(world, videoJob(world, SAMPLE), {});
		case 'avatar_video.fail':
			return ended(world, videoJob(world, SAMPLE), { outcome: 'failed', message });
		case 'video_translate.success':
			return ended(world, translationJob(world, SAMPLE), {});
		case 'video_translate.fail':
			return ended(world, translationJob(world, SAMPLE), { outcome: 'failed', message });
		default:
			return {
				eventType,
				data: sampleData(eventType, (name) => world.links.presign(name, 2048)),
			};
	}
}
