import type { HeyGen } from '../api/client';
import { asThrown } from '../api/errors';
import { unreadable, type HeyGenRequest } from '../api/request';
import { without } from '../narrow';
import type { Item } from '../operation/item';
import { requestOf } from '../operation/makers';
import type { Call } from '../operation/operation';
import { contentOf, filesIn, withUploads } from '../operation/uploads';
import type { Job } from './jobs/job';
import { kindOf } from './jobs/jobTypes';
import type { Options } from './options';
import { aboutAddress } from './refused';
import type { Begun, Waits } from './spec';

/** An item that can be sent, as far as anybody can tell before. */
export interface Checked extends Begun {
	item: Item;
}

/**
 * Reads and checks everything, and makes nothing: a mistake in the last item is found before
 * HeyGen has begun with the first.
 * @throws InvalidInput, NodeOperationError for a file that is not there, or HeyGenError
 */
export async function checked(call: Call, waits: Waits, options: Options): Promise<Checked> {
	const { item } = call;
	const { kind, byCallback, extend } = waits;
	const entered = requestOf(item, 'POST', waits);
	const body = (await extend?.(call, entered.body ?? {})) ?? entered.body ?? {};
	const request = { ...entered, body };
	await filesIn(item, body);
	const begun = options.byCallback ? byCallback?.(request) : undefined;
	return { item, ...(begun ?? { request, kind }) };
}

/**
 * Makes it at HeyGen. @param callback where HeyGen is to call; another that was entered is not sent
 * @throws HeyGenError
 */
export async function begin(
	heygen: HeyGen,
	{ item, request, kind }: Checked,
	{ noKey }: Waits,
	callback: string | undefined,
): Promise<Job> {
	const { method, path, body = {} } = request;
	const rest = without(await withUploads(heygen, item, body), 'callback_url');
	const sent: HeyGenRequest = {
		...request,
		body: { ...rest, ...(callback !== undefined && { callback_url: callback }) },
		...(noKey !== true && {
			idempotencyKey: item.keyFor(method, path, await contentOf(item, body)),
		}),
	};
	const created = await heygen.object(sent).catch((error: unknown) => {
		throw callback === undefined ? asThrown(error) : aboutAddress(heygen, error, callback);
	});
	const ids = kindOf(kind).idsOf(created);
	if (ids.length > 0) return { kind, ids };
	throw unreadable(heygen.connection, sent, 'it names no ID of what was made');
}
