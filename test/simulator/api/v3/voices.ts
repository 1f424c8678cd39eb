import { file } from '../../schema/common';
import { choice, closed, flag, number, orNull, text, whole } from '../../schema/notation';
import { hex, newRequestId, unixSeconds } from '../../state/ids';
import { shown } from '../../state/shelf';
import type { World } from '../../state/world';
import type { JsonObject } from '../../types';
import { invalid } from '../errors';
import { listing, operation, removing } from '../operation';
import type { Route } from '../route';

/** What a list tells of a voice, and what a look at one tells, differ. */
const LISTED = ['voice_id', 'name', 'language', 'gender', 'preview_audio_url', 'support_pause'];

const inList = (voice: JsonObject): JsonObject => ({
	...Object.fromEntries(LISTED.map((key) => [key, voice[key]])),
	support_locale: voice['support_locale'] ?? false,
	type: voice['type'],
});

const ALONE_WITHOUT = ['type', 'support_locale'];

function alone(voice: JsonObject): JsonObject {
	const own = Object.entries(shown(voice)).filter(([key]) => !ALONE_WITHOUT.includes(key));
	const unknown = { created_at: null, failure_message: null, status: 'complete' };
	return { ...unknown, support_interactive_avatar: false, ...Object.fromEntries(own) };
}

const voice = (id: string, name: string, more: JsonObject): JsonObject => ({
	voice_id: id,
	name,
	language: 'English',
	gender: 'female',
	preview_audio_url: null,
	support_pause: true,
	type: 'private',
	...more,
});

function clone(world: World, body: JsonObject): JsonObject {
	const id = hex(16);
	const { voice_name, language } = body;
	const more = { language: language ?? 'English', created_at: unixSeconds() };
	world.jobs.start('voiceClone', { id, item: voice(id, String(voice_name), more) });
	return { voice_clone_id: id };
}

function design(world: World, body: JsonObject): JsonObject {
	const { gender } = body;
	const voices = ['One', 'Two', 'Three'].map((name) => {
		const more = { type: 'public', gender: gender ?? 'female', _engine: 'starfish' };
		const made = voice(hex(16), `Designed ${name}`, more);
		return inList(world.shelves.voices.add(made));
	});
	return { seed: Number(body['seed'] ?? 0), voices };
}

/** A voice that is known to have another engine is refused; unknown ones are let through. */
function speak(world: World, body: JsonObject): JsonObject {
	const { voice_id, text: said } = body;
	const engine = world.shelves.voices.find(String(voice_id))?.['_engine'];
	if (engine !== undefined && engine !== 'starfish') {
		throw invalid('voice_id', 'The voice cannot be used for speech.');
	}
	const words = String(said).split(/\s+/);
	return {
		audio_url: world.links.presign('speech.mp3', 2048),
		duration: words.length * 0.4,
		request_id: newRequestId(),
		word_timestamps: words.map((word, at) => ({ word, start: at * 0.4, end: at * 0.4 + 0.3 })),
	};
}

export const voiceRoutes: readonly Route[] = [
	listing('GET /v3/voices', 'voices', {
		page: 20,
		max: 100,
		filters: {
			type: choice('public', 'private'),
			engine: text(),
			language: text(),
			gender: text(),
		},
		keep: (item, { type = 'public', engine, language, gender }) =>
			item['type'] === type &&
			(engine === undefined || item['_engine'] === engine) &&
			(language === undefined || item['language'] === language) &&
			(gender === undefined || item['gender'] === gender),
		view: inList,
	}),
	operation('GET /v3/voices/{voice_id}', {
		data: ({ world, id }) => world.links.resign(alone(world.seen(world.find('voices', id)))),
	}),
	removing('DELETE /v3/voices/{voice_id}', 'voices'),
	operation('POST /v3/voices', {
		body: closed({
			'prompt!': text(1000, 1),
			gender: orNull(text()),
			locale: orNull(text()),
			seed: whole({ min: 0 }),
		}),
		data: ({ world, body }) => design(world, body),
	}),
	operation('POST /v3/voices/clone', {
		body: closed({
			'audio!': file,
			'voice_name!': text(100, 1),
			language: orNull(text()),
			remove_background_noise: flag,
		}),
		data: ({ world, body }) => clone(world, body),
	}),
	operation('POST /v3/voices/speech', {
		body: closed({
			'text!': text(5000, 1),
			'voice_id!': text(),
			input_type: text(),
			speed: number({ min: 0.5, max: 2 }),
			language: orNull(text()),
			locale: orNull(text()),
		}),
		data: ({ world, body }) => speak(world, body),
	}),
];
