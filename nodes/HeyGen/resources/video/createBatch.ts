import {
	createBatch as createBatchOf,
	createBatchAndWait as waitForBatch,
} from '../shared/batches';
import { locator } from '../../operation/fields/locator';

const batch = {
	path: '/v3/videos/batches',
	key: 'videos',
	label: 'Videos',
	keys: 'type (avatar, image, studio or cinematic_avatar), avatar_id, script, voice_id',
	sample: { type: 'avatar', avatar_id: 'example-id', script: 'Hello' },
	more: [locator('folder_id', 'Folder', { description: 'Where the videos are kept' })],
};

export const createBatch = createBatchOf(batch);
export const createBatchAndWait = waitForBatch(batch, 'videoBatch');
