import { shown } from '../state/shelf';
import type { JsonObject } from '../types';
import type { Job } from './jobs';
import { kindOf } from './kinds';

export interface Told {
	event_type: string;
	event_data: JsonObject;
}

/** What is told of a job that has ended. `known` = registered endpoints hear of it too. */
export function toldOf(job: Job, failed: boolean): Told & { known: boolean } {
	const kind = kindOf(job.kind);
	const base = kind.event ?? kind.called ?? job.kind;
	const event_type = `${base}.${failed ? 'fail' : 'success'}`;
	return { event_type, event_data: dataOf(job, failed), known: kind.event !== undefined };
}

function dataOf(job: Job, failed: boolean): JsonObject {
	const kind = kindOf(job.kind);
	const item = shown(job.item);
	const own = Object.fromEntries((kind.tells ?? []).map((key) => [key, item[key]]));
	const base: JsonObject = { [kind.idKey]: job.id, ...own, callback_id: job.callbackId };
	if (job.kind === 'proofread') delete base['callback_id'];
	if (failed) return { ...base, [kind.reasonKey ?? 'msg']: reasonOf(item) };
	if (job.kind === 'video') return { ...base, ...videoLinks(job.id, item) };
	if (job.kind === 'translation') return { ...base, url: item['video_url'] };
	return base;
}

function reasonOf(item: JsonObject): unknown {
	const { failure_message, error, failure_reason } = item;
	const text = typeof error === 'object' && error !== null ? Object(error)['message'] : error;
	return failure_message ?? text ?? failure_reason ?? null;
}

const videoLinks = (id: string, item: JsonObject): JsonObject => ({
	url: item['video_url'],
	gif_download_url: item['gif_url'],
	video_page_url: item['video_page_url'],
	video_share_page_url: `https://app.heygen.example/share/${id}`,
	folder_id: item['folder_id'] ?? null,
});
