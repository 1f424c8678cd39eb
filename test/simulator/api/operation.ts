import { jsonBody } from '../http/body';
import type { Reply } from '../http/reply';
import { checkBody, checkQuery } from '../schema/check';
import { nothing, paged } from '../schema/common';
import type { Fields, Schema } from '../schema/notation';
import { shown } from '../state/shelf';
import type { ShelfName } from '../state/shelves';
import type { World } from '../state/world';
import type { JsonObject } from '../types';
import type { ApiRequest, Route } from './route';

/** A request whose query and body have passed their schemas. */
export interface Call extends Omit<ApiRequest, 'query'> {
	world: World;
	query: JsonObject;
	body: JsonObject;
}

export interface Operation {
	query?: Schema;
	/** Unset: the operation takes no body. */
	body?: Schema;
	/** 200 unless told. */
	status?: number;
	/** Whether an Idempotency-Key is declared. */
	idempotent?: boolean;
	/** A list that is never paged, although the reply has the fields. */
	whole?: boolean;
	/** What stands under `data`. */
	data(call: Call): unknown;
}

/** `/v3/videos/{video_id}` as a pattern with a group for each id. */
const pattern = (path: string): RegExp =>
	new RegExp(`^${path.replace(/\{\w+\}/g, '([^/]+)').replace(/\//g, '\\/')}$`);

/** @param name method and path as HeyGen writes them, ids in braces */
export function operation(name: string, plan: Operation): Route {
	return route(name, plan, async (call) => ({
		status: plan.status ?? 200,
		body: {
			data: await plan.data(call),
			...(plan.whole ? { has_more: false, next_token: null } : {}),
		},
	}));
}

type Answer = (call: Call) => Reply | Promise<Reply>;

export function route(name: string, plan: Omit<Operation, 'data'>, answer: Answer): Route {
	const [method = '', path = ''] = name.split(' ');
	return {
		method,
		path: pattern(path),
		idempotent: plan.idempotent ?? false,
		handle: async (world, request) => {
			const query = checkQuery(plan.query ?? nothing, request.query);
			const body = plan.body ? jsonBody(request.headers, request.raw) : {};
			if (plan.body) checkBody(plan.body, body);
			return await answer({ ...request, world, query, body });
		},
	};
}

export interface Listing {
	/** Page size when no limit is given, and the largest. */
	page: number;
	max: number;
	filters?: Fields;
	/** Unset: the filters are compared with keys of the same name. */
	keep?(item: JsonObject, query: JsonObject): boolean;
	/** Unset: all that may be shown. */
	view?(item: JsonObject): JsonObject;
}

/** A list of what stands on a shelf, page by page. */
export function listing(name: string, shelf: ShelfName, plan: Listing): Route {
	const { page, max, filters = {}, keep = same, view = shown } = plan;
	return route(name, { query: paged(max, filters) }, ({ world, query }) => {
		const { limit, token, rest } = pageOf(query, page);
		const all = world.shelves[shelf].list();
		const items = all.filter((item) => keep(item, rest));
		const cut = world.pages.cut(JSON.stringify([name, rest]), items, limit, token);
		const data = cut.data.map((item) => world.links.resign(view(world.seen(item))));
		return { status: 200, body: { ...cut, data } };
	});
}

const same = (item: JsonObject, query: JsonObject): boolean =>
	Object.entries(query).every(([key, value]) => (item[key] ?? item[`_${key}`]) === value);

/** What a query says about paging, and what is left of it. */
export function pageOf(query: JsonObject, otherwise: number) {
	const { limit, token, ...rest } = query;
	return {
		limit: typeof limit === 'number' ? limit : otherwise,
		token: typeof token === 'string' ? token : null,
		rest,
	};
}

/** One thing by its id. */
export const reading = (name: string, shelf: ShelfName): Route =>
	operation(name, { data: ({ world, id }) => world.look(shelf, id) });

/** Takes a thing away for good; answers its id under the name that the shelf gives it. */
export const removing = (name: string, shelf: ShelfName, more: JsonObject = {}): Route =>
	operation(name, {
		data: ({ world, id }) => {
			world.remove(shelf, id);
			return { [world.shelves[shelf].idKey]: id, ...more };
		},
	});

/** Writes what is given and answers the whole thing. */
export const updating = (name: string, shelf: ShelfName, body: Schema): Route =>
	operation(name, {
		body,
		data: ({ world, id, body: changes }) => {
			Object.assign(world.find(shelf, id), changes);
			return world.look(shelf, id);
		},
	});
