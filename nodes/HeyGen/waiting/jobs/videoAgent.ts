import type { IDataObject } from 'n8n-workflow';

import type { HeyGen } from '../../api/client';
import { unlessGone } from '../../api/errors';
import { idText } from '../../narrow';
import { jobs } from '../../shared/jobs';
import type { JobType } from './job';
import { askFor } from './single';
import { statusOf, type JobStatus, type State } from '../../shared/jobState';

const { thing, getBy, path: sessions } = jobs.agent;

/**
 * A session of the video agent and, once it has one, its video: the video decides.
 * Source: docs/facts/heygen.md#jobs.
 */
export const videoAgent: JobType = {
	thing,
	getBy,
	idsOf: ({ session_id, video_id }) =>
		[idText(session_id), idText(video_id)].filter((id) => id !== undefined),
	named: ([sessionId = '', videoId]) => ({
		session_id: sessionId,
		...(videoId !== undefined && { video_id: videoId }),
	}),
	async ask(heygen, { ids: [sessionId = '', known] }) {
		const seen = known === undefined ? undefined : await videoStatus(heygen, known);
		if (seen !== undefined && seen.state !== 'open') return seen;
		const session = await sessionStatus(heygen, sessionId);
		const videoId = idText(session.data.video_id);
		const video = seen ?? (videoId === undefined ? undefined : await videoStatus(heygen, videoId));
		if (video === undefined || (video.state === 'open' && endsAlone.has(session.state))) {
			return session;
		}
		return video;
	},
};

/** In these states the session never finishes the video that it has started. */
const endsAlone = new Set<State>(['failed', 'waiting_for_input']);

async function videoStatus(heygen: HeyGen, id: string): Promise<JobStatus> {
	const { state, data } = await askFor(heygen, 'video', id);
	return { state, data: { video_id: id, ...data } };
}

/**
 * While its video is being finished, HeyGen may not know the session, and a completed session may
 * not have the video's ID: the list of its videos does. Without any video it is not done.
 */
async function sessionStatus(heygen: HeyGen, id: string): Promise<JobStatus> {
	const path = `${sessions}/${encodeURIComponent(id)}`;
	const found = await unlessGone(heygen.object({ method: 'GET', path }));
	const session = found && statusOf(found);
	const named = idText(found?.video_id);
	if (session !== undefined && (session.state !== 'completed' || named !== undefined))
		return session;
	const [video] = await heygen.list({ method: 'GET', path: `${path}/videos` });
	const data: IDataObject = { session_id: id, ...(video !== undefined && { video_id: video.id }) };
	return { state: 'open', data };
}
