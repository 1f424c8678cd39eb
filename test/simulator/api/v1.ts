import { jsonBody } from '../http/body';
import type { Reply } from '../http/reply';
import { catalogue } from '../state/catalogue';
import type { World } from '../state/world';
import type { SimulatedEndpoint } from '../types';
import { ApiError, missing, noEndpoint } from './errors';
import { eventList, optionalText, requiredText } from './fields';
import type { ApiRequest, Route } from './route';
import { checkTarget } from './targetUrl';

const ok = (data: unknown): Reply => ({
	status: 200,
	body: { code: 100, data, msg: null, message: null },
});

/** v1 shows the secret everywhere and writes times without a zone, to the microsecond. */
const view = (endpoint: SimulatedEndpoint) => ({
	endpoint_id: endpoint.endpoint_id,
	username: 'simulated-user',
	space_id: 'simulated-space',
	url: endpoint.url,
	events: endpoint.events,
	status: endpoint.status,
	secret: endpoint.secret,
	created_at: endpoint.created_at.replace('Z', '000'),
});

async function add(world: World, request: ApiRequest): Promise<Reply> {
	const body = jsonBody(request.headers, request.raw);
	const url = requiredText(body, 'url');
	const events = eventList(body, 'v1') ?? null;
	await checkTarget(world, url);
	return ok(view(world.endpoints.add({ url, events, generation: 'v1' })));
}

async function update(world: World, request: ApiRequest): Promise<Reply> {
	const body = jsonBody(request.headers, request.raw);
	const id = requiredText(body, 'endpoint_id');
	const url = optionalText(body, 'url');
	const events = eventList(body, 'v1');
	if (url === null && events === undefined) throw missing('url');
	const endpoint = world.endpoints.find(id);
	if (!endpoint) throw noEndpoint();
	if (url !== null) await checkTarget(world, url);
	if (url !== null) endpoint.url = url;
	if (events !== undefined) endpoint.events = events;
	return ok(view(endpoint));
}

function remove(world: World, request: ApiRequest): Reply {
	const id = request.query.get('endpoint_id');
	if (!id) throw missing('endpoint_id');
	if (!world.endpoints.remove(id)) throw noEndpoint();
	return ok(null);
}

function videoStatus(world: World, request: ApiRequest): Reply {
	const id = request.query.get('video_id');
	if (!id) throw missing('video_id');
	const video = world.links.resign(world.shelves.videos.find(id));
	if (!video) throw new ApiError(404, 'video_not_found', 'The account has no such video.');
	const detail = video.failure_message;
	return ok({
		id,
		status: video.status,
		video_url: video.video_url,
		video_url_caption: video.captioned_video_url,
		caption_url: video.subtitle_url,
		gif_url: video.gif_url,
		thumbnail_url: video.thumbnail_url,
		duration: video.duration,
		created_at: video.created_at,
		callback_id: video._callback_id,
		error: detail === null ? null : { code: 40119, detail, message: detail },
	});
}

export const v1Routes: readonly Route[] = [
	{
		method: 'GET',
		path: /^\/v1\/webhook\/webhook\.list$/,
		handle: () => ok(catalogue.filter((entry) => entry.v1).map((entry) => entry.event_type)),
	},
	{ method: 'POST', path: /^\/v1\/webhook\/endpoint\.add$/, handle: add },
	{
		method: 'GET',
		path: /^\/v1\/webhook\/endpoint\.list$/,
		handle: (world) => ok(world.endpoints.all.map(view)),
	},
	{ method: 'PATCH', path: /^\/v1\/webhook\/endpoint\.update$/, handle: update },
	{ method: 'DELETE', path: /^\/v1\/webhook\/endpoint\.delete$/, handle: remove },
	{ method: 'GET', path: /^\/v1\/video_status\.get$/, handle: videoStatus },
];
