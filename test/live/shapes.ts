import {
	choice,
	closed,
	flag,
	list,
	number,
	open,
	orNull,
	text,
	whole,
	type Schema,
} from '../simulator/schema/notation';

/**
 * What HeyGen's schema says of its answers, for the calls of this check. Every field is named: one that is
 * not here is reported as new. The words are those of docs/facts/heygen.md.
 */
export const maybeText = orNull(text());
export const maybeWhole = orNull(whole());
export const maybeNumber = orNull(number());
const failed = orNull(closed({ 'code!': text(), 'message!': text() }));
const avatarStatus = orNull(choice('processing', 'pending_consent', 'failed', 'completed'));
const pool = orNull(closed({ remaining: maybeWhole, resets_at: maybeText }));

export const user = closed({
	'username!': text(),
	'email!': maybeText,
	'first_name!': maybeText,
	'last_name!': maybeText,
	billing_type: orNull(choice('wallet', 'subscription', 'usage_based')),
	subscription: orNull(
		closed({
			'credits!': closed({ add_on_credits: pool, premium_credits: pool }),
			'plan!': choice(
				...['free', 'starter', 'creator', 'pro', 'team', 'enterprise', 'business_plus'],
			),
		}),
	),
	usage_based: orNull(
		closed({
			included_credits: maybeNumber,
			remaining_credits: maybeNumber,
			spending_cap_usd: maybeNumber,
			spending_current_usd: maybeNumber,
		}),
	),
	wallet: orNull(
		closed({
			'currency!': choice('usd', 'credits'),
			remaining_balance: maybeNumber,
			auto_reload: orNull(
				closed({ 'enabled!': flag, amount_usd: maybeNumber, threshold_usd: maybeNumber }),
			),
		}),
	),
});

export const key = closed({
	key_id: text(),
	key_name: maybeText,
	status: text(),
	scope_mode: text(),
	scopes: orNull(list(text())),
	created_at: maybeText,
	updated_at: maybeText,
	expires_at: maybeText,
});

export const eventType = closed({ 'event_type!': text(), 'description!': text() });

export const event = closed({
	'event_id!': text(),
	'event_type!': text(),
	'event_data!': open({}),
	'created_at!': text(),
});

const endpointWith = (secret: Schema): Schema =>
	closed({
		'endpoint_id!': text(),
		'url!': text(),
		events: orNull(list(text())),
		'status!': choice('enabled', 'disabled'),
		secret,
		'created_at!': text(),
	});

/** The secret comes with the answers to create and rotate-secret only. */
export const endpoint = endpointWith({ type: 'null' });
export const newEndpoint = endpointWith(text(undefined, 1));
export const rotated = closed({ 'endpoint_id!': text(), 'secret!': text(undefined, 1) });

export const video = closed({
	'id!': text(),
	'status!': choice('waiting', 'pending', 'processing', 'completed', 'failed'),
	title: maybeText,
	created_at: maybeWhole,
	completed_at: maybeWhole,
	duration: maybeNumber,
	video_url: maybeText,
	captioned_video_url: maybeText,
	subtitle_url: maybeText,
	thumbnail_url: maybeText,
	gif_url: maybeText,
	video_page_url: maybeText,
	folder_id: maybeText,
	output_language: maybeText,
	failure_code: maybeText,
	failure_message: maybeText,
});

export const template = closed({
	'id!': text(),
	'name!': text(),
	aspect_ratio: maybeText,
	thumbnail_url: maybeText,
	created_at: maybeWhole,
	updated_at: maybeWhole,
});

export const avatar = closed({
	'id!': text(),
	'name!': text(),
	'created_at!': whole(),
	'looks_count!': whole(),
	gender: maybeText,
	preview_image_url: maybeText,
	preview_video_url: maybeText,
	default_voice_id: maybeText,
	consent_status: maybeText,
	status: avatarStatus,
	error: failed,
});

export const look = closed({
	'id!': text(),
	'name!': text(),
	'avatar_type!': choice('studio_avatar', 'digital_twin', 'photo_avatar'),
	group_id: maybeText,
	preview_image_url: maybeText,
	preview_video_url: maybeText,
	gender: maybeText,
	tags: list(text()),
	default_voice_id: maybeText,
	supported_api_engines: list(text()),
	image_width: maybeWhole,
	image_height: maybeWhole,
	preferred_orientation: orNull(choice('portrait', 'landscape', 'square')),
	status: avatarStatus,
	error: failed,
});

export const voice = closed({
	'voice_id!': text(),
	'name!': text(),
	'language!': text(),
	'gender!': text(),
	preview_audio_url: maybeText,
	'support_pause!': flag,
	'support_locale!': flag,
	'type!': choice('public', 'private'),
});

export const trainedVoice = closed({
	'voice_id!': text(),
	'mode!': choice('professional', 'instant'),
	'name!': text(),
	'language!': text(),
	'status!': choice('PENDING', 'ACTIVE', 'FAILED'),
	'created_at!': whole(),
	failure_reason: maybeText,
});

export const session = closed({
	'session_id!': text(),
	'created_at!': whole(),
	title: maybeText,
});

export const style = closed({
	'style_id!': text(),
	'name!': text(),
	tags: orNull(list(text())),
	aspect_ratio: maybeText,
	thumbnail_url: maybeText,
	preview_video_url: maybeText,
});

export const languages = closed({ 'languages!': list(text()) });

export const sound = closed({
	'id!': text(),
	'name!': text(),
	'description!': text(),
	'type!': choice('music', 'sound_effects'),
	'score!': number(),
	'audio_url!': text(),
	duration: maybeNumber,
	peak_offset: maybeNumber,
	placement: maybeText,
});

export const picture = closed({
	'id!': text(),
	'url!': text(),
	type: choice('image', 'icon'),
	width: maybeWhole,
	height: maybeWhole,
	orientation: maybeText,
	is_transparent: orNull(flag),
});

export const asset = closed({
	'id!': text(),
	'name!': text(),
	'type!': text(),
	'owner!': text(),
	'space_id!': text(),
	'uploaded_at!': whole(),
	folder_id: maybeText,
	url: maybeText,
});

export const uploaded = closed({
	'asset_id!': text(),
	'url!': text(),
	'mime_type!': choice('image/png'),
	'size_bytes!': whole({ min: 1 }),
});
