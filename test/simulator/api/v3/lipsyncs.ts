import { callback, linked } from '../../schema/common';
import { choice, closed, flag, list, number, orNull, text } from '../../schema/notation';
import { newResourceId, unixSeconds } from '../../state/ids';
import type { World } from '../../state/world';
import type { JsonObject } from '../../types';
import { listing, operation, reading, removing, updating } from '../operation';
import type { Route } from '../route';
import { batchCreation, batchReading, statusReading } from './batches';
import { begin } from './begin';

const lipsync = closed({
	'video!': linked,
	'audio!': linked,
	title: orNull(text()),
	mode: choice('speed', 'precision'),
	enable_caption: flag,
	keep_the_same_format: orNull(flag),
	enable_dynamic_duration: flag,
	disable_music_track: flag,
	enable_speech_enhancement: flag,
	enable_watermark: flag,
	start_time: orNull(number()),
	end_time: orNull(number()),
	fps_mode: orNull(text()),
	folder_id: orNull(text()),
	...callback(),
});

function create(world: World, body: JsonObject, more: { batchId?: string } = {}): JsonObject {
	const id = newResourceId();
	const item = {
		id,
		title: body['title'] ?? null,
		duration: null,
		video_url: null,
		caption_url: null,
		callback_id: body['callback_id'] ?? null,
		created_at: unixSeconds(),
		failure_message: null,
	};
	begin(world, 'lipsync', body, { id, item, ...more });
	return { lipsync_id: id };
}

export const lipsyncRoutes: readonly Route[] = [
	operation('POST /v3/lipsyncs', {
		body: lipsync,
		idempotent: true,
		data: ({ world, body }) => create(world, body),
	}),
	listing('GET /v3/lipsyncs', 'lipsyncs', { page: 10, max: 100 }),
	reading('GET /v3/lipsyncs/{lipsync_id}', 'lipsyncs'),
	updating('PATCH /v3/lipsyncs/{lipsync_id}', 'lipsyncs', closed({ 'title!': text() })),
	removing('DELETE /v3/lipsyncs/{lipsync_id}', 'lipsyncs'),
	statusReading('GET /v3/lipsyncs/statuses', 'lipsync', 'lipsync_ids'),
	batchCreation(
		'POST /v3/lipsyncs/batches',
		closed({
			title: orNull(text()),
			callback_url: orNull(text()),
			'lipsyncs!': list(lipsync, { min: 1, max: 100 }),
		}),
		({ world, body }, batchId) => {
			for (const each of body['lipsyncs'] as JsonObject[]) create(world, each, { batchId });
		},
	),
	batchReading('GET /v3/lipsyncs/batches/{batch_id}', 'lipsync'),
];
