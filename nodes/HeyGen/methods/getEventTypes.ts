import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { failureOf, inOneLine } from '../api/errors';
import { editorPatience } from '../api/patience';
import type { EventType } from '../api/webhooks/contract';
import { connectWebhooks } from '../authentication';
import { catalogue, rowOf } from '../events/catalogue';

const allEvents: INodePropertyOptions = {
	name: 'All Events',
	value: '*',
	description: 'Also those that HeyGen adds later',
};

/** What an endpoint can subscribe to, 'All Events' first. */
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

async function known(context: ILoadOptionsFunctions): Promise<EventType[]> {
	try {
		return await (await connectWebhooks(context, editorPatience)).eventTypes();
	} catch (error) {
		const failure = failureOf(error);
		// A list here would hide that the key is wrong until the workflow is activated.
		if (failure?.status === 401 || failure?.status === 403) {
			// Of a NodeApiError the editor would show '[object Object]' here.
			throw new NodeOperationError(context.getNode(), inOneLine(failure));
		}
		const reason = error instanceof Error ? error.message : String(error);
		context.logger.debug(`Event types come from the node's own list: ${reason}`);
		return Object.keys(catalogue).map((type) => ({ type }));
	}
}

const acronyms = new Set(['ai', 'api', 'gif', 'html', 'id', 'url']);

/** As the catalogue has it; `some_new.job_failed` reads 'Some New Job Failed'. */
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
