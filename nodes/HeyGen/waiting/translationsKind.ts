import { sleep, type IDataObject } from 'n8n-workflow';

import type { HeyGen } from '../api/client';
import { reasonIn } from '../failureText';
import { textOf, textsOf } from '../narrow';
import { lookOf, type Kind, type Look } from './job';

/** HeyGen says completed a moment before it names the file. */
const linkMs = 1_000;

/** One source, and a translation into each language, which are one item: n8n pairs by place. */
export const translationsKind: Kind = {
	thing: 'video translation',
	getBy: 'Video Translation: Get',
	callsOften: true,
	idsOf: (created) => textsOf(created.video_translation_ids) ?? [],
	named: (ids) => ({ video_translation_ids: [...ids] }),
	async look(heygen, { ids, stopOnFirstFailure }) {
		const looks = await Promise.all(ids.map(async (id) => await translationLook(heygen, id)));
		const translations = looks.map(({ data }) => data);
		const failed = looks.filter(({ state }) => state === 'failed');
		const isOpen = looks.some(({ state }) => state === 'open');
		const isFailed = stopOnFirstFailure === true ? failed.length > 0 : failed.length === ids.length;
		if (isFailed) return { state: 'failed', data: { ...reasonsOf(failed), translations } };
		return { state: isOpen ? 'open' : 'completed', data: { translations } };
	},
};

export async function translationLook(heygen: HeyGen, id: string): Promise<Look> {
	const path = `/v3/video-translations/${encodeURIComponent(id)}`;
	const look = lookOf(await heygen.object({ method: 'GET', path }));
	const { video_url: video, audio_url: audio } = look.data;
	if (look.state !== 'completed' || textOf(video) !== undefined || textOf(audio) !== undefined) {
		return look;
	}
	await sleep(linkMs);
	return lookOf(await heygen.object({ method: 'GET', path }));
}

const reasonsOf = (failed: readonly Look[]): IDataObject => ({
	failure_message: [...new Set(failed.flatMap(({ data }) => reasonIn(data) ?? []))].join('; '),
});
