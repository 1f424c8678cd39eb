import { randomUUID } from 'node:crypto';

import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import type { HeyGen } from '../../api/client';
import { formOf } from '../../api/content';
import { asThrown, failureOf } from '../../api/errors';
import { heyGenRequest, type HeyGenRequest } from '../../api/request';
import { isObject, textOf, valueAt, type JsonObject } from '../../narrow';
import { anyResult } from '../../operation/anyResult';
import { downloaded } from '../../operation/downloads';
import { collection } from '../../operation/fields/collections';
import { file } from '../../operation/fields/file';
import { json } from '../../operation/fields/lists';
import { boolean, choice, text } from '../../operation/fields/scalars';
import { returnAll } from '../../operation/getMany';
import type { Item } from '../../operation/item';
import { ItemWithFiles, type Call, type Operation, type Result } from '../../operation/operation';
import { puts } from '../../operation/output';
import { contentOf, fileToSend, withUploads } from '../../operation/uploads';
import { pathUnder } from './path';

const sends = { method: ['GET'] };
const method = choice('', 'Method', ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], {
	name: 'method',
	steers: true,
	description:
		'GET only reads. The other methods may create, change or delete something, and cost credits.',
});
const path = text('', 'Path', {
	name: 'path',
	required: true,
	placeholder: '/v3/videos',
	sample: '/v3/videos',
	description: "The path after the credential's Base URL. The request never goes to another host.",
});
const query = json('query', 'Query', { description: 'Query parameters by name' });
const body = json('body', 'Body', {
	unless: sends,
	keepsNulls: true,
	description:
		"Uses the field names of the HeyGen API. Where HeyGen expects an asset ID, you can enter the name of one of the item's binary fields instead.",
});
const all = {
	...returnAll,
	property: { ...returnAll.property, displayOptions: { show: { method: ['GET'] } } },
};
const attached = file('file', 'File', {
	isNew: true,
	unless: sends,
	description: 'Sent as a form instead of the body',
});
const options = collection('options', 'Options', 'Add Option', [
	text('download_from', 'Download From', {
		placeholder: 'video_url',
		description: 'Where the response has the link to a file, which is put into a binary field',
	}),
	boolean('never_repeat', 'Never Repeat', {
		description:
			'Whether to never repeat a POST after an error. Turn it on where HeyGen ignores the Idempotency-Key and would create, and bill, a second one.',
	}),
	text('output_field', 'Put Output File in Field', {
		default: 'data',
		description: "The name of the output field that the file of 'Download From' is put into",
	}),
	text('part', 'Name of the File in the Form', {
		default: 'file',
		description: 'The name of the form field that HeyGen expects the file in',
	}),
]);

export const call: Operation = {
	option: {
		name: 'Call',
		action: 'Call HeyGen API',
		description:
			'Send any request to the HeyGen API, for what has no operation here. It may cost credits.',
	},
	fields: [method, path, query, body, attached, all, options],
	output: puts({}),
	makes: (item) => item.value(method) === 'POST',
	async run(made) {
		const { heygen, item } = made;
		const request = await requestFor(made);
		if (request.method === 'GET' && item.isOn(all)) {
			return await allOf(heygen, request);
		}
		return await withFile(made, anyResult(await heyGenRequest(heygen.connection, request)));
	},
};

/** Every paginated list accepts 50; a list without pages may refuse the parameter. */
async function allOf(heygen: HeyGen, request: HeyGenRequest): Promise<IDataObject[]> {
	const { limit, ...rest } = request.query ?? {};
	const found: IDataObject[] = [];
	try {
		for await (const entry of heygen.pages(request.path, rest, Number(limit ?? 50))) {
			found.push(entry);
		}
		return found;
	} catch (error) {
		if (limit !== undefined || failureOf(error)?.param !== 'limit') throw asThrown(error);
		return await heygen.list(request);
	}
}

async function requestFor({ heygen, item }: Call): Promise<HeyGenRequest> {
	const chosen = item.requiredText(method) as IHttpRequestMethods;
	const asked = { query: item.value(query), body: item.value(body) };
	const request: HeyGenRequest = {
		method: chosen,
		path: pathUnder(heygen.connection.baseUrl, item.requiredText(path)),
		...(isObject(asked.query) && { query: queryOf(asked.query) }),
	};
	if (chosen === 'GET') return request;
	if (item.value(attached) !== undefined) return await asForm({ heygen, item }, request);
	const data = isObject(asked.body) ? (asked.body as IDataObject) : undefined;
	const content = await contentOf(item, data);
	return {
		...request,
		...(data !== undefined && { body: await withUploads(heygen, item, data) }),
		...keyOf(item, request, content),
	};
}

async function asForm({ heygen, item }: Call, request: HeyGenRequest): Promise<HeyGenRequest> {
	const found = await fileToSend(heygen, item, attached);
	const { part = 'file' } = item.body([options]);
	const { name, size } = found;
	return {
		...request,
		content: formOf(String(part), found, randomUUID()),
		...keyOf(item, request, { part, name, size }),
	};
}

/** HeyGen expects several values of one name as text with commas. */
const queryOf = (entered: JsonObject): IDataObject =>
	Object.fromEntries(
		Object.entries(entered as IDataObject).map(([name, value]) => [
			name,
			Array.isArray(value) ? value.join(',') : value,
		]),
	);

/**
 * Requests of API v3 that accept no Idempotency-Key; the older APIs accept none. Source:
 * docs/facts/heygen.md#idempotency-key.
 */
const withoutKey =
	/^\/v3\/(video-agents(\/[^/]+(\/stop)?)?|voices(\/clone|\/speech)?|models\/audio\/(tts|sts)|avatars\/looks|templates|background-removals)\/?$/;

function keyOf(item: Item, { method: sent, path: to }: HeyGenRequest, content: unknown) {
	const { never_repeat: never } = item.body([options]);
	const [bare = ''] = to.split('?');
	if (sent !== 'POST') return {};
	const key = item.keyFor(sent, to, content);
	const isKnown = bare.startsWith('/v3/') && !withoutKey.test(bare);
	return never === true || !isKnown ? { onceKey: key } : { idempotencyKey: key };
}

async function withFile(
	{ heygen, item }: Call,
	found: IDataObject | IDataObject[],
): Promise<Result> {
	const { download_from: at, output_field: field = 'data' } = item.body([options]);
	if (typeof at !== 'string') return found;
	const json: IDataObject = Array.isArray(found) ? { data: found } : found;
	const link = textOf(valueAt(json, at));
	if (link === undefined) {
		throw item.refuse(
			`The answer has no link at '${at}'`,
			"Check what the call returns without 'Download From'.",
			json,
		);
	}
	const binary = await downloaded(heygen, item, link, json, { takesText: true });
	return new ItemWithFiles(json, { [String(field)]: binary });
}
