import { blankVideo } from '../../jobs/resources';
import { text } from '../../schema/notation';
import { newResourceId } from '../../state/ids';
import type { World } from '../../state/world';
import type { JsonObject } from '../../types';
import { listing, operation, reading, removing } from '../operation';
import type { Route } from '../route';
import { batchCreation, batchReading, statusReading } from './batches';
import { begin } from './begin';
import { scenesOf } from './scenes';
import { video, videoBatch } from './videoSchemas';

function create(world: World, body: JsonObject, more: { batchId?: string } = {}): JsonObject {
	const id = newResourceId();
	const { caption, output_format = 'mp4', scenes } = body;
	const burnt = typeof caption === 'object' && caption !== null && 'style' in caption;
	const item = { ...blankVideo(body, id), _burn: burnt, _body: body, _scenes: scenes };
	begin(world, 'video', body, { id, item, ...more });
	return { video_id: id, status: 'waiting', output_format };
}

export const videoRoutes: readonly Route[] = [
	operation('POST /v3/videos', {
		body: video,
		idempotent: true,
		data: ({ world, body }) => create(world, body),
	}),
	listing('GET /v3/videos', 'videos', {
		page: 10,
		max: 100,
		filters: { folder_id: text(), title: text() },
		keep: (item, { folder_id, title }) =>
			(folder_id === undefined || item['folder_id'] === folder_id) &&
			(title === undefined || contains(item['title'], title)),
	}),
	reading('GET /v3/videos/{video_id}', 'videos'),
	removing('DELETE /v3/videos/{video_id}', 'videos', { deleted: true }),
	operation('GET /v3/videos/{video_id}/scenes', {
		data: ({ world, id }) => scenesOf(world.find('videos', id)),
	}),
	statusReading('GET /v3/videos/statuses', 'video', 'video_ids'),
	batchCreation('POST /v3/videos/batches', videoBatch, ({ world, body }, batchId) => {
		const { folder_id } = body;
		for (const each of body['videos'] as JsonObject[]) {
			create(world, { ...each, folder_id }, { batchId });
		}
	}),
	batchReading('GET /v3/videos/batches/{batch_id}', 'video'),
];

const contains = (title: unknown, part: unknown): boolean =>
	typeof title === 'string' && title.toLowerCase().includes(String(part).toLowerCase());
