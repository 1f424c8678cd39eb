import { isObject } from '../simulator/http/body';
import { closed, open } from '../simulator/schema/notation';
import { compare } from './compare';
import type { Run } from './lists';
import { checkRefusal } from './refusals';
import { asset, uploaded } from './shapes';

const path = '/v3/assets';

/** One transparent pixel. */
const picture = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
	'base64',
);

async function upload(run: Run): Promise<string | undefined> {
	const form = new FormData();
	form.set('file', new Blob([picture], { type: 'image/png' }), 'live-check.png');
	const { status, body } = await run.heygen.ask('POST', path, { form });
	const call = `POST ${path}`;
	if (status !== 200) {
		run.findings.compare(call, [`answers ${status}, not 200`]);
		return undefined;
	}
	run.findings.compare(call, compare(closed({ 'data!': uploaded }), body));
	const data = isObject(body) ? body['data'] : undefined;
	const id = isObject(data) ? data['asset_id'] : undefined;
	return typeof id === 'string' ? id : undefined;
}

/** A small picture, uploaded, read and deleted. */
export async function checkAsset(run: Run): Promise<void> {
	const id = await upload(run);
	if (id === undefined) return;
	const { heygen, findings } = run;
	const one = `${path}/{asset_id}`;
	const there = await heygen.ask('GET', `${path}/${id}`);
	findings.compare(`GET ${one}`, compare(closed({ 'data!': asset }), there.body));
	const gone = await heygen.ask('DELETE', `${path}/${id}`);
	findings.compare(`DELETE ${one}`, compare(open({ 'data!': open({}) }), gone.body));
	const after = await heygen.ask('GET', `${path}/${id}`);
	const codes = ['asset_not_found', 'not_found', 'resource_not_found'];
	checkRefusal(run, `GET ${one} after its end`, after, 404, codes);
}
