import { batch, batchOfOne } from './batch';
import type { JobType } from './job';
import { single } from './single';
import { videoAgent } from './videoAgent';
import { videoTranslations } from './videoTranslation';

/** Everything that can be waited for. The keys are stored with parked executions. */
export const jobTypes = {
	video: single('video'),
	videoInBatch: batchOfOne('video'),
	videoBatch: batch('video', 'videos', 'Video'),
	agent: videoAgent,
	translations: videoTranslations,
	translation: single('translation'),
	translationBatch: batch('translation', 'video translations', 'Video Translation'),
	lipsync: single('lipsync'),
	lipsyncBatch: batch('lipsync', 'lipsyncs', 'Lipsync'),
	clipping: single('clipping'),
	fillerWordRemoval: single('fillerWordRemoval'),
	render: single('render'),
	instantVideo: single('instantVideo'),
	podcast: single('podcast'),
} satisfies Record<string, JobType>;

export type JobTypeName = keyof typeof jobTypes;

/** @throws TypeError for a type that only another version of this node knows */
export function jobTypeOf(name: string): JobType {
	const all: Record<string, JobType> = jobTypes;
	const type = Object.hasOwn(all, name) ? all[name] : undefined;
	if (type !== undefined) return type;
	throw new TypeError(`This version of the HeyGen node knows no job '${name}'`);
}
