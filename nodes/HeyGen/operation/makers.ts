import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { unreadable, type HeyGenRequest } from '../api/request';
import { asThrown, failureOf } from '../api/errors';
import { largestPage } from '../api/pagination';
import type { JsonObject } from '../narrow';
import { additionalBody, laidOver } from './additionalBody';
import type { Field } from './fields/field';
import { InvalidInput } from './fields/invalidInput';
import { firstOf, limitOf, limits, pageSizeFor, returnAll } from './getMany';
import type { Item } from './item';
import type { Call, Operation, Option } from './operation';
import { deleted, type Output } from './output';
import { asWanted, simplifying } from './simplify';
import { contentOf, withUploads } from './uploads';
import { but, usual } from './words';

/** Describes an operation by its request to HeyGen. */
interface Spec {
	/** With keys of fields in braces: `/v3/videos/{video_id}`. */
	path: string;
	fields?: readonly Field[];
	output: Output;
	/** Overrides of n8n's usual labels. */
	option?: Partial<Option>;
	/** Checks the fields together. @throws InvalidInput */
	check?(body: JsonObject): void;
}

/** How HeyGen recognizes a repeated POST. */
export interface KeySpec {
	/** HeyGen accepts no Idempotency-Key, or may not, so the request is never repeated. */
	noKey?: true | 'perhaps';
	/** HeyGen expects the key in the body, under this name, instead of a header. */
	keyIn?: string;
}

interface SendSpec extends Spec, KeySpec {
	method?: IHttpRequestMethods;
	/** HeyGen bills it. */
	costs?: true;
	/** Adds fields that need a request to HeyGen first. */
	extend?(call: Call, body: IDataObject): Promise<IDataObject>;
	/** Where the entries are, if one item becomes several. */
	each?(data: IDataObject): IDataObject[];
}

/** Builds the request from the fields: the path, and the rest as body or query. */
export function requestOf(
	item: Item,
	method: IHttpRequestMethods,
	{ path, fields = [], check }: Pick<Spec, 'path' | 'fields' | 'check'>,
): HeyGenRequest {
	const rest = item.body(fields);
	const filled = path.replace(/\{(\w+)\}/g, (_all, key: string) => {
		const value = String(rest[key]);
		delete rest[key];
		return encodeURIComponent(value);
	});
	check?.(rest);
	const data = rest as IDataObject;
	if (Object.keys(data).length === 0 && method !== 'POST') return { method, path: filled };
	return { method, path: filled, ...(method === 'GET' ? { query: data } : { body: data }) };
}

/** The complete request of a create or update. It only reads. */
export async function wholeRequest(
	call: Call,
	method: IHttpRequestMethods,
	spec: Pick<SendSpec, 'path' | 'fields' | 'check' | 'extend'>,
): Promise<HeyGenRequest & { body: IDataObject }> {
	const request = requestOf(call.item, method, spec);
	const entered = request.body ?? {};
	const body = (await spec.extend?.(call, entered)) ?? entered;
	return { ...request, body: laidOver(call.item, body) };
}

const withBody = ({ fields = [] }: Pick<Spec, 'fields'>): Field[] => [...fields, additionalBody];

/** Gets one resource by its ID. */
export const get = (spec: Spec): Operation => ({
	option: but(usual.get, spec.option),
	fields: withSimplify(spec),
	output: spec.output,
	async run({ heygen, item }) {
		const entry = await heygen.object(requestOf(item, 'GET', spec));
		return asWanted(item, spec.output)(entry);
	},
});

/** A paginated list. @param largest page that HeyGen allows */
export const getMany = (spec: Spec & { largest?: number }): Operation => ({
	option: but(usual.getMany, spec.option),
	fields: [
		...withSimplify(spec).filter(isRequired),
		returnAll,
		...limits,
		...withSimplify(spec).filter((field) => !isRequired(field)),
	],
	output: spec.output,
	async run({ heygen, item }) {
		const wanted = limitOf(item);
		const { path, query = {} } = requestOf(item, 'GET', spec);
		const pages = heygen.pages(path, query, pageSizeFor(wanted, spec.largest ?? largestPage));
		return (await firstOf(pages, wanted)).map(asWanted(item, spec.output));
	},
});

/** A list without pages. */
export const getList = (spec: Spec & { option: Option }): Operation => ({
	option: spec.option,
	fields: withSimplify(spec),
	output: spec.output,
	async run({ heygen, item }) {
		const list = await heygen.list(requestOf(item, 'GET', spec));
		return list.map(asWanted(item, spec.output));
	},
});

/** Any request that returns an object. POST by default. */
export const send = (spec: SendSpec & { option: Option }): Operation => ({
	option: spec.option,
	fields: withBody(spec),
	output: spec.output,
	...((spec.method ?? 'POST') === 'POST' && { makes: true as const }),
	...(spec.costs === true && { costs: true as const }),
	run: async (call) => await sent(call, spec),
});

export const create = (spec: SendSpec): Operation => ({
	option: but(usual.create, spec.option),
	fields: withBody(spec),
	output: spec.output,
	makes: true,
	...(spec.costs === true && { costs: true as const }),
	run: async (call) => await sent(call, spec),
});

async function sent(call: Call, spec: SendSpec): Promise<IDataObject | IDataObject[]> {
	const { heygen } = call;
	const request = await wholeRequest(call, spec.method ?? 'POST', spec);
	const data = await heygen.object(await readyToSend(call, request, spec));
	const made = spec.each?.(data);
	if (made?.length === 0) {
		const error = unreadable(heygen.connection, request, 'it has no entries');
		error.context.found = data;
		throw error;
	}
	return made ?? data;
}

/** The final request: its files are uploaded, and a retry of the execution sends the same one. */
export async function readyToSend(
	{ heygen, item }: Call,
	request: HeyGenRequest & { body: IDataObject },
	spec: KeySpec,
): Promise<HeyGenRequest> {
	const { method, path } = request;
	const body = await withUploads(heygen, item, request.body);
	const key = item.keyFor(method, path, await contentOf(item, request.body));
	if (method !== 'POST') return { ...request, body, onceKey: key };
	return underKey({ ...request, body }, key, spec);
}

export function underKey(
	request: HeyGenRequest,
	key: string,
	{ noKey, keyIn }: KeySpec,
): HeyGenRequest {
	if (keyIn !== undefined) {
		return { ...request, body: { ...request.body, [keyIn]: key }, isRepeatable: true };
	}
	return {
		...request,
		...(noKey !== true && { idempotencyKey: key }),
		...(noKey !== undefined && { onceKey: key }),
	};
}

/** Changes only the fields that are entered. */
export const update = (spec: Spec): Operation => ({
	option: but(usual.update, spec.option),
	fields: withBody(spec),
	output: spec.output,
	async run(call) {
		const { heygen, item } = call;
		const request = await wholeRequest(call, 'PATCH', spec);
		if (Object.keys(request.body).length === 0) throw nothingToChange(spec.fields ?? []);
		const body = await withUploads(heygen, item, request.body);
		return await heygen.object({ ...request, body });
	},
});

/** An update without a change is most likely a mistake in an earlier node. */
export function nothingToChange(fields: readonly Field[]): InvalidInput {
	const collection = fields.find(({ property }) => property.name === 'updateFields');
	const names = collection?.fields?.map(({ property }) => `'${property.displayName}'`) ?? [];
	const last = names.pop() ?? '';
	const listed = names.length === 0 ? last : `${names.join(', ')} or ${last}`;
	return new InvalidInput(
		"'Update Fields' holds nothing to change",
		`Add ${listed} to 'Update Fields'.`,
	);
}

/**
 * Returns `{ deleted: true }`, like n8n's own nodes. @param gone HeyGen's code for an already
 * deleted resource
 */
export const remove = (spec: Omit<Spec, 'output'> & { gone?: string }): Operation => ({
	option: but(usual.remove, spec.option),
	fields: spec.fields ?? [],
	output: deleted,
	async run({ heygen, item }) {
		const request = requestOf(item, 'DELETE', spec);
		try {
			await heygen.done({ ...request, onceKey: item.keyFor('DELETE', request.path) });
		} catch (error) {
			const code = failureOf(error)?.code?.toLowerCase();
			if (code === undefined || code !== spec.gone) throw asThrown(error);
		}
		return { deleted: true };
	},
});

const isRequired = ({ property }: Field): boolean => property.required === true;

const withSimplify = ({ fields = [], output }: Spec): Field[] => [
	...fields,
	...simplifying(output),
];
