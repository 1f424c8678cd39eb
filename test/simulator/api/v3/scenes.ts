import type { JsonObject } from '../../types';

const acted = ({ avatar_id, engine, expressiveness, motion_prompt }: JsonObject): JsonObject => ({
	avatar_id,
	engine: (Object(engine) as JsonObject)['type'] ?? 'avatar_iv',
	expressiveness: expressiveness ?? null,
	motion_prompt: motion_prompt ?? null,
});

const shownFile = (source: unknown): JsonObject => ({
	url: (Object(source) as JsonObject)['url'] ?? null,
	playback: null,
	trim: null,
	volume: null,
	speed_multiplier: null,
});

function shownBackground(background: unknown): JsonObject | null {
	const { type, color, asset } = Object(background) as JsonObject;
	if (type === undefined) return null;
	return type === 'color' ? { type, color } : { type, ...shownFile(asset) };
}

/** What is said in a scene; audio that was handed in has its own address only. */
function linesOf(scene: JsonObject, index: number): JsonObject[] {
	const id = `line_${index + 1}`;
	const { script, audio_url, voice_id, voice_settings } = scene;
	const voice = { voice_id: voice_id ?? null, voice_settings: voice_settings ?? null };
	if (typeof script === 'string') return [{ id, type: 'text', text: script, ...voice }];
	if (typeof audio_url !== 'string') return [];
	return [{ id, type: 'audio', text: '', audio_url, trim_to_speech: null, duration: null }];
}

/** A scene of a studio video in the words that reading has for it. */
function sceneOf(scene: JsonObject, index: number): JsonObject {
	const { type, source } = scene;
	const body = type === 'avatar_video' ? (Object(scene['input']) as JsonObject) : scene;
	const own = type === 'avatar_video' ? acted(body) : shownFile(source);
	return {
		id: `scene_${index + 1}`,
		background: shownBackground(body['background']),
		elements: [{ id: `element_${index + 1}`, type, ...own, children: [] }],
		script: linesOf(body, index),
	};
}

/** Videos of other types are one scene. */
export function scenesOf(video: JsonObject): JsonObject {
	const { id, title, _scenes: scenes, _body: body } = video;
	const one = { type: 'avatar_video', input: body };
	const list = Array.isArray(scenes) ? (scenes as JsonObject[]) : [one];
	const head = { title, aspect_ratio: '16:9', resolution: '1080p', caption: { enabled: false } };
	return {
		video_id: id,
		video: { ...head, brand_glossary_id: null },
		scenes: list.map(sceneOf),
	};
}
