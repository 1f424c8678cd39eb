import { batch, batchOfOne } from './batch';
import type { JobType } from './job';
import { languages } from './languages';
import { single } from './single';
import { videoAgent } from './videoAgent';

/** Everything that can be waited for. The keys are stored with parked executions. */
export const jobTypes = {
	video: single('video'),
	videoInBatch: batchOfOne('video'),
	videoBatch: batch('video', 'videos', 'Video'),
	agent: videoAgent,
	translations: languages('translation', 'video_translation_ids', 'translations'),
	translation: single('translation'),
	translationBatch: batch('translation', 'video translations', 'Video Translation'),
	lipsync: single('lipsync'),
	lipsyncBatch: batch('lipsync', 'lipsyncs', 'Lipsync'),
	clipping: single('clipping'),
	fillerWordRemoval: single('fillerWordRemoval'),
	render: single('render'),
	instantVideo: single('instantVideo'),
	podcast: single('podcast'),
	proofreads: languages('proofread', 'proofread_ids', 'proofreads'),
	proofread: single('proofread'),
	image: single('image'),
	backgroundRemoval: single('backgroundRemoval'),
	brandKit: single('brandKit'),
	look: single('look'),
	avatar: single('avatar'),
	voice: single('voice'),
	trainedVoice: single('trainedVoice'),
} satisfies Record<string, JobType>;

export type JobTypeName = keyof typeof jobTypes;

/** The fields that hold the IDs in every output item. */
export const idFieldsOf = (type: JobTypeName): Record<string, 'text' | 'texts'> =>
	Object.fromEntries(
		Object.entries(jobTypes[type].named([])).map(
			([key, id]) => [key, Array.isArray(id) ? 'texts' : 'text'] as const,
		),
	);

/** @throws TypeError for a type that only another version of this node has */
export function jobTypeOf(name: string): JobType {
	const all: Record<string, JobType> = jobTypes;
	const type = Object.hasOwn(all, name) ? all[name] : undefined;
	if (type !== undefined) return type;
	throw new TypeError(`This version of the HeyGen node knows no job '${name}'`);
}
