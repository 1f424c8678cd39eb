import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { editorPolicy } from '../api/retryPolicy';
import type { Endpoint } from '../api/webhooks/contract';
import { connectWebhooks } from '../authentication';
import { labelOf } from './getEventTypes';
import { longestMs, until } from './inTime';

/** The endpoints of the account whose URL, ID or events contain the text. */
export async function searchEndpoints(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const untilMs = Date.now() + longestMs;
	const api = await connectWebhooks(this, editorPolicy);
	const wanted = filter?.trim().toLowerCase() ?? '';
	// Reads the whole list: HeyGen has no search here, and a match may be on any page.
	const endpoints: Endpoint[] = [];
	const list = api.endpoints()[Symbol.asyncIterator]();
	for (let next = await list.next(); next?.done === false; ) {
		endpoints.push(next.value);
		next = (await until(untilMs, list.next())) ?? { done: true, value: undefined };
	}
	return {
		results: endpoints
			.filter((endpoint) => searchText(endpoint).includes(wanted))
			.map((endpoint) => ({ name: nameOf(endpoint), value: endpoint.id })),
	};
}

function nameOf({ url, events, enabled }: Endpoint): string {
	const count = events === null ? 'all events' : counted(events.length);
	return `${short(url)} (${enabled ? count : `disabled, ${count}`})`;
}

/** The list cuts off longer texts, and n8n's own URLs differ in the middle. */
const longestUrl = 36;
const keptStart = 18;

function short(url: string): string {
	const address = url.replace(/^https:\/\//, '');
	if (address.length <= longestUrl) return address;
	return `${address.slice(0, keptStart)}…${address.slice(keptStart + 1 - longestUrl)}`;
}

const counted = (count: number): string => (count === 1 ? '1 event' : `${count} events`);

const searchText = (endpoint: Endpoint): string =>
	[
		nameOf(endpoint),
		endpoint.url,
		endpoint.id,
		...(endpoint.events ?? []).flatMap((type) => [type, labelOf(type)]),
	]
		.join('\n')
		.toLowerCase();
