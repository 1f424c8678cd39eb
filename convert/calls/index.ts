import type { Request } from '../request';
import type { CallType, Replies } from './call';
import * as other from './others';
import { buildTemplate } from './template';
import { buildTranslation } from './translation';
import { buildPhotoVideo, buildVideo } from './video';

/** Of a create and of its status call: what is asked of one may be asked of the other. */
const videoReplies: Replies = {
	'data.video_id': 'video_id',
	'data.id': 'video_id',
	'data.status': 'status',
	'data.video_url': 'video_url',
	'data.video_url_caption': 'captioned_video_url',
	'data.caption_url': 'subtitle_url',
	'data.thumbnail_url': 'thumbnail_url',
	'data.gif_url': 'gif_url',
	'data.duration': 'duration',
	'data.created_at': 'created_at',
	'data.title': 'title',
	'data.error.message': 'failure_message',
	'data.error.detail': 'failure_message',
	'data.error.code': 'failure_code',
	'data.error': 'failure_message',
	data: '',
};

const translationReplies: Replies = {
	'data.video_translate_id': 'video_translation_ids[0]',
	'data.video_translate_ids': 'video_translation_ids',
	'data.status': 'status',
	'data.url': 'translations[0].video_url',
	'data.video_url': 'translations[0].video_url',
	'data.title': 'translations[0].title',
	'data.message': 'translations[0].failure_message',
	'data.translate_audio_only': 'translations[0].translate_audio_only',
	data: '',
};

/** On the error output: n8n puts what failed there. */
export const failedReplies: Replies = {
	'data.error.message': 'error',
	'data.error.detail': 'error',
	'data.error.code': 'details.failure_code',
	'data.error': 'error',
	'data.detail': 'error',
	'data.message': 'error',
	'error.message': 'error',
	error: 'error',
	message: 'error',
	'data.status': 'details.status',
	'data.video_id': 'details.video_id',
	'data.id': 'details.video_id',
	data: 'details',
};

const look: Replies = {
	avatar_id: 'id',
	talking_photo_id: 'id',
	avatar_name: 'name',
	talking_photo_name: 'name',
	gender: 'gender',
	preview_image_url: 'preview_image_url',
	preview_video_url: 'preview_video_url',
};
const voice: Replies = {
	voice_id: 'voice_id',
	name: 'name',
	display_name: 'name',
	language: 'language',
	gender: 'gender',
	preview_audio: 'preview_audio_url',
};
const template: Replies = { template_id: 'id', name: 'name', thumbnail_image_url: 'thumbnail_url' };

const lost = (path: RegExp, why: string, method = 'POST'): CallType => ({
	method,
	path,
	kind: 'lost',
	why,
});
const list = (
	path: RegExp,
	build: NonNullable<CallType['build']>,
	key: string,
	fields: Replies,
): CallType => ({ method: 'GET', path, kind: 'single', build, entries: { list: key, fields } });

export const callTypes: readonly CallType[] = [
	{
		method: 'POST',
		path: /^v2\/video\/generate$/,
		kind: 'create',
		job: 'video',
		build: buildVideo,
		alone: 'create',
		replies: videoReplies,
	},
	{
		method: 'POST',
		path: /^v2\/video\/av4\/generate$/,
		kind: 'create',
		job: 'video',
		build: buildPhotoVideo,
		alone: 'create',
		replies: videoReplies,
	},
	{
		method: 'POST',
		path: /^v2\/template\/[^/]+\/generate$/,
		kind: 'create',
		job: 'video',
		build: buildTemplate,
		alone: 'generate',
		replies: videoReplies,
	},
	{
		method: 'POST',
		path: /^v1\/video_agent\/generate$/,
		kind: 'create',
		job: 'video',
		build: other.buildAgent,
		alone: 'create',
		replies: videoReplies,
	},
	{
		method: 'POST',
		path: /^v2\/video_translate$/,
		kind: 'create',
		job: 'translation',
		build: buildTranslation,
		alone: 'create',
		replies: translationReplies,
	},
	{
		method: 'GET',
		path: /^(?:v1\/video_status\.get|v2\/videos?\/(?!generate$)[^/]+|v1\/video\/[^/]+)$/,
		kind: 'status',
		job: 'video',
		build: other.buildGet,
		replies: videoReplies,
	},
	list(/^v2\/video_translate\/target_languages$/, other.buildLanguages, 'data.languages', {
		'': 'language',
	}),
	{
		method: 'GET',
		path: /^v2\/video_translate\/(?:status\/)?[^/]+$/,
		kind: 'status',
		job: 'translation',
		build: other.buildTranslationGet,
		replies: Object.fromEntries(
			Object.entries(translationReplies).map(([from, to]) => [
				from,
				to.replace('translations[0].', '').replace('video_translation_ids[0]', 'id'),
			]),
		),
	},
	{
		method: 'POST',
		path: /^v1\/asset$/,
		kind: 'single',
		build: other.buildUpload,
		replies: { 'data.id': 'asset_id', 'data.url': 'url', 'data.file_type': 'mime_type', data: '' },
	},
	{
		method: 'POST',
		path: /^v1\/talking_photo$/,
		kind: 'single',
		build: other.buildPhotoUpload,
		replies: { 'data.talking_photo_id': 'asset_id', 'data.talking_photo_url': 'url', data: '' },
	},
	list(/^v2\/avatars$/, other.buildLooks, 'data.avatars', look),
	list(/^v2\/avatar_group\/[^/]+\/avatars$/, other.buildLooksOfGroup, 'data.avatar_list', look),
	list(/^v2\/avatar_group\.list$/, other.buildAvatars, 'data.avatar_group_list', {
		id: 'id',
		name: 'name',
	}),
	list(/^(?:v2\/voices|v1\/voice\.list)$/, other.buildVoices, 'data.voices', voice),
	list(/^v2\/templates$/, other.buildTemplates, 'data.templates', template),
	list(/^v1\/video\.list$/, other.buildVideos, 'data.videos', {
		video_id: 'id',
		status: 'status',
		created_at: 'created_at',
	}),
	{
		method: 'GET',
		path: /^v2\/template\/[^/]+$/,
		kind: 'single',
		build: other.buildTemplateGet,
		replies: { 'data.variables': 'variables', 'data.name': 'name', data: '' },
	},
	{
		method: 'DELETE',
		path: /^v1\/video\.delete$/,
		kind: 'single',
		build: other.buildDelete,
		replies: {},
	},
	{
		method: 'GET',
		path: /^v[12]\/user\/remaining_quota$/,
		kind: 'single',
		build: other.buildUser,
		replies: { 'data.remaining_quota': 'wallet.remaining_balance' },
	},
	{
		method: 'POST',
		path: /^v1\/audio\/text_to_speech$/,
		kind: 'single',
		build: other.buildSpeech,
		replies: { 'data.audio_url': 'audio_url', 'data.duration': 'duration', data: '' },
	},
	lost(
		/^v2\/video_translate\/[^/]+\/caption$/,
		'Video Translation: Get puts out srt_caption_url and vtt_caption_url',
		'GET',
	),
	lost(/^v1\/streaming[./]/, 'Streaming avatars are a product of their own now, LiveAvatar', 'ANY'),
	lost(
		/^v[12]\/personalized_video/,
		'Personalized videos are gone: loop over the people with Template: Generate Video and Wait',
		'ANY',
	),
	lost(
		/^v2\/photo_avatar\//,
		"HeyGen's v3 has no such step for photo avatars: look at Avatar: Create",
		'ANY',
	),
	lost(/^v1\/webhook\//, 'Webhooks: use HeyGen Trigger, or the resource Webhook Endpoint', 'ANY'),
	lost(/^v1\/video\.webm$/, 'Use Video: Create and Wait with Output Format webm', 'ANY'),
	lost(/^v2\/avatar\/[^/]+\/details$/, 'Use Avatar Look: Get', 'GET'),
];

/** The call that a request makes. A create without a method is a GET by n8n's preset, and meant as a POST. */
export function callTypeOf({ method, address }: Request): CallType | undefined {
	const path = address.slice(address.indexOf('/') + 1).replace(/^.*?(?=v[12]\/)/, '');
	const matching = callTypes.filter((each) => each.path.test(path));
	return (
		matching.find((each) => each.method === method || each.method === 'ANY') ??
		matching.find(({ kind }) => kind === 'create')
	);
}

/** Whether it is of the generations that end. */
export const isOld = ({ address }: Request): boolean => /\/v[12]\//.test(address);
