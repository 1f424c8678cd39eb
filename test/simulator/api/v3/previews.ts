import { callback, file, linked } from '../../schema/common';
import { choice, closed, filled, list, orNull, text } from '../../schema/notation';
import { newResourceId, unixSeconds } from '../../state/ids';
import type { World } from '../../state/world';
import type { JsonObject } from '../../types';
import { listing, operation, reading, removing } from '../operation';
import type { Route } from '../route';
import { begin } from './begin';

const REMOVAL = '/v3/background-removals';

const removal = closed({
	'video!': file,
	layers: list(choice('foreground', 'mask', 'background')),
	title: orNull(text()),
	request_id: orNull(text()),
});

const podcast = closed(
	{
		topic: orNull(text(4000)),
		source_files: list(linked, { max: 5 }),
		'host_avatar_id!': filled,
		'guest_avatar_id!': filled,
		'host_voice_id!': filled,
		'guest_voice_id!': filled,
		layout: choice('landscape', 'portrait'),
		duration: choice('auto', '1min', '2min', '3min', '5min'),
		instructions: orNull(text(2000)),
		...callback(),
	},
	{ atLeastOne: ['topic', 'source_files'] },
);

/** The key stands in the body: the same one gives the same job, whatever else is said. */
function removeBackground(world: World, body: JsonObject): JsonObject {
	const { request_id, layers = ['foreground'] } = body;
	const known = world.shelves.backgroundRemovals
		.list()
		.find((each) => request_id && each['_request_id'] === request_id);
	if (known) return world.look('backgroundRemovals', String(known['id']));
	const id = newResourceId();
	const item = {
		...{ id, created_at: unixSeconds(), completed_at: null, duration: null, error: null },
		...{ layers: {}, _layers: layers, _request_id: request_id },
	};
	world.jobs.start('backgroundRemoval', { id, item });
	return world.look('backgroundRemovals', id);
}

function produce(world: World, body: JsonObject): JsonObject {
	const podcast_id = newResourceId();
	const item = {
		podcast_id,
		title: body['topic'] ?? null,
		video_url: null,
		thumbnail_url: null,
		duration: null,
		failure_message: null,
		created_at: unixSeconds(),
	};
	begin(world, 'podcast', body, { id: podcast_id, item });
	return { podcast_id, status: 'processing' };
}

/** What HeyGen keeps out of its documents, or calls beta. */
export const previewRoutes: readonly Route[] = [
	operation(`POST ${REMOVAL}`, {
		body: removal,
		data: ({ world, body }) => removeBackground(world, body),
	}),
	listing(`GET ${REMOVAL}`, 'backgroundRemovals', { page: 10, max: 100 }),
	reading(`GET ${REMOVAL}/{job_id}`, 'backgroundRemovals'),
	removing(`DELETE ${REMOVAL}/{job_id}`, 'backgroundRemovals', { deleted: true }),
	operation('POST /v3/podcasts', {
		body: podcast,
		status: 202,
		idempotent: true,
		data: ({ world, body }) => produce(world, body),
	}),
	listing('GET /v3/podcasts', 'podcasts', { page: 20, max: 100 }),
	reading('GET /v3/podcasts/{podcast_id}', 'podcasts'),
	operation('DELETE /v3/podcasts/{podcast_id}', {
		data: ({ world, id }) => {
			world.remove('podcasts', id);
			return {};
		},
	}),
];
