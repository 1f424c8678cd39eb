import type { Kind } from './job';
import { batchOfOne } from './batchOfOne';
import { resourceKind } from './resourceKind';

const video = resourceKind({
	thing: 'video',
	getBy: 'Video: Get',
	key: 'video_id',
	path: '/v3/videos',
	statuses: { path: '/v3/videos/statuses', key: 'video_ids' },
});

/** The keys are stored with parked executions. Source: heygen-api/jobs.md section 1. */
export const kinds = {
	video,
	videoInBatch: batchOfOne('/v3/videos/batches', video),
} satisfies Record<string, Kind>;

export type KindName = keyof typeof kinds;

/** @throws TypeError for a kind that only another version of this node knows */
export function kindOf(name: string): Kind {
	const all: Record<string, Kind> = kinds;
	const kind = Object.hasOwn(all, name) ? all[name] : undefined;
	if (kind !== undefined) return kind;
	throw new TypeError(`This version of the HeyGen node knows no job '${name}'`);
}
