import type { IDataObject } from 'n8n-workflow';

import type { HeyGen } from '../api/client';
import { apiError, asThrown, failureOf } from '../api/errors';
import type { Failure } from '../api/failure';
import { unreadable, type HeyGenRequest } from '../api/request';
import { withoutDot } from '../failureText';
import { without, type JsonObject } from '../narrow';
import type { Field } from '../operation/fields/field';
import type { Item } from '../operation/item';
import { underKey, wholeRequest, type KeySpec } from '../operation/makers';
import type { Call } from '../operation/operation';
import { contentOf, filesIn, withUploads } from '../operation/uploads';
import { isReadableLater, refuseOtherCredential } from '../operation/credential';
import type { Job } from './jobs/job';
import { jobTypeOf, type JobTypeName } from './jobs/jobTypes';
import { optionsOf, type Options } from './options';

/** The request for one item, and the type of the job that it creates. */
export interface Creation {
	request: HeyGenRequest;
	type: JobTypeName;
}

interface Waited {
	fields: readonly Field[];
	type: JobTypeName;
	/** The collection that says how long, and how, to wait. */
	options: Field;
}

/** A create whose job is waited for. */
export interface CreateSpec extends Waited, KeySpec {
	/** As in makers.ts. */
	path: string;
	check?(body: JsonObject): void;
	/** As in makers.ts: it only reads. */
	extend?(call: Call, body: IDataObject): Promise<IDataObject>;
	/** Another request, if HeyGen would not call back for this one. */
	byCallback?(request: HeyGenRequest): Creation;
}

/** A job that was created elsewhere and is waited for by its ID. */
export interface KnownSpec extends Waited {
	id: Field;
}

export type WaitSpec = CreateSpec | KnownSpec;

/** An item that is ready to be created: everything that can be checked before has been checked. */
export interface Plan {
	options: Options;
	hasFiles: boolean;
	/** @param callback undefined if HeyGen is asked @throws HeyGenError */
	make(heygen: HeyGen, callback?: Callback): Promise<Job>;
}

/**
 * Reads and checks everything for one item, and creates nothing. @throws InvalidInput,
 * NodeOperationError if a file is missing, or HeyGenError
 */
export async function check(call: Call, spec: WaitSpec, resumeUrl: string): Promise<Plan> {
	const { item } = call;
	const options = optionsOf(item, spec.options, resumeUrl);
	await refuseOtherCredential(call);
	if (options.isCalled && !(await isReadableLater(call))) {
		if (!options.isAutomatic) {
			throw item.refuse(
				"n8n can't read the credential's expression when HeyGen calls back",
				"Choose 'Ask HeyGen' in 'How to Wait', or a credential without an expression of the item.",
			);
		}
		options.isCalled = false;
	}
	if ('id' in spec) return { options, hasFiles: false, make: knownJob(item, options, spec) };
	const request = await wholeRequest(call, 'POST', spec);
	const { size } = await filesIn(item, request.body);
	const asked = { request, type: spec.type };
	return {
		options,
		hasFiles: size > 0,
		make: async (heygen, callback) =>
			await create(heygen, { item, asked, options }, spec, callback),
	};
}

/** @throws InvalidInput */
function knownJob(item: Item, { flags }: Options, { id, type }: KnownSpec): Plan['make'] {
	const job: Job = { type, ids: [item.requiredText(id)], isKnown: true, ...flags };
	return async () => await Promise.resolve(job);
}

/** The address that HeyGen calls for one item, and what to do if HeyGen refuses it. */
export interface Callback {
	url: string;
	/** Undefined if a refusal is an error. */
	onRefused?: () => void;
}

interface ToSend {
	item: Item;
	options: Options;
	/** The request without a callback. */
	asked: Creation;
}

/** Creates it at HeyGen. @param callback undefined if HeyGen is asked @throws HeyGenError */
async function create(
	heygen: HeyGen,
	{ item, asked, options: { flags } }: ToSend,
	spec: CreateSpec,
	callback?: Callback,
): Promise<Job> {
	const { body = {} } = asked.request;
	const content = await contentOf(item, body);
	// An address that the user entered is not sent.
	const whole = without(await withUploads(heygen, item, body), 'callback_url');
	const send = async (url?: string): Promise<Job> => {
		const ready = { ...asked.request, body: whole };
		const isCalled = url !== undefined;
		const called = isCalled ? spec.byCallback?.(ready) : undefined;
		const { request, type } = called ?? { request: ready, type: asked.type };
		const { method, path } = request;
		// Another body needs another key: HeyGen may remember the one it has refused.
		const key = item.keyFor(method, isCalled ? path : `${path}#asked`, content);
		const addressed: HeyGenRequest = {
			...request,
			body: { ...request.body, ...(isCalled && { callback_url: url }) },
		};
		// If HeyGen accepts no key, the answer is kept with the execution.
		const sent = spec.noKey === true ? addressed : underKey(addressed, key, spec);
		const ids = jobTypeOf(type).idsOf(await heygen.object(sent));
		if (ids.length > 0) return { type, ids, ...flags, ...(isCalled && { isCalled }) };
		throw unreadable(heygen.connection, sent, 'it has no ID of what was created');
	};
	if (callback === undefined) return await send();
	const { url, onRefused } = callback;
	try {
		return await send(url);
	} catch (error) {
		const failure = failureOf(error);
		if (failure === undefined || !isAboutAddress(failure)) throw asThrown(error);
		if (onRefused === undefined) throw addressRefused(heygen, failure, url);
		onRefused();
		return await send();
	}
}

const field = 'callback_url';

/**
 * HeyGen refused the create because of the address, so it created nothing. It names the field, or
 * mentions the field's key in its text.
 */
const isAboutAddress = ({ status, param, said = '' }: Failure): boolean =>
	(status === 400 || status === 422) && (param?.includes(field) ?? said.includes(field));

/** HeyGen decides what it can call, so the error says what to do about its refusal. */
function addressRefused({ connection }: HeyGen, failure: Failure, callback: string): Error {
	const said = withoutDot(failure.said ?? `HTTP ${failure.status}`);
	// The rest of the address contains n8n's token.
	const { origin } = new URL(callback);
	return apiError(connection.context.getNode(), failure, {
		message: `HeyGen refused to call n8n back at ${origin}: "${said}". Set the environment variable WEBHOOK_URL of n8n to its public https address, or choose 'Ask HeyGen' under 'How to Wait'.`,
	});
}
