import { randomUUID } from 'node:crypto';

import { isObject } from '../simulator/http/body';
import { closed, type Schema } from '../simulator/schema/notation';
import { compare } from './compare';
import type { Answer } from './heygen';
import type { Run } from './lists';
import { checkRefusal } from './refusals';
import { endpoint, newEndpoint, rotated } from './shapes';

const path = '/v3/webhooks/endpoints';
const events = ['avatar_video.success'];
const key = (): Record<string, string> => ({ 'Idempotency-Key': randomUUID() });

const dataOf = ({ body }: Answer) => {
	const data = isObject(body) ? body['data'] : undefined;
	return isObject(data) ? data : {};
};

function checkGood({ findings }: Run, call: string, answer: Answer, shape: Schema): boolean {
	const isGood = answer.status === 200 || answer.status === 201;
	const refusal = [`answers ${answer.status}, not 200`];
	findings.compare(call, isGood ? compare(closed({ 'data!': shape }), answer.body) : refusal);
	return isGood;
}

async function create({ heygen }: Run, url: string, headers = key()): Promise<Answer> {
	return await heygen.ask('POST', path, { json: { url, events }, headers });
}

/** Where HeyGen makes a second one, nothing is left of it. */
async function removeOther({ heygen }: Run, answer: Answer, own: string): Promise<void> {
	const id = dataOf(answer)['endpoint_id'];
	if (typeof id === 'string' && id !== own) await heygen.ask('DELETE', `${path}/${id}`);
}

/** A create that is repeated, with its key and without. */
async function checkRepeats(
	run: Run,
	url: string,
	id: string,
	headers: Record<string, string>,
): Promise<void> {
	const again = await create(run, url, headers);
	const replay = `POST ${path} again with its Idempotency-Key`;
	const isSame = dataOf(again)['endpoint_id'] === id;
	run.findings.expect(replay, isSame, 'does not answer the endpoint that it made');
	await removeOther(run, again, id);
	const second = await create(run, url);
	checkRefusal(run, `POST ${path} with a URL that is taken`, second, 409, ['conflict']);
	await removeOther(run, second, id);
}

async function checkChanges(run: Run, id: string, secret: unknown): Promise<void> {
	const { heygen, findings } = run;
	const wanted = 'avatar_video.fail';
	const patched = await heygen.ask('PATCH', `${path}/${id}`, { json: { events: [wanted] } });
	const patch = `PATCH ${path}/{endpoint_id}`;
	if (checkGood(run, patch, patched, endpoint)) {
		const isReplaced = String(dataOf(patched)['events']) === wanted;
		findings.expect(patch, isReplaced, 'does not replace the list of events');
	}
	const rotate = `POST ${path}/{endpoint_id}/rotate-secret`;
	const turned = await heygen.ask('POST', `${path}/${id}/rotate-secret`, { headers: key() });
	if (!checkGood(run, rotate, turned, rotated)) return;
	findings.expect(rotate, dataOf(turned)['secret'] !== secret, 'answers the secret of before');
}

async function checkEnd(run: Run, id: string): Promise<void> {
	const gone = await run.heygen.ask('DELETE', `${path}/${id}`);
	const call = `DELETE ${path}/{endpoint_id}`;
	run.findings.expect(call, gone.status === 200, `answers ${gone.status}, not 200`);
	const twice = await run.heygen.ask('DELETE', `${path}/${id}`);
	checkRefusal(run, `${call} twice`, twice, 404, ['webhook_not_found', 'not_found']);
}

/** One endpoint, made, changed, rotated and deleted. Deleted also when something else goes wrong. */
export async function checkEndpoint(run: Run): Promise<void> {
	const url = run.heygen.account.webhookUrl;
	const call = `POST ${path}`;
	if (url === undefined) return run.findings.leaveOpen(call, 'no address was given');
	const headers = key();
	const made = await create(run, url, headers);
	checkGood(run, call, made, newEndpoint);
	const { endpoint_id: id, secret } = dataOf(made);
	if (typeof id !== 'string' || id === '') return;
	try {
		await checkRepeats(run, url, id, headers);
		await checkChanges(run, id, secret);
	} finally {
		await checkEnd(run, id);
	}
}
