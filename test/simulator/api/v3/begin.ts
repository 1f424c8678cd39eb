import type { JobKind } from '../../jobs/kinds';
import type { Job } from '../../jobs/jobs';
import type { World } from '../../state/world';
import type { JsonObject } from '../../types';
import { checkCallback } from './callbackUrl';

/** Begins a job with the callback that its request asks for. */
export function begin(
	world: World,
	kind: JobKind,
	body: JsonObject,
	resource: { id: string; item: JsonObject; batchId?: string },
): Job {
	checkCallback(world, body);
	const { callback_url: callbackUrl, callback_id: callbackId } = body;
	return world.jobs.start(kind, { ...resource, callbackUrl, callbackId });
}
