import { AxiosError, AxiosHeaders } from 'axios';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { apiError, failureOf, inOneLine, needsV3, wordsOf } from '../../../nodes/HeyGen/api/errors';
import type { Failure } from '../../../nodes/HeyGen/api/failure';
import { errnoOf } from '../../../nodes/HeyGen/api/fromThrown';
import type { Connection } from '../../../nodes/HeyGen/api/connection';
import { ask } from './support/bench';
import { node, testPolicy } from './support/n8n';

const asked = { method: 'POST', url: 'https://api.heygen.com/v3/webhooks/endpoints' } as const;
const made = (failure: Partial<Failure>) => apiError(node, { ...asked, ...failure });

const fewer = 'Try again later, or do less at a time: HeyGen limits requests and jobs.';
const texts: Array<[string, Partial<Failure>, string, string]> = [
	[
		'401',
		{ status: 401, said: 'Key expired.' },
		'HeyGen did not accept the credential. HeyGen said: "Key expired".',
		'Check the key in the HeyGen credential: copy it again from the API page of the HeyGen account, or connect the account again.',
	],
	[
		'403',
		{ status: 403, said: 'Plan too small' },
		'HeyGen does not allow this with the credential. HeyGen said: "Plan too small".',
		'Check that the key in the HeyGen credential belongs to an account and plan that may do this.',
	],
	['429', { status: 429 }, 'HeyGen is receiving too many requests.', fewer],
	[
		'429 with a wait',
		{ status: 429, retryAfterSeconds: 90, said: 'Slow down!' },
		'HeyGen is receiving too many requests and asks to wait 90 s. HeyGen said: "Slow down!".',
		fewer,
	],
	['500', { status: 500 }, 'HeyGen is not available (HTTP 500).', 'Try again later.'],
	[
		'503 with words',
		{ status: 503, said: 'Down.' },
		'HeyGen is not available (HTTP 503). HeyGen said: "Down".',
		'Try again later.',
	],
	[
		'400 without words',
		{ status: 400 },
		'HeyGen refused the request (HTTP 400).',
		'HeyGen names no reason: compare what you enter with its API reference, or ask HeyGen.',
	],
	[
		'400',
		{ status: 400, said: 'No such event.', code: 'invalid_parameter', param: 'events' },
		'HeyGen refused: No such event.',
		"Change what HeyGen names, and run the node again. HeyGen's code: invalid_parameter (events).",
	],
	[
		'409 with a request id',
		{ status: 409, said: 'Taken.', code: 'conflict', requestId: 'req-7' },
		'HeyGen refused: Taken.',
		"Check what already exists at HeyGen, and change or delete that first. HeyGen's code: conflict. Request ID: req-7.",
	],
	[
		'no answer',
		{},
		'HeyGen could not be reached at https://api.heygen.com.',
		'Check the Base URL in the credential and try again later.',
	],
	[
		'no answer in time',
		{ timedOut: true },
		'HeyGen did not answer in time at https://api.heygen.com.',
		'Check the Base URL in the credential and try again later.',
	],
];

describe('apiError', () => {
	it.each(texts)('tells what happened and what to do: %s', (_case, failure, message, todo) => {
		const error = made(failure);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe(message);
		expect(error.description ?? undefined).toBe(todo);
		expect(error.httpCode).toBe(failure.status === undefined ? null : String(failure.status));
	});

	it.each<[string, Partial<Failure>, RegExp]>([
		['no credits', { status: 402, code: 'insufficient_credit' }, /^Top up .*'User: Get'/],
		['no credits, without a code', { status: 402 }, /^Top up /],
		['a scope', { status: 403, code: 'insufficient_api_key_scope' }, /scope/],
		['a scope in capitals', { status: 403, code: 'INSUFFICIENT_API_KEY_SCOPE' }, /scope/],
		['a plan', { status: 403, code: 'plan_upgrade_required' }, /^Change the plan/],
		['an ID', { status: 404, code: 'video_not_found' }, /^Check the ID/],
		['a clash', { status: 409, code: 'conflict' }, /already exists at HeyGen/],
		['a running request', { status: 409, code: 'request_in_progress' }, /may have done it/],
		['a full account', { status: 400, code: 'resource_limit_reached' }, /^Delete what/],
		[
			'a file that HeyGen could not fetch',
			{ status: 400, code: 'download_failed' },
			/^Check .*URL/,
		],
		['a size', { status: 413 }, /^Send a smaller file/],
		["a proxy's page about a size", { status: 413, isPage: true }, /raise the limit of the proxy/],
		['input', { status: 422, said: 'Bad Request: no' }, /^Change what HeyGen names/],
		['a field without a word', { status: 422, param: 'script' }, /^Change what HeyGen names/],
		['what nobody knows', { status: 418 }, /^HeyGen names no reason/],
		['what has ended', { status: 410 }, /HeyGen has ended this part of its API/],
		['a redirect to nowhere', { status: 301 }, /^Check the Base URL/],
		['a cancelled execution', { cancelled: true }, /^Run the workflow again/],
		['what may be done', { cancelled: true, mayBeDone: true }, /may have done it/],
	])('says what to do about %s, and does not repeat what happened', (_case, failure, todo) => {
		const { message, description } = made(failure);
		expect(description).toMatch(todo);
		expect(description).not.toContain(message);
	});

	it('says so when n8n could not send the request', () => {
		const error = made({ said: 'Unable to sign without access token.' });
		expect(error.message).toContain('Unable to sign without access token');
		expect(error.message).not.toContain('HeyGen refused');
		expect(error.description).toMatch(/connect the account again/);
	});

	it.each([
		['a host', 'https://superperms.example'],
		['no address', 'api.heygen.com'],
		['nothing', ''],
	])('does not throw another error when the base URL is %s', (_case, baseUrl) => {
		const error = apiError(node, { method: 'GET', url: `${baseUrl}/v3/x` });
		expect(error.message).toContain('HeyGen could not be reached');
		expect(error.message).toContain(baseUrl);
	});

	it.each(['The URL answered ECONNREFUSED.', 'Call approvePermissions first.', 'ETIMEDOUT'])(
		"keeps HeyGen's words in which n8n finds an errno: %s",
		(said) => {
			expect(made({ status: 400, said }).message).toBe(`HeyGen refused: ${said}`);
			const message = `The URL was refused: ${said}`;
			expect(apiError(node, { ...asked, status: 400, said }, { message }).message).toBe(message);
		},
	);

	it('carries the item, and what HeyGen said as data', () => {
		const failure = { ...asked, status: 400, said: 'No.', code: 'invalid_parameter', param: 'url' };
		const error = apiError(node, failure, { itemIndex: 3 });
		expect(error.context).toEqual({
			itemIndex: 3,
			data: {
				...asked,
				status: 400,
				code: 'invalid_parameter',
				message: 'No.',
				param: 'url',
			},
		});
		expect(apiError(node, failure).context).not.toHaveProperty('itemIndex');
	});

	it('takes another message', () => {
		const error = apiError(node, { ...asked, status: 400, said: 'No.' }, { message: 'Mine.' });
		expect(error.message).toBe('Mine.');
		expect(failureOf(error)?.said).toBe('No.');
	});
});

describe('the key', () => {
	const example = 'example-key-of-the-account';

	/** As n8n's request helper throws it: the axios error, request and headers included. */
	function thrown(status: number): NodeApiError {
		const headers = new AxiosHeaders({ 'X-Api-Key': example, Authorization: `Bearer ${example}` });
		const config = { headers, url: asked.url, method: 'post' };
		const response = {
			status,
			statusText: '',
			headers: {},
			config,
			data: { error: { code: 'unauthorized', message: 'No such key.' } },
		};
		const request = { headers: { 'x-api-key': example } };
		return new NodeApiError(
			node,
			new AxiosError('Request failed', 'ERR_BAD_REQUEST', config, request, response) as never,
		);
	}

	const connection = (error: Error): Connection => ({
		context: {
			getNode: () => node,
			logger: { debug: () => undefined },
			helpers: { httpRequestWithAuthentication: async () => await Promise.reject(error) },
		} as unknown as Connection['context'],
		credentialType: 'heyGenEventsApi',
		baseUrl: 'https://api.heygen.com',
		apiVersion: 'v3',
		policy: { ...testPolicy, attempts: 1 },
		credentialMark: '',
		withoutKey: (words) => words.replaceAll(example, '***'),
	});

	it('is nowhere when HeyGen repeats it', async () => {
		const error = thrown(401) as NodeApiError & { cause?: unknown };
		const said = { error: { code: 'unauthorized', message: `No such key: ${example}.` } };
		const refused = new NodeApiError(node, { response: { status: 401, data: said } } as never);
		for (const each of [error, refused]) {
			const { failure } = (await ask(connection(each), { method: 'GET', path: '/v3/x' })) as {
				failure: Failure;
			};
			expect(JSON.stringify([failure, apiError(node, failure)])).not.toContain(example);
		}
	});

	it('is nowhere in what is made of a refused request', async () => {
		const answer = await ask(connection(thrown(401)), { method: 'POST', path: '/v3/x' });
		if (!('failure' in answer)) throw new TypeError('the request succeeded');
		expect(answer.failure).toMatchObject({ status: 401, said: 'No such key.' });
		const error = apiError(node, answer.failure);
		const everything = JSON.stringify([answer, error, { ...error }, error.cause, error.stack]);
		expect(everything).toContain('No such key.');
		expect(everything).not.toContain(example);
	});

	it('would be in the error that n8n throws', () => {
		expect(JSON.stringify((thrown(401).cause as AxiosError).config)).toContain(example);
	});
});

describe('failureOf', () => {
	it('gives the failure of an error that was made here, and of no other', () => {
		const failure: Failure = { ...asked, status: 404 };
		expect(failureOf(apiError(node, failure))).toBe(failure);
		expect(
			failureOf(new NodeApiError(node, { message: 'x' }, { httpCode: '404' })),
		).toBeUndefined();
		expect(failureOf(new TypeError('x'))).toBeUndefined();
		expect(failureOf(failure)).toBeUndefined();
		expect(failureOf(undefined)).toBeUndefined();
	});
});

describe('in one line', () => {
	it('stands what happened and what to do', () => {
		expect(inOneLine({ ...asked, status: 503 })).toBe(
			'HeyGen is not available (HTTP 503). Try again later.',
		);
		expect(inOneLine({ ...asked, status: 400, said: 'No.' })).toBe(
			'HeyGen refused: No. Change what HeyGen names, and run the node again.',
		);
		expect(inOneLine({ ...asked, status: 402, said: 'Bad Request: no' })).toMatch(
			/^HeyGen refused: Bad Request: no\. Top up /,
		);
		expect(wordsOf(made({ status: 429 }))).toBe(`HeyGen is receiving too many requests. ${fewer}`);
	});

	it('stands anything else that is thrown', () => {
		expect(wordsOf(new TypeError('odd'))).toBe('odd');
		expect(wordsOf('text')).toBe('text');
	});
});

describe('needsV3', () => {
	it('says what needs it and what to set', () => {
		const error = needsV3(node, 'Rotating a secret');
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe(
			"Rotating a secret needs HeyGen's API v3: set 'API Version' to v3 in the HeyGen Events API credential.",
		);
	});
});

describe('errnoOf', () => {
	it.each([
		['the error', { code: 'ECONNRESET' }, 'ECONNRESET'],
		['its cause', { cause: { code: 'ENOTFOUND' } }, 'ENOTFOUND'],
		['the first that has one', { code: 7, cause: { code: 'A', cause: { code: 'B' } } }, 'A'],
		['none', new TypeError('x'), undefined],
		['a text', 'ECONNRESET', undefined],
		['nothing', undefined, undefined],
	])('looks into %s', (_case, error, errno) => {
		expect(errnoOf(error)).toBe(errno);
	});

	it('ends when causes go round', () => {
		const error: { cause?: unknown } = {};
		error.cause = error;
		expect(errnoOf(error)).toBeUndefined();
	});
});
