import { newResourceId } from '../state/ids';
import type { World } from '../state/world';
import type { Job } from './jobs';
import { blankVideo } from './resources';
import type { FinishOptions } from './types';

/** Begins the video of an agent, and gives its id; it has one only. */
export function beginVideo(world: World, session: Job): string {
	const known = session.item['video_id'];
	if (typeof known === 'string') return known;
	const id = newResourceId();
	const body = { title: session.item['title'] };
	world.jobs.start('video', { id, item: { ...blankVideo(body, id), _session_id: session.id } });
	session.item['video_id'] = id;
	return id;
}

/** The video of an agent ends as its session does; a session that fails may have none. */
export function endVideo(world: World, session: Job, options: FinishOptions): void {
	const { outcome = 'completed' } = options;
	if (outcome === 'completed') beginVideo(world, session);
	const video = world.jobs.find(String(session.item['video_id']));
	if (video && world.jobs.isOpen(video)) {
		const { message, code, bytes } = options;
		world.jobs.end(video, {
			outcome,
			...(message === undefined ? {} : { message }),
			...(code === undefined ? {} : { code }),
			...(bytes === undefined ? {} : { bytes }),
		});
	}
}
