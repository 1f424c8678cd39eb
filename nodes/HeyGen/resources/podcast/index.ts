import { createAndWait } from '../../waiting/createAndWait';
import { waitFor } from '../../waiting/waitFor';
import { locator } from '../../operation/fields/locator';
import { create, get, getMany, remove } from '../../operation/makers';
import type { Resource } from '../../operation/operation';
import { puts } from '../../operation/output';
import { preview } from '../../operation/words';
import { checkSources, podcastFields } from './fields';

const path = '/v3/podcasts/{podcast_id}';
const id = locator('podcast_id', 'Podcast', { search: 'searchPodcasts', required: true });

/** Source: docs/facts/heygen.md#fields-of-the-resources. */
const output = puts({
	podcast_id: 'text',
	title: 'text?',
	status: 'text',
	video_url: 'text?',
	thumbnail_url: 'text?',
	duration: 'number?',
	failure_message: 'text?',
	created_at: 'number?',
});

export const podcast: Resource = {
	name: 'Podcast',
	note: preview,
	defaultOperation: 'create',
	operations: {
		create: create({
			path: '/v3/podcasts',
			fields: podcastFields,
			check: checkSources,
			costs: true,
			output: puts({ podcast_id: 'text', status: 'text' }),
			option: {
				description: 'Create a conversation between two avatars about a topic or about files',
			},
		}),
		createAndWait: createAndWait({
			path: '/v3/podcasts',
			fields: podcastFields,
			check: checkSources,
			type: 'podcast',
			output,
		}),
		delete: remove({
			path,
			fields: [id],
			option: { description: 'Hide a podcast from lists' },
		}),
		get: get({ path, fields: [id], output }),
		getAll: getMany({ path: '/v3/podcasts', output }),
		wait: waitFor({ id, type: 'podcast', output }),
	},
};
