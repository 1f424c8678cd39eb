import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { wordsOf } from '../api/errors';
import { editorPolicy } from '../api/retryPolicy';
import type { EventType } from '../api/webhooks/contract';
import { connectWebhooks } from '../authentication';
import { catalogue, rowOf } from '../events/catalogue';

const allEvents: INodePropertyOptions = {
	name: 'All Events',
	value: '*',
	description: 'Also those that HeyGen adds later',
};

/** The events that an endpoint can subscribe to, 'All Events' first. */
export async function getEventTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return [allEvents, ...(await options(this))];
}

/** The event types one by one, for filters. */
export async function getEventTypesForFilter(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await options(this);
}

async function options(context: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const types = await known(context);
	return types
		.map(({ type, description }) => ({
			name: labelOf(type),
			value: type,
			description: description ?? firesOf(type),
		}))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** HeyGen's list, or the node's own if HeyGen can't be asked for any reason. */
async function known(context: ILoadOptionsFunctions): Promise<EventType[]> {
	try {
		return await (await connectWebhooks(context, editorPolicy)).eventTypes();
	} catch (error) {
		// The editor would keep showing an error here after the credential was fixed.
		context.logger.debug(`HeyGen could not be asked for its event types. ${wordsOf(error)}`);
		return Object.keys(catalogue).map((type) => ({ type }));
	}
}

const acronyms = new Set(['ai', 'api', 'gif', 'html', 'id', 'url']);

/** The catalogue's label; `some_new.job_failed` becomes 'Some New Job Failed'. */
export const labelOf = (type: string): string =>
	rowOf(type)?.label ??
	type
		.split(/[._\s]+/)
		.filter((word) => word !== '')
		.map((word) =>
			acronyms.has(word) ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1),
		)
		.join(' ');

function firesOf(type: string): string {
	const fires = rowOf(type)?.fires;
	return fires === undefined ? type : `When ${fires}`;
}
