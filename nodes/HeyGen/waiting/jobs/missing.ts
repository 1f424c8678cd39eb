import { unlessGone } from '../../api/errors';
import { open, type JobStatus } from '../../shared/jobState';

/** For a moment, HeyGen may not know what it has just created or finished. */
const lagMs = 10_000;
const forgottenMs = 24 * 3_600_000;

/** When HeyGen first did not know an ID. */
const missingSinceMs = new Map<string, number>();

/** A job is gone once HeyGen has said so twice, some time apart; until then it is open. */
export async function unlessMissing(id: string, asked: Promise<JobStatus>): Promise<JobStatus> {
	const status = await unlessGone(asked);
	if (status !== undefined) {
		missingSinceMs.delete(id);
		return status;
	}
	const nowMs = Date.now();
	for (const [other, atMs] of missingSinceMs) {
		if (nowMs - atMs > forgottenMs) missingSinceMs.delete(other);
	}
	const sinceMs = missingSinceMs.get(id) ?? nowMs;
	missingSinceMs.set(id, sinceMs);
	return nowMs - sinceMs < lagMs ? open : { state: 'gone', data: {} };
}
