import { Unreadable } from '../read/literal';
import { known, parameter, type JsonObject } from '../read/value';
import type { Request } from '../request';
import { Body, filled } from './body';
import { byId, type Built } from './call';
import { idIn } from './template';

const oneEach = 'One item comes out for each entry, in place of one item with all in a list.';

export function buildUpload({ binary }: Request): Built {
	if (binary === undefined) throw new Unreadable('it sends no binary file');
	const file = { __rl: true, mode: 'binary', value: binary };
	return { resource: 'asset', operation: 'upload', parameters: { file }, notes: [] };
}

export function buildPhotoUpload(request: Request): Built {
	const built = buildUpload(request);
	built.notes.push(
		'A talking photo is no step of its own any more: the picture is uploaded as an asset, and the video made from it. To keep it as an avatar use Avatar: Create.',
	);
	return built;
}

/** A status call without the call that made the video. */
export function buildGet(request: Request): Built {
	const id = request.query.get('video_id') ?? request.holes[0];
	const notes = id === undefined ? ['No video was named: enter its ID in Video.'] : [];
	const parameters = { videoId: byId(id && parameter(id)), simplify: false };
	return { resource: 'video', operation: 'get', parameters, notes };
}

export function buildTranslationGet(request: Request): Built {
	const videoTranslationId = byId(idIn(request, /\/v2\/video_translate\/([^/]+)/));
	return {
		resource: 'videoTranslation',
		operation: 'get',
		parameters: { videoTranslationId },
		notes: [],
	};
}

export function buildDelete(request: Request): Built {
	const id = request.query.get('video_id');
	const parameters = { videoId: byId(id && parameter(id)) };
	return { resource: 'video', operation: 'delete', parameters, notes: [] };
}

/** All of a list. */
const listOf =
	(resource: string, parameters: JsonObject = {}, ...notes: string[]) =>
	(request: Request): Built => {
		const limit = known(request.query.get('limit'));
		const many: JsonObject =
			limit === undefined ? { returnAll: true } : { returnAll: false, limit: Number(limit) };
		return {
			resource,
			operation: 'getAll',
			parameters: { ...many, ...parameters },
			notes: [oneEach, ...notes],
		};
	};

export const buildVideos = listOf('video', { simplify: false });
export const buildTemplates = listOf('template', { simplify: false });
export const buildAvatars = listOf('avatar', {});
export const buildVoices = listOf(
	'voice',
	{ simplify: false },
	"These are HeyGen's own voices. The account's come by the filter Type: Private.",
);
export const buildLooks = listOf(
	'avatarLook',
	{ simplify: false },
	'The list is long: filters of the node make it shorter, and an avatar has several looks.',
);

export function buildLooksOfGroup(request: Request): Built {
	const groupId = byId(idIn(request, /\/v2\/avatar_group\/([^/]+)\/avatars/));
	return {
		...buildLooks(request),
		parameters: { returnAll: true, simplify: false, filters: { groupId } },
	};
}

export const buildTemplateGet = (request: Request): Built => ({
	resource: 'template',
	operation: 'get',
	parameters: { templateId: byId(idIn(request, /\/v2\/template\/([^/]+)/)), simplify: false },
	notes: [],
});

export const buildLanguages = (): Built => ({
	resource: 'videoTranslation',
	operation: 'getLanguages',
	parameters: {},
	notes: [oneEach],
});

export const buildUser = (): Built => ({
	resource: 'user',
	operation: 'get',
	parameters: {},
	notes: [
		'Credits became a balance in money (wallet.remaining_balance): set the limits anew that compare it.',
	],
});

export function buildAgent(request: Request): Built {
	const notes: string[] = ['Leave Retry On Fail off: a second try would make a second video.'];
	const body = new Body(request.body(), notes);
	const its = body.part('config');
	const from = its.value === undefined ? body : its;
	body.get('callback_url');
	const parameters = {
		prompt: body.text('prompt') ?? '',
		additionalFields: filled({
			avatarId: from.id('avatar_id'),
			voiceId: from.id('voice_id'),
			orientation: from.text('orientation'),
			callbackId: body.text('callback_id'),
		}),
	};
	from.lost({ duration_sec: [] });
	body.rest();
	return { resource: 'videoAgent', operation: 'createAndWait', parameters, notes };
}

export function buildSpeech(request: Request): Built {
	const notes = ['It puts out the audio file as binary property data, beside audio_url.'];
	const body = new Body(request.body(), notes);
	const parameters = {
		text: body.text('text') ?? body.text('input_text') ?? '',
		voiceId: byId(body.text('voice_id')),
		additionalFields: filled({
			speed: body.number('speed'),
			locale: body.text('locale'),
			language: body.text('language'),
		}),
	};
	body.rest();
	return { resource: 'voice', operation: 'generateSpeech', parameters, notes };
}
