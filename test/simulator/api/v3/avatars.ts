import { file } from '../../schema/common';
import { choice, closed, filled, list, open, orNull, text, variants } from '../../schema/notation';
import { hex, unixSeconds } from '../../state/ids';
import { shown } from '../../state/shelf';
import type { World } from '../../state/world';
import type { JsonObject } from '../../types';
import { listing, operation, reading, updating } from '../operation';
import type { Route } from '../route';

const ownership = choice('public', 'private');

/** Bodies are open here. Source: docs/facts/heygen.md#fields-of-the-resources */
const avatar = variants('type', {
	prompt: open({
		'name!': text(),
		'prompt!': text(1000),
		reference_images: orNull(list(file, { max: 3 })),
		avatar_group_id: orNull(text()),
		avatar_id: orNull(text()),
		aspect_ratio: orNull(choice('auto', '16:9', '9:16', '1:1', '4:5', '5:4')),
	}),
	digital_twin: open({ 'name!': text(), 'file!': file, avatar_group_id: orNull(text()) }),
	photo: open({ 'name!': text(), 'file!': file, avatar_group_id: orNull(text()) }),
});

const consent = open({
	reroute_url: orNull(text()),
	consent_text: orNull(text(1000)),
	consent_video: orNull(file),
});

const newGroup = (id: string, name: unknown): JsonObject => ({
	id,
	name,
	created_at: unixSeconds(),
	looks_count: 0,
	gender: null,
	preview_image_url: null,
	preview_video_url: null,
	default_voice_id: null,
	consent_status: null,
	status: 'processing',
	error: null,
	_ownership: 'private',
});

export const newLook = (id: string, group: string, body: JsonObject): JsonObject => ({
	id,
	name: body['name'],
	avatar_type: body['type'] === 'digital_twin' ? 'digital_twin' : 'photo_avatar',
	group_id: group,
	preview_image_url: null,
	preview_video_url: null,
	gender: null,
	tags: [],
	default_voice_id: null,
	supported_api_engines: ['avatar_iv'],
	image_width: null,
	image_height: null,
	preferred_orientation: null,
	error: null,
	_ownership: 'private',
});

function create(world: World, body: JsonObject): JsonObject {
	const wanted = body['avatar_group_id'];
	const groupId = typeof wanted === 'string' ? wanted : hex(16);
	const group =
		typeof wanted === 'string'
			? world.find('avatars', wanted)
			: world.shelves.avatars.add(newGroup(groupId, body['name']));
	group['looks_count'] = Number(group['looks_count']) + 1;
	const id = hex(16);
	const { item } = world.jobs.start('look', { id, item: newLook(id, groupId, body) });
	return { avatar_item: shown(item), avatar_group: shown(group) };
}

const looksOf = (world: World, group: string): JsonObject[] =>
	world.shelves.looks.list().filter((look) => look['group_id'] === group);

/** A new avatar is trained with its first look: that it has its state is assumed. */
function groupOf(world: World, id: string): JsonObject {
	const group = world.look('avatars', id);
	const [look] = group['status'] === 'processing' ? looksOf(world, id).reverse() : [];
	if (look === undefined) return group;
	const { status, error } = world.seen(look);
	return { ...group, status, error };
}

function removeGroup(world: World, id: string): JsonObject {
	world.remove('avatars', id);
	for (const look of looksOf(world, id)) world.shelves.looks.remove(String(look['id']));
	return { id };
}

/** The last look takes its group with it. */
function removeLook(world: World, id: string): JsonObject {
	const group = String(world.find('looks', id)['group_id']);
	world.remove('looks', id);
	if (looksOf(world, group).length === 0) world.shelves.avatars.remove(group);
	return { id };
}

export const avatarRoutes: readonly Route[] = [
	operation('POST /v3/avatars', {
		body: avatar,
		idempotent: true,
		data: ({ world, body }) => create(world, body),
	}),
	listing('GET /v3/avatars', 'avatars', { page: 20, max: 50, filters: { ownership } }),
	operation('GET /v3/avatars/{group_id}', { data: ({ world, id }) => groupOf(world, id) }),
	updating(
		'PATCH /v3/avatars/{group_id}',
		'avatars',
		closed({ default_voice_id: orNull(text(255)) }),
	),
	operation('DELETE /v3/avatars/{group_id}', { data: ({ world, id }) => removeGroup(world, id) }),
	operation('POST /v3/avatars/{group_id}/consent', {
		body: consent,
		idempotent: true,
		data: ({ world, id }) => {
			const group = world.find('avatars', id);
			group['consent_status'] = 'pending';
			return { avatar_group: shown(group), url: `https://app.heygen.example/consent/${hex(8)}` };
		},
	}),
	listing('GET /v3/avatars/looks', 'looks', {
		page: 20,
		max: 50,
		filters: {
			group_id: filled,
			avatar_type: choice('studio_avatar', 'digital_twin', 'photo_avatar'),
			ownership,
		},
	}),
	reading('GET /v3/avatars/looks/{look_id}', 'looks'),
	updating('PATCH /v3/avatars/looks/{look_id}', 'looks', open({ name: orNull(text(255)) })),
	operation('DELETE /v3/avatars/looks/{look_id}', {
		data: ({ world, id }) => removeLook(world, id),
	}),
];
