import type { IDataObject } from 'n8n-workflow';

import type { HeyGen } from '../../api/client';
import { unlessGone } from '../../api/errors';
import { idText } from '../../narrow';
import { lookOf, type Kind, type Look, type State } from './job';

const pathOf = (sessionId: string): string => `/v3/video-agents/${encodeURIComponent(sessionId)}`;

/**
 * A session of the video agent and, once it is named, its video: what counts is the video.
 * Source: heygen-api/jobs.md section 3, point 3.
 */
export const agentKind: Kind = {
	thing: 'video of the session',
	getBy: 'Video Agent: Get',
	idsOf: ({ session_id, video_id }) =>
		[idText(session_id), idText(video_id)].filter((id) => id !== undefined),
	named: ([sessionId = '', videoId]) => ({
		session_id: sessionId,
		...(videoId !== undefined && { video_id: videoId }),
	}),
	async look(heygen, { ids: [sessionId = '', known] }) {
		const seen = known === undefined ? undefined : await videoLook(heygen, known);
		if (seen !== undefined && seen.state !== 'open') return seen;
		const session = await sessionLook(heygen, sessionId);
		const videoId = idText(session.data.video_id);
		const video = seen ?? (videoId === undefined ? undefined : await videoLook(heygen, videoId));
		if (video === undefined || (video.state === 'open' && endsAlone.has(session.state))) {
			return session;
		}
		return video;
	},
};

/** In these the session never finishes the video that it has begun. */
const endsAlone = new Set<State>(['failed', 'waiting_for_input']);

const videoLook = async (heygen: HeyGen, id: string): Promise<Look> => {
	const path = `/v3/videos/${encodeURIComponent(id)}`;
	const { state, data } = lookOf(await heygen.object({ method: 'GET', path }));
	return { state, data: { video_id: id, ...data } };
};

/**
 * While its video is finished, HeyGen may not know the session, and one that is completed may not
 * name its video: the list of its videos does. Without any video it is not done.
 */
async function sessionLook(heygen: HeyGen, id: string): Promise<Look> {
	const path = pathOf(id);
	const found = await unlessGone(heygen.object({ method: 'GET', path }));
	const session = found && lookOf(found);
	const named = idText(found?.video_id);
	if (session !== undefined && (session.state !== 'completed' || named !== undefined))
		return session;
	const [video] = await heygen.list({ method: 'GET', path: `${path}/videos` });
	const data: IDataObject = { session_id: id, ...(video !== undefined && { video_id: video.id }) };
	return { state: 'open', data };
}
