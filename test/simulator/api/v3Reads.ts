import type { Reply } from '../http/reply';
import { catalogue } from '../state/catalogue';
import type { World } from '../state/world';
import { checkQuery } from '../schema/check';
import { paged } from '../schema/common';
import { text } from '../schema/notation';
import { ApiError } from './errors';
import { eventName } from './fields';
import { pageOf } from './operation';
import type { ApiRequest, Caller, Route } from './route';

function eventTypes(): Reply {
	const data = catalogue.map(({ event_type, description }) => ({ event_type, description }));
	return { status: 200, body: { data, has_more: false, next_token: null } };
}

const LISTED = paged(100, { event_type: text(), entity_id: text() });

function events(world: World, { query }: ApiRequest): Reply {
	const { limit, token } = pageOf(checkQuery(LISTED, query), 10);
	const wanted = query.get('event_type');
	const type = wanted === null ? null : eventName(wanted, 'v3', 'event_type');
	const entity = query.get('entity_id');
	const scope = JSON.stringify(['events', type, entity]);
	const page = world.pages.cut(scope, world.history.select(type, entity), limit, token);
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

function me(world: World, { caller }: ApiRequest): Reply {
	const { scopes } = world.settings;
	if (caller === 'key' && scopes && !scopes.includes('account:read')) {
		throw new ApiError(403, 'insufficient_api_key_scope', 'The key lacks account:read.');
	}
	const person = {
		username: 'simulated-user',
		email: 'robin@example.com',
		first_name: 'Robin',
		last_name: 'Example',
	};
	return { status: 200, body: { data: { ...person, ...billing(caller) } } };
}

export const v3ReadRoutes: readonly Route[] = [
	{ method: 'GET', path: /^\/v3\/webhooks\/event-types$/, handle: eventTypes },
	{ method: 'GET', path: /^\/v3\/webhooks\/events$/, handle: events },
	{ method: 'GET', path: /^\/v3\/users\/me$/, handle: me },
];
