import { options } from '../../waiting/options';
import { waitFor } from '../../waiting/waitFor';
import { locator } from '../../operation/fields/locator';
import { get, getMany, remove } from '../../operation/makers';
import type { Resource } from '../../operation/operation';
import { preview } from '../../operation/words';
import { create, createAndWait } from './create';
import { output } from './output';

const path = '/v3/background-removals/{job_id}';
const id = locator('job_id', 'Background Removal', {
	search: 'searchBackgroundRemovals',
	required: true,
});

export const backgroundRemoval: Resource = {
	name: 'Background Removal',
	note: preview,
	defaultOperation: 'create',
	operations: {
		create,
		createAndWait,
		delete: remove({ path, fields: [id] }),
		get: get({ path, fields: [id], output }),
		getAll: getMany({ path: '/v3/background-removals', output }),
		wait: waitFor({ id, type: 'backgroundRemoval', options: options.asked.files, output }),
	},
};
