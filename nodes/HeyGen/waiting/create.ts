import type { IDataObject } from 'n8n-workflow';

import type { HeyGen } from '../api/client';
import { apiError, asThrown, failureOf } from '../api/errors';
import type { Failure } from '../api/failure';
import { unreadable, type HeyGenRequest } from '../api/request';
import { withoutDot } from '../failureText';
import { without, type JsonObject } from '../narrow';
import type { Field } from '../operation/fields/field';
import type { Item } from '../operation/item';
import { wholeRequest } from '../operation/makers';
import type { Call } from '../operation/operation';
import { contentOf, filesIn, withUploads } from '../operation/uploads';
import { refuseOtherCredential } from './credential';
import type { Job } from './jobs/job';
import { jobTypeOf, type JobTypeName } from './jobs/jobTypes';
import { optionsOf, type Options } from './options';

/** What is sent for one item, and what type of job comes of it. */
export interface Creation {
	request: HeyGenRequest;
	type: JobTypeName;
}

/** A create that is waited for. */
export interface WaitSpec {
	/** As in makers.ts. */
	path: string;
	fields: readonly Field[];
	check?(body: JsonObject): void;
	/** As in makers.ts: it only reads. */
	extend?(call: Call, body: IDataObject): Promise<IDataObject>;
	/** HeyGen takes no Idempotency-Key here. */
	noKey?: true;
	type: JobTypeName;
	/** Where HeyGen has another way for what it would not call back for. */
	byCallback?(request: HeyGenRequest): Creation;
	/** The collection with how long, and how, to wait. */
	options: Field;
}

/** An item that can be sent: all that can be checked before has been. */
export interface Plan extends Creation {
	item: Item;
	options: Options;
	/** Where HeyGen is to call; undefined where it is asked. */
	callback: string | undefined;
}

/**
 * Reads and checks everything, and makes nothing: a mistake in the last item is found before
 * HeyGen has begun with the first.
 * @param addressOf where HeyGen is to call for the item
 * @throws InvalidInput, NodeOperationError for a file that is not there, or HeyGenError
 */
export async function check(
	call: Call,
	spec: WaitSpec,
	addressOf: (item: number) => string,
): Promise<Plan> {
	const { item } = call;
	const options = optionsOf(item, spec.options);
	await refuseOtherCredential(call, options);
	const request = await wholeRequest(call, 'POST', spec);
	await filesIn(item, request.body);
	const { type, byCallback } = spec;
	const creation = options.byCallback ? byCallback?.(request) : undefined;
	const callback = options.byCallback ? addressOf(item.index) : undefined;
	return { item, options, callback, ...(creation ?? { request, type }) };
}

/**
 * Makes it at HeyGen. @param send may send the request later, or again
 * @throws HeyGenError
 */
export async function create(
	heygen: HeyGen,
	{ item, request, type, callback, options: { stopOnFirstFailure } }: Plan,
	{ noKey }: WaitSpec,
	send: (request: HeyGenRequest) => Promise<IDataObject>,
): Promise<Job> {
	const { method, path, body = {} } = request;
	// Another address that was entered is not sent.
	const rest = without(await withUploads(heygen, item, body), 'callback_url');
	const sent: HeyGenRequest = {
		...request,
		body: { ...rest, ...(callback !== undefined && { callback_url: callback }) },
		...(noKey !== true && {
			idempotencyKey: item.keyFor(method, path, await contentOf(item, body)),
		}),
	};
	const created = await send(sent).catch((error: unknown) => {
		throw callback === undefined ? asThrown(error) : callbackRefused(heygen, error, callback);
	});
	const ids = jobTypeOf(type).idsOf(created);
	if (ids.length > 0) return { type, ids, ...(stopOnFirstFailure && { stopOnFirstFailure }) };
	throw unreadable(heygen.connection, sent, 'it names no ID of what was made');
}

/** The end of the address that HeyGen calls: a Wait node behind this one listens at another. */
export const callbackPath = 'heygen';

/**
 * Where HeyGen calls for one item. n8n's own token stands in it already.
 * @param resumeUrl n8n's address of this execution
 * @param wait see parked.ts
 * @throws TypeError where that is no URL
 */
export function callbackUrl(resumeUrl: string, wait: string, item: number): string {
	const url = new URL(resumeUrl);
	url.pathname = `${url.pathname.replace(/\/+$/, '')}/${callbackPath}`;
	url.searchParams.set('wait', wait);
	url.searchParams.set('item', String(item));
	return url.href;
}

const key = 'callback_url';

/** HeyGen names the field, and where it does not, its words have the field's key in them. */
const isAboutAddress = ({ status, param, said = '' }: Failure): boolean =>
	(status === 400 || status === 422) && (param?.includes(key) ?? said.includes(key));

/** HeyGen decides what it can call, so its refusal says what to do about it. */
function callbackRefused({ connection }: HeyGen, thrown: unknown, callback: string): Error {
	const failure = failureOf(thrown);
	if (failure === undefined || !isAboutAddress(failure)) return asThrown(thrown);
	const said = withoutDot(failure.said ?? `HTTP ${failure.status}`);
	// The rest of the address holds n8n's token.
	const { origin } = new URL(callback);
	return apiError(connection.context.getNode(), failure, {
		message: `HeyGen refused to call n8n back at ${origin}: "${said}". Set the environment variable WEBHOOK_URL of n8n to its public https address, or choose 'Ask HeyGen' under 'How to Wait'.`,
	});
}
