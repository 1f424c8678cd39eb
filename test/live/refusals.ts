import { randomUUID } from 'node:crypto';

import { isObject } from '../simulator/http/body';
import { anything, closed, orNull, text } from '../simulator/schema/notation';
import { compare } from './compare';
import type { Answer, Call } from './heygen';
import type { Run } from './lists';

const refused = closed({
	'error!': closed({
		'code!': text(),
		'message!': text(),
		param: orNull(text()),
		doc_url: orNull(text()),
		errors: anything,
	}),
});

/** HeyGen's code of a refusal, in small letters: its documents have both. */
export function codeOf({ body }: Answer): string {
	const error = isObject(body) ? body['error'] : undefined;
	return isObject(error) ? String(error['code']).toLowerCase() : 'none';
}

/** Whether a request is turned down with this status and one of these codes, in HeyGen's usual form. */
export function checkRefusal(
	{ findings }: Pick<Run, 'findings'>,
	call: string,
	answer: Answer,
	status: number,
	codes: readonly string[],
): void {
	if (answer.status !== status) {
		return findings.compare(call, [`answers ${answer.status}, not ${status}`]);
	}
	const code = codeOf(answer);
	const other = codes.includes(code) ? [] : [`the code is "${code}", not ${codes.join(' or ')}`];
	findings.compare(call, [...compare(refused, answer.body), ...other]);
}

/** Nothing of this can be carried out, so none of it costs anything. */
export async function checkRefusals(run: Run): Promise<void> {
	const check = async (
		[method, path]: [string, string],
		title: string,
		call: Call,
		[status, ...codes]: [number, ...string[]],
	): Promise<void> =>
		checkRefusal(run, title, await run.heygen.ask(method, path, call), status, codes);

	const me: [string, string] = ['GET', '/v3/users/me'];
	const wrong = { headers: { 'X-Api-Key': `example-${randomUUID()}` } };
	const keyless = ['unauthorized', 'authentication_failed'];
	await check(me, 'GET /v3/users/me with a wrong key', wrong, [401, ...keyless]);
	await check(
		['POST', '/v3/videos'],
		'POST /v3/videos of a type that there is not',
		{
			json: { type: 'no_such_type' },
		},
		[400, 'invalid_parameter'],
	);
	await check(['GET', `/v3/videos/${randomUUID()}`], 'GET /v3/videos/{unknown}', {}, [
		404,
		'video_not_found',
		'not_found',
		'resource_not_found',
	]);
	const tooMany = { query: { limit: '101' } };
	const endpoints = '/v3/webhooks/endpoints';
	await check(['GET', endpoints], `GET ${endpoints} with limit 101`, tooMany, [
		400,
		'invalid_parameter',
	]);
}
