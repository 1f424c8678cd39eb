import { createBatch as createBatchOf } from '../batches';
import { locator } from '../fields/locator';

export const createBatch = createBatchOf({
	path: '/v3/videos/batches',
	key: 'videos',
	label: 'Videos',
	keys: 'type (avatar, image or cinematic_avatar), avatar_id, script, voice_id',
	sample: { type: 'avatar', avatar_id: 'example-id', script: 'Hello' },
	more: [locator('folder_id', 'Folder', { description: 'Where the videos are kept' })],
});
