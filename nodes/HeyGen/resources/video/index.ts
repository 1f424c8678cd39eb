import { waitFor } from '../../waiting/waitFor';
import { getBatch, getStatuses, waitForBatch } from '../shared/batches';
import { filters } from '../../operation/fields/collections';
import { locator } from '../../operation/fields/locator';
import { text } from '../../operation/fields/scalars';
import { get, getMany, remove } from '../../operation/makers';
import type { Resource } from '../../operation/operation';
import { puts } from '../../operation/output';
import { create, createVideoAndWait } from './create';
import { createBatch, createBatchAndWait } from './createBatch';
import { download } from './download';
import { video as output, videoId } from './fields';
import { getVoiceCapabilities } from './voiceCapabilities';

const path = '/v3/videos/{video_id}';

export const video: Resource = {
	name: 'Video',
	defaultOperation: 'create',
	operations: {
		create,
		createAndWait: createVideoAndWait,
		createBatch,
		createBatchAndWait,
		delete: remove({ path, fields: [videoId] }),
		download,
		get: get({ path, fields: [videoId], output }),
		getAll: getMany({
			path: '/v3/videos',
			fields: [
				filters([
					locator('folder_id', 'Folder', { description: 'Only videos of this folder' }),
					text('title', 'Title', { description: 'Only videos whose title contains this text' }),
				]),
			],
			output,
		}),
		getBatch: getBatch('/v3/videos/batches', 'videos'),
		getScenes: get({
			path: `${path}/scenes`,
			fields: [videoId],
			output: puts({ video_id: 'text', video: 'object', scenes: 'objects?' }),
			option: {
				name: 'Get Scenes',
				action: 'Get scenes of video',
				description: 'Retrieve the current scenes of a video',
			},
		}),
		getVoiceCapabilities,
		getStatuses: getStatuses('/v3/videos/statuses', 'video_ids', 'Video IDs', 'videos'),
		wait: waitFor({ id: videoId, type: 'video', output }),
		waitBatch: waitForBatch('videoBatch', 'videos'),
	},
};
