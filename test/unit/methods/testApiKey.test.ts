import { CredentialTestContext } from 'n8n-core';
import type { ICredentialDataDecryptedObject, INodeCredentialTestResult } from 'n8n-workflow';

import { HeyGen } from '../../../nodes/HeyGen/HeyGen.node';
import { HeyGenEventsApi } from '../../../credentials/HeyGenEventsApi.credentials';
import { bench } from '../api/support/bench';
import { FileHost } from '../api/support/fileHost';

const whole = bench();
const scoped = bench({ scopes: ['videos:write'] });

type Told = Promise<INodeCredentialTestResult>;

/** As n8n calls it, with n8n-core's own context. */
const test = async (data: ICredentialDataDecryptedObject): Told =>
	await new HeyGen().methods.credentialTest.testApiKey.call(new CredentialTestContext(), {
		id: '1',
		name: 'HeyGen',
		type: 'heyGenEventsApi',
		data,
	});

const credential = (
	{ simulator }: typeof whole,
	more: ICredentialDataDecryptedObject = {},
): ICredentialDataDecryptedObject => ({
	apiKey: simulator.apiKey,
	apiVersion: 'v3',
	baseUrl: simulator.url,
	...more,
});

const works = { status: 'OK', message: 'Connection successful!' };
const fails = (message: RegExp) => ({ status: 'Error', message: expect.stringMatching(message) });

it('is the one that n8n finds: named by the node, and the credential has no rules that come first', () => {
	const { credentials } = new HeyGen().description;
	expect(credentials?.find(({ name }) => name === 'heyGenEventsApi')?.testedBy).toBe('testApiKey');
	expect(new HeyGenEventsApi()).not.toHaveProperty('test');
});

describe.each(['v1', 'v3'] as const)('the test of a key of %s', (apiVersion) => {
	it('works', async () => {
		expect(await test(credential(whole, { apiVersion }))).toEqual(works);
		expect(whole.simulator.requests).toHaveLength(1);
	});

	it('works with blanks around the key and a slash after the Base URL', async () => {
		const { apiKey, url } = whole.simulator;
		const data = credential(whole, { apiVersion, apiKey: ` ${apiKey}\n`, baseUrl: ` ${url}// ` });
		expect(await test(data)).toEqual(works);
	});

	it('tells a wrong key', async () => {
		const message = /^HeyGen did not accept the API key\. Copy it again/;
		expect(await test(credential(whole, { apiVersion, apiKey: 'wrong' }))).toEqual(fails(message));
	});

	it.each([
		[403, undefined, /^HeyGen knows the API key, but/],
		[404, undefined, /^HeyGen's API does not answer here/],
		[500, undefined, /^HeyGen is not available \(HTTP 500\)/],
		[429, undefined, /^HeyGen is receiving too many requests/],
		[403, '<!doctype html>', /^What answered at .* is not HeyGen's API but a proxy/],
		[404, '<!doctype html>', /^What answered at .* is not HeyGen's API but a proxy/],
		[200, '<!doctype html>', /^The answer is an error, or is not from HeyGen's API/],
		[200, { ok: true }, /^The answer is an error, or is not from HeyGen's API/],
		[200, { code: 100, data: null }, /^The answer is an error, or is not from HeyGen's API/],
		[200, { code: 400112, message: 'x' }, /^HeyGen did not accept the API key/],
		[200, { code: 400175, message: 'No.' }, /^HeyGen refused: No/],
		[200, '', /^The answer is an error, or is not from HeyGen's API/],
	])('tells an answer %d %j', async (status, body, message) => {
		whole.simulator.fault({ kind: 'status', status, ...(body !== undefined && { body }) });
		expect(await test(credential(whole, { apiVersion }))).toEqual(fails(message));
	});

	it('tells a host that is not there', async () => {
		const told = await test(credential(whole, { apiVersion, baseUrl: 'http://127.0.0.1:9' }));
		expect(told).toEqual(fails(/could not be reached.*nothing listens there \(ECONNREFUSED\)/));
	});

	it('has no key in what it says', async () => {
		whole.simulator.fault({ kind: 'reset' });
		const told = await test(credential(whole, { apiVersion }));
		expect(told).toEqual(fails(/could not be reached/));
		expect(JSON.stringify(told)).not.toContain(whole.simulator.apiKey);
	});
});

it('works for a key with chosen scopes, which may not ask who it belongs to', async () => {
	expect(await test(credential(scoped))).toEqual(works);
	expect(scoped.simulator.requests.map(({ status }) => status)).toEqual([403]);
});

describe('a redirect', () => {
	const [front, behind] = [new FileHost(), new FileHost()];
	beforeAll(async () => await Promise.all([front.start(), behind.start()]));
	afterAll(() => [front, behind].forEach((host) => host.stop()));

	it('is not followed, because the key would go there too, and is said', async () => {
		front.on('/v3/users/me', (response) => {
			response.writeHead(302, { location: `${behind.url}/v3/users/me` }).end();
		});
		behind.on('/v3/users/me', (response) => response.end('{"data":{}}'));
		const told = await test(credential(whole, { baseUrl: front.url }));
		expect(told).toEqual(fails(/it redirects to/));
		expect([front.asked.length, behind.asked.length]).toEqual([1, 0]);
	});
});
