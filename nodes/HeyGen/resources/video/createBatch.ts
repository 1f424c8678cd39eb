import { callbackUrl } from '../callback';
import { additionalFields } from '../fields/collections';
import { json } from '../fields/lists';
import { locator } from '../fields/locator';
import { text } from '../fields/scalars';
import { create } from '../makers';
import { puts } from '../output';

/** Many videos in one call; their fields are HeyGen's own, since a form of 100 videos is no form. */
export const createBatch = create({
	path: '/v3/videos/batches',
	fields: [
		json('videos', 'Videos', {
			list: true,
			required: true,
			min: 1,
			max: 100,
			sample: [{ type: 'avatar', avatar_id: 'example-id', script: 'Hello' }],
			description:
				'A list of 1 to 100 videos with the keys of the HeyGen API: type (avatar, image or cinematic_avatar), avatar_id, script, voice_id and so on',
		}),
		additionalFields([
			text('title', 'Title'),
			locator('folder_id', 'Folder', { description: 'Where the videos are kept' }),
			callbackUrl(),
		]),
	],
	output: puts({ batch_id: 'text' }),
	option: {
		name: 'Create Batch',
		action: 'Create batch of videos',
		description: 'Create up to 100 videos in one call. Their states come from Get Batch.',
	},
});
