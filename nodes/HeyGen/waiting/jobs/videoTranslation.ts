import { sleep, type IDataObject } from 'n8n-workflow';

import type { HeyGen } from '../../api/client';
import { unlessGone } from '../../api/errors';
import { reasonIn } from '../../failureText';
import { idTexts, textOf } from '../../narrow';
import { lookOf, type Kind, type Look } from './job';

/** HeyGen says completed a moment before it names the file. */
const linkMs = 1_000;

/** One source, and a translation into each language, which are one item: n8n pairs by place. */
export const translationsKind: Kind = {
	thing: 'video translation',
	getBy: 'Video Translation: Get',
	callsOften: true,
	idsOf: (created) => idTexts(created.video_translation_ids),
	named: (ids) => ({ video_translation_ids: [...ids] }),
	async look(heygen, { ids, stopOnFirstFailure }) {
		const looks = await Promise.all(ids.map(async (id) => await lookAtOne(heygen, id)));
		const goneCount = looks.filter(({ state }) => state === 'gone').length;
		if (goneCount === ids.length) return { state: 'gone', data: {} };
		const part = { ...(goneCount > 0 && { lacksPart: true as const }) };
		const translations = looks.map(({ data }) => data);
		const lost = looks.filter(({ state }) => state === 'failed' || state === 'gone');
		const isOpen = looks.some(({ state }) => state === 'open');
		const isFailed = stopOnFirstFailure === true ? lost.length > 0 : lost.length === ids.length;
		if (isFailed) return { state: 'failed', data: { ...reasonsOf(lost), translations }, ...part };
		return { state: isOpen ? 'open' : 'completed', data: { translations }, ...part };
	},
};

/** One that HeyGen does not know takes nothing from the others: it stands with them as failed. */
async function lookAtOne(heygen: HeyGen, id: string): Promise<Look> {
	const look = await unlessGone(translationLook(heygen, id));
	if (look !== undefined) return look;
	const failure_message = `HeyGen no longer has ${id}`;
	return { state: 'gone', data: { id, status: 'failed', failure_message } };
}

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

const reasonsOf = (lost: readonly Look[]): IDataObject => ({
	failure_message: [...new Set(lost.flatMap(({ data }) => reasonIn(data) ?? []))].join('; '),
});
