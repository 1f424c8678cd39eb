import { choice, filled, number, open, orNull, text } from '../../schema/notation';
import { hex, unixSeconds } from '../../state/ids';
import type { World } from '../../state/world';
import type { JsonObject } from '../../types';
import { ApiError } from '../errors';
import { listing, operation, reading } from '../operation';
import type { Call } from '../operation';
import type { Route } from '../route';

/** Source: docs/facts/heygen.md#base-url-and-authentication */
function keyOf({ world, caller }: Call): JsonObject {
	if (caller !== 'key') throw new ApiError(403, 'forbidden', 'Only a key can ask about itself.');
	const { scopes } = world.settings;
	const at = '2026-10-01T00:00:00Z';
	return {
		key_id: 'simulated-key',
		key_name: 'Simulator',
		status: 'active',
		scope_mode: scopes ? 'custom' : 'all',
		scopes: scopes ?? null,
		created_at: at,
		updated_at: at,
		expires_at: null,
	};
}

/** Names need not be unique. There is no list. */
function createFolder(world: World, body: JsonObject): JsonObject {
	const parent = body['parent_id'] ?? null;
	if (typeof parent === 'string') world.find('folders', parent);
	const now = unixSeconds();
	return world.shelves.folders.add({
		folder_id: hex(12),
		name: body['name'],
		type: body['type'] ?? 'mixed',
		parent_id: parent,
		is_trash: false,
		creator_username: 'simulated-user',
		created_at: now,
		updated_at: now,
	});
}

export const accountRoutes: readonly Route[] = [
	operation('GET /v3/api_keys/self', { data: keyOf }),
	operation('POST /v3/folders', {
		body: open({
			'name!': text(256, 1),
			parent_id: orNull(text()),
			type: choice('mixed', 'video', 'video_translate'),
		}),
		idempotent: true,
		data: ({ world, body }) => createFolder(world, body),
	}),
	reading('GET /v3/folders/{folder_id}', 'folders'),
	listing('GET /v3/audio/sounds', 'sounds', {
		page: 10,
		max: 50,
		filters: {
			'query!': filled,
			type: choice('music', 'sound_effects'),
			min_score: number({ min: 0, max: 1 }),
		},
		keep: (item, { type = 'music', min_score = 0.7 }) =>
			item['type'] === type && Number(item['score']) >= Number(min_score),
	}),
];
