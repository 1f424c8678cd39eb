import { jsonBody } from '../http/body';
import type { Reply } from '../http/reply';
import { isoSeconds, newSecret } from '../state/ids';
import type { World } from '../state/world';
import type { SimulatedEndpoint } from '../types';
import { checkQuery } from '../schema/check';
import { paged } from '../schema/common';
import { ApiError, invalid, noEndpoint } from './errors';
import { eventList, onlyKeys, optionalText, requiredText } from './fields';
import { pageOf } from './operation';
import type { ApiRequest, Route } from './route';
import { checkTarget } from './targetUrl';

/** v3 hides the secret outside of create and rotate-secret. */
const view = (endpoint: SimulatedEndpoint, secret: string | null = null) => ({
	endpoint_id: endpoint.endpoint_id,
	url: endpoint.url,
	events: endpoint.events,
	status: endpoint.status,
	secret,
	created_at: isoSeconds(new Date(endpoint.created_at)),
});

const ok = (data: unknown): Reply => ({ status: 200, body: { data } });

function known(world: World, id: string): SimulatedEndpoint {
	const endpoint = world.endpoints.find(id);
	if (!endpoint) throw noEndpoint();
	return endpoint;
}

/** No two endpoints of an account share a URL; asked before and after the wait for OPTIONS. */
async function claimUrl(world: World, url: string, except?: string): Promise<void> {
	const refuseTaken = (): void => {
		if (!world.endpoints.withUrl(url, except)) return;
		throw new ApiError(409, 'conflict', 'Another endpoint has this URL already.', 'url');
	};
	refuseTaken();
	await checkTarget(world, url);
	refuseTaken();
}

async function create(world: World, request: ApiRequest): Promise<Reply> {
	const body = jsonBody(request.headers, request.raw);
	onlyKeys(body, ['url', 'events', 'entity_id']);
	const url = requiredText(body, 'url');
	const events = eventList(body, 'v3') ?? null;
	const entity_id = optionalText(body, 'entity_id');
	await claimUrl(world, url);
	const endpoint = world.endpoints.add({ url, events, entity_id, generation: 'v3' });
	return ok(view(endpoint, endpoint.secret));
}

function list(world: World, request: ApiRequest): Reply {
	const { limit, token } = pageOf(checkQuery(LISTED, request.query), 10);
	const page = world.pages.cut('endpoints', world.endpoints.all, limit, token);
	return { status: 200, body: { ...page, data: page.data.map((each) => view(each)) } };
}

async function update(world: World, request: ApiRequest): Promise<Reply> {
	const body = jsonBody(request.headers, request.raw);
	onlyKeys(body, ['url', 'events']);
	const url = optionalText(body, 'url');
	const events = eventList(body, 'v3');
	if (url === null && events === undefined) throw invalid(null, 'Give url, events or both.');
	const endpoint = known(world, request.id);
	if (url !== null) await claimUrl(world, url, request.id);
	if (url !== null) endpoint.url = url;
	if (events !== undefined) endpoint.events = events;
	return ok(view(known(world, request.id)));
}

function remove(world: World, request: ApiRequest): Reply {
	if (!world.endpoints.remove(request.id)) throw noEndpoint();
	return { status: 200, body: { error: null, data: {} } };
}

function rotate(world: World, request: ApiRequest): Reply {
	const endpoint = known(world, request.id);
	endpoint.secret = newSecret();
	return ok({ endpoint_id: endpoint.endpoint_id, secret: endpoint.secret });
}

const LISTED = paged(100);
const ALL = /^\/v3\/webhooks\/endpoints$/;
const ONE = /^\/v3\/webhooks\/endpoints\/([^/]+)$/;

export const v3EndpointRoutes: readonly Route[] = [
	{ method: 'POST', path: ALL, idempotent: true, handle: create },
	{ method: 'GET', path: ALL, handle: list },
	{ method: 'PATCH', path: ONE, handle: update },
	{ method: 'DELETE', path: ONE, handle: remove },
	{
		method: 'POST',
		path: /^\/v3\/webhooks\/endpoints\/([^/]+)\/rotate-secret$/,
		idempotent: true,
		handle: rotate,
	},
];
