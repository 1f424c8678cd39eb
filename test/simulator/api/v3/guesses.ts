import { anything, open } from '../../schema/notation';
import { hex } from '../../state/ids';
import { operation } from '../operation';
import type { Route } from '../route';
import { newLook } from './avatars';
import { partRoutes } from './parts';

/**
 * Paths that follow from names of commands and were read nowhere; no schema is known, so that
 * any object is taken. Source: docs/operations.md, rows marked as guesses
 */
export const guessedRoutes: readonly Route[] = [
	operation('GET /v3/videos/voice-capabilities', { query: anything, data: () => ({}) }),
	operation('GET /v3/avatars/look-templates', { query: anything, whole: true, data: () => [] }),
	operation('POST /v3/avatars/looks', {
		body: open({}),
		data: ({ world, body }) => {
			const id = hex(16);
			const group = String(body['group_id']);
			world.jobs.start('look', { id, item: newLook(id, group, { name: 'From a pack' }) });
			return { avatar_item: world.look('looks', id) };
		},
	}),
	operation('POST /v3/models/audio/sts', {
		body: open({}),
		data: ({ world }) => ({ audio_url: world.links.presign('changed.mp3', 2048), duration: 4.5 }),
	}),
	...partRoutes,
];
