import type { JsonObject } from '../../types';

/** A scene of a studio video in the words that reading has for it. */
function sceneOf(scene: JsonObject, index: number): JsonObject {
	const { type, input, source } = scene;
	const acted = { ...Object(input), ...scene } as JsonObject;
	const element = type === 'avatar_video' ? { avatar_id: acted['avatar_id'] } : linkOf(source);
	const said = acted['script'] ?? null;
	return {
		id: `scene_${index + 1}`,
		background: null,
		elements: [{ id: `element_${index + 1}`, type, ...element }],
		script:
			said === null
				? []
				: [{ id: `line_${index + 1}`, type: 'text', text: said, voice_id: acted['voice_id'] }],
	};
}

const linkOf = (source: unknown): JsonObject => ({ url: Object(source)['url'] ?? null });

/** Videos of other types are one scene. */
export function scenesOf(video: JsonObject): JsonObject {
	const { id, title, _scenes: scenes } = video;
	const list = Array.isArray(scenes) ? (scenes as JsonObject[]) : [{ type: 'avatar_video' }];
	const head = { title, aspect_ratio: '16:9', resolution: '1080p', caption: { enabled: false } };
	return {
		video_id: id,
		video: { ...head, brand_glossary_id: null },
		scenes: list.map(sceneOf),
	};
}
