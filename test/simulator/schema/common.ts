import {
	choice,
	closed,
	filled,
	list,
	number,
	open,
	orNull,
	text,
	variants,
	whole,
} from './notation';
import type { Fields, Schema } from './notation';

const byUrl = closed({ 'url!': text() });
const byAsset = closed({ 'asset_id!': text() });

/** A file from elsewhere; translations, lip syncs and the like take no other. */
export const linked: Schema = variants('type', { url: byUrl, asset_id: byAsset });

/** A file from elsewhere or within the body. */
export const file: Schema = variants('type', {
	url: byUrl,
	asset_id: byAsset,
	base64: closed({ 'media_type!': text(), 'data!': text() }),
});

/** Where HeyGen calls when the job has ended, and what it says there. */
export const callback = (maxId?: number): Fields => ({
	callback_url: orNull(text()),
	callback_id: orNull(text(maxId)),
});

/** The query of a list. Source: docs/facts/heygen.md#pagination */
export const paged = (max: number, filters: Fields = {}): Schema =>
	closed({ limit: whole({ min: 1, max }), token: text(), ...filters });

export const nothing: Schema = closed({});

/** Up to 100 ids in two comma lists; one of the lists has to be given. */
export const statusQuery = (ids: string): Schema =>
	closed({ [ids]: filled, batch_ids: filled }, { atLeastOne: [ids, 'batch_ids'] });

const part = orNull(number({ min: 0, max: 1 }));

const engineSettings: Schema = variants('engine_type', {
	elevenlabs: open({
		model: orNull(
			choice('eleven_multilingual_v2', 'eleven_turbo_v2_5', 'eleven_flash_v2_5', 'eleven_v3'),
		),
		similarity_boost: part,
		stability: part,
		style: part,
		use_speaker_boost: orNull({ type: 'boolean' }),
	}),
	fish: open({ model: orNull(choice('s1', 's2-pro')), stability: part, similarity: part }),
	starfish: open({}),
});

export const voiceSettings: Schema = open({
	speed: number({ min: 0.5, max: 1.5 }),
	pitch: number({ min: -50, max: 50 }),
	volume: number({ min: 0, max: 1 }),
	locale: orNull(text()),
	engine_settings: orNull(engineSettings),
});

/** What is spoken, and by whom. */
export const speech: Fields = {
	script: orNull(filled),
	voice_id: orNull(text()),
	audio_url: orNull(text()),
	audio_asset_id: orNull(text()),
	voice_settings: orNull(voiceSettings),
};

/** The keys of `speech` that exclude each other. */
export const SOURCES = ['script', 'audio_url', 'audio_asset_id'] as const;

export const languages: Schema = list(text(), { min: 1 });
