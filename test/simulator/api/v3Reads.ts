import type { Reply } from '../http/reply';
import { catalogue } from '../state/catalogue';
import type { World } from '../state/world';
import { ApiError } from './errors';
import { eventName } from './fields';
import type { ApiRequest, Caller, Route } from './route';

function eventTypes(): Reply {
	const data = catalogue.map(({ event_type, description }) => ({ event_type, description }));
	return { status: 200, body: { data, has_more: false, next_token: null } };
}

function events(world: World, { query }: ApiRequest): Reply {
	const wanted = query.get('event_type');
	const type = wanted === null ? null : eventName(wanted, 'v3', 'event_type');
	const entity = query.get('entity_id');
	const scope = JSON.stringify(['events', type, entity]);
	const page = world.pages.cut(scope, world.history.select(type, entity), query);
	const data = page.data.map(({ event_id, event_type, event_data, created_at }) => ({
		event_id,
		event_type,
		event_data: world.links.resign(event_data),
		created_at,
	}));
	return { status: 200, body: { ...page, data } };
}

/** A key is billed to the wallet, a token to the plan of its user. */
function billing(caller: Caller) {
	const wallet = { currency: 'usd', remaining_balance: 48.5, auto_reload: { enabled: false } };
	const pool = { remaining: 120, resets_at: '2027-01-01T00:00:00Z' };
	const subscription = {
		plan: 'creator',
		credits: { premium_credits: pool, add_on_credits: null },
	};
	return caller === 'key'
		? { billing_type: 'wallet', wallet, subscription: null, usage_based: null }
		: { billing_type: 'subscription', wallet: null, subscription, usage_based: null };
}

function me(_world: World, { caller }: ApiRequest): Reply {
	const person = {
		username: 'simulated-user',
		email: 'robin@example.com',
		first_name: 'Robin',
		last_name: 'Example',
	};
	return { status: 200, body: { data: { ...person, ...billing(caller) } } };
}

function video(world: World, { id }: ApiRequest): Reply {
	const found = world.videos.get(id);
	if (!found) throw new ApiError(404, 'video_not_found', 'The account has no such video.');
	const data = { ...world.links.resign(found), callback_id: undefined };
	return { status: 200, body: { data } };
}

function translation(world: World, { id }: ApiRequest): Reply {
	const found = world.translations.get(id);
	if (!found) throw new ApiError(404, 'not_found', 'The account has no such translation.');
	return { status: 200, body: { data: world.links.resign(found) } };
}

export const v3ReadRoutes: readonly Route[] = [
	{ method: 'GET', path: /^\/v3\/webhooks\/event-types$/, handle: eventTypes },
	{ method: 'GET', path: /^\/v3\/webhooks\/events$/, handle: events },
	{ method: 'GET', path: /^\/v3\/users\/me$/, handle: me },
	{ method: 'GET', path: /^\/v3\/videos\/([^/]+)$/, handle: video },
	{ method: 'GET', path: /^\/v3\/video-translations\/([^/]+)$/, handle: translation },
];
