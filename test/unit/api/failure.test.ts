import {
	failureOfAnswer,
	isAmbiguous,
	isGone,
	isPassing,
	isRefusal,
	isStillRunning,
	wasTaken,
	type Failure,
} from '../../../nodes/HeyGen/api/failure';
import { cpuSecondsOf } from '../../support/cpu';

const asked = { method: 'GET', url: 'https://api.heygen.com/v3/videos' } as const;
const read = (status: number, body: unknown, headers: Record<string, unknown> = {}): Failure =>
	failureOfAnswer(asked, { status, headers, body }, Date.UTC(2027, 1, 3));

/** Source: docs/facts/heygen.md#deliveries 'Envelopes' and docs/facts/heygen.md#envelopes-and-errors. */
const refusals: Array<[string, number, unknown, Omit<Failure, 'method' | 'url'>]> = [
	[
		'v3',
		404,
		{ error: { code: 'webhook_not_found', message: 'None.', param: null, doc_url: null } },
		{ status: 404, code: 'webhook_not_found', said: 'None.' },
	],
	[
		'v3 with the field',
		400,
		{ error: { code: 'invalid_parameter', message: 'No.', param: 'url', doc_url: 'https://d' } },
		{ status: 400, code: 'invalid_parameter', said: 'No.', param: 'url' },
	],
	[
		'v3 with errors for single items',
		400,
		{ error: { code: 'invalid_parameter', message: 'No.', errors: [{ code: 'a', message: 'b' }] } },
		{ status: 400, code: 'invalid_parameter', said: 'No: b' },
	],
	[
		'v3 with many of them, and where they are',
		400,
		{
			error: {
				message: 'Some failed.',
				errors: [
					...[1, 2, 3, 4, 5, 6].map((item) => ({ message: `bad ${item}`, path: `videos.${item}` })),
					{ message: 'Some failed.' },
					null,
				],
			},
		},
		{
			status: 400,
			said: 'Some failed: bad 1 (videos.1); bad 2 (videos.2); bad 3 (videos.3); bad 4 (videos.4); bad 5 (videos.5); and 1 more',
		},
	],
	['v3 in capitals', 404, { error: { code: 'X_NOT_FOUND' } }, { status: 404, code: 'X_NOT_FOUND' }],
	[
		'v3 with a 2xx',
		200,
		{ error: { code: 'conflict', message: 'Taken.' } },
		{ status: 400, code: 'conflict', said: 'Taken.' },
	],
	[
		'v2',
		402,
		{ data: null, error: { code: 'insufficient_credit', message: 'Empty.' } },
		{ status: 402, code: 'insufficient_credit', said: 'Empty.' },
	],
	['v2 with a text', 500, { data: null, error: 'It broke.' }, { status: 500, said: 'It broke.' }],
	[
		'v1 with its status',
		400,
		{ code: 400175, message: 'Bad value.' },
		{ status: 400, code: '400175', said: 'Bad value.' },
	],
	[
		'v1 with HTTP 200',
		200,
		{ code: 40001, data: null, msg: null, message: 'Missing.' },
		{ status: 400, code: '40001', said: 'Missing.' },
	],
	['v1 in msg', 200, { code: 40009, msg: 'Old.' }, { status: 400, code: '40009', said: 'Old.' }],
	['v1 unauthorized', 200, { code: 400112 }, { status: 401, code: '400112' }],
	['v1 unauthorized, short', 200, { code: 401 }, { status: 401, code: '401' }],
	['v1 forbidden', 200, { code: 403 }, { status: 403, code: '403' }],
	['v1 not found', 200, { code: 404 }, { status: 404, code: '404' }],
	['v1 unauthorized with HTTP 400', 400, { code: 400112 }, { status: 401, code: '400112' }],
	[
		'words for each field in the place of a message',
		400,
		{ error: { message: { script: ['too long'], voice_id: ['unknown'] } } },
		{ status: 400, said: 'script: too long; voice_id: unknown' },
	],
	['v1 whose status says it all', 503, { code: 404 }, { status: 503, code: '404' }],
	['HTML from the edge', 502, '<html>Bad gateway</html>', { status: 502, isPage: true }],
	['a short text', 503, 'upstream is down\n', { status: 503, said: 'upstream is down' }],
	['a long text', 503, 'x'.repeat(301), { status: 503 }],
	['no body', 504, undefined, { status: 504 }],
	['null', 500, null, { status: 500 }],
	['a list', 500, [], { status: 500 }],
	['other JSON', 500, { detail: 'x' }, { status: 500, said: 'x' }],
	[
		'a list of errors',
		422,
		{ errors: [{ code: 'a', message: 'x' }, { message: 'y' }] },
		{ status: 422, code: 'a', said: 'x; y' },
	],
	[
		'a list of errors with the fields they are about',
		422,
		{
			errors: [
				{ field: 'script', message: 'too long' },
				{ param: 'title', message: 'bad' },
			],
		},
		{ status: 422, said: 'script: too long; title: bad' },
	],
	[
		'a word with a description',
		400,
		{ error: 'invalid_request', error_description: 'No.' },
		{ status: 400, code: 'invalid_request', said: 'No.' },
	],
	['a problem with a title only', 400, { title: 'No.' }, { status: 400, said: 'No.' }],
	[
		'what stands deeper',
		400,
		{ data: { error: { message: 'No.' } } },
		{ status: 400, said: 'No.' },
	],
	['an error as text', 200, { error: 'No.' }, { status: 400, said: 'No.' }],
	[
		'a number as text',
		200,
		{ code: '400112', message: 'x' },
		{ status: 401, code: '400112', said: 'x' },
	],
	[
		'fields',
		400,
		{ detail: [{ loc: ['body', 'url'], msg: 'bad' }] },
		{ status: 400, said: 'url: bad' },
	],
	[
		'a code that objects inherit',
		200,
		{ code: 'constructor', error: 'x' },
		{ status: 400, code: 'constructor', said: 'x' },
	],
];

describe('failureOfAnswer', () => {
	it.each(refusals)('reads %s', (_case, status, body, expected) => {
		expect(read(status, body)).toEqual({ ...asked, ...expected });
	});

	it.each([
		[
			'that would break a line of the log',
			'No.\r\nerror | \u001b[31mforged',
			'No. error | [31mforged',
		],
		['that are longer than anybody reads', 'no '.repeat(9_000), `${'no '.repeat(333)}n…`],
		[
			'without the query of an address',
			'callback_url is not valid: https://n8n.example/webhook-waiting/7/heygen?signature=abc&x=1.',
			'callback_url is not valid: https://n8n.example/webhook-waiting/7/heygen',
		],
		[
			'without a query alone',
			'No: "/webhook-waiting/7?signature=abc".',
			'No: "/webhook-waiting/7".',
		],
		[
			'without an encoded query',
			'No: https%3A%2F%2Fn8n.example%2F7%3Fsignature%3Dabc here.',
			'No: https%3A%2F%2Fn8n.example%2F7 here.',
		],
		['with their own questions', 'Is it ready? Say a=b.', 'Is it ready? Say a=b.'],
		['that hold nothing to read', '\u0000\u0000', undefined],
	])('puts words into one line %s', (_case, message, said) => {
		expect(read(400, { error: { code: 'x', message } }).said).toBe(said);
	});

	// it took half a minute, in which n8n did nothing else
	it('reads 40,000 entries beside words of a megabyte in little time', () => {
		const errors = Array.from({ length: 40_000 }, (_, index) => ({ message: `no ${index}` }));
		const answer = { error: { message: 'no '.repeat(300_000), errors } };
		expect(cpuSecondsOf(() => expect(read(400, answer).said).toHaveLength(1_001))).toBeLessThan(10);
	});

	it('reads the wait and the request id from the headers', () => {
		const headers = { 'retry-after': '12', 'x-request-id': 'req-7' };
		expect(read(429, undefined, headers)).toEqual({
			...asked,
			status: 429,
			retryAfterSeconds: 12,
			requestId: 'req-7',
		});
		expect(read(429, undefined, { 'retry-after': 'soon' })).toEqual({ ...asked, status: 429 });
	});
});

describe('isRefusal', () => {
	it.each([
		['v1 that says no', { code: 40001, message: 'No.' }, true],
		['v1 that says yes', { code: 100, data: null, msg: null, message: null }, false],
		['v2 and v3 that say no', { data: null, error: { code: 'x' } }, true],
		['v2 and v3 that say yes', { error: null, data: {} }, false],
		['an error in which all is null', { data: {}, error: { code: null, message: null } }, false],
		[
			'an error in which all is empty',
			{ data: {}, error: { code: '', message: ' ', param: null, errors: [{ code: null }] } },
			false,
		],
		['an empty list of errors', { data: {}, error: [] }, false],
		['false for no error', { data: {}, error: false }, false],
		['a word for no error', { data: {}, error: 'null' }, false],
		['an error that says that all is well', { error: { code: 100, message: 'Success' } }, false],
		['another code for yes', { code: 0, data: { video_id: 'x' } }, false],
		['the status as code', { code: 200, data: { video_id: 'x' } }, false],
		['an error that is only a code', { data: {}, error: { code: 7, message: null } }, true],
		['an error in a list', { data: {}, error: [{ message: 'No.' }] }, true],
		['an empty object for no error', { data: {}, error: {} }, false],
		['v3 with a code of its own', { data: { code: 7 } }, false],
		['no object', 'ok', false],
		['nothing', undefined, false],
	])('%s', (_case, body, expected) => {
		expect(isRefusal(body)).toBe(expected);
	});
});

describe('what may succeed later, and what may have been done', () => {
	it.each<[string, Partial<Failure>, boolean, boolean]>([
		['no answer', {}, true, true],
		['no answer in time', { timedOut: true }, true, true],
		['a request that n8n did not send', { said: 'Not connected.' }, false, false],
		['400', { status: 400 }, false, false],
		['401', { status: 401 }, false, false],
		['404', { status: 404 }, false, false],
		['409 conflict', { status: 409, code: 'conflict' }, false, false],
		['409 while it runs', { status: 409, code: 'request_in_progress' }, true, true],
		['429', { status: 429 }, true, false],
		['500', { status: 500 }, true, true],
		['503', { status: 503 }, true, true],
	])('%s', (_case, failure, passing, ambiguous) => {
		expect(isPassing({ ...asked, ...failure })).toBe(passing);
		expect(isAmbiguous({ ...asked, ...failure })).toBe(ambiguous);
	});

	it('knows the running request in capitals too', () => {
		expect(isStillRunning({ ...asked, code: 'REQUEST_IN_PROGRESS' })).toBe(true);
		expect(isStillRunning({ ...asked, code: 'conflict' })).toBe(false);
		expect(isStillRunning(asked)).toBe(false);
	});
});

it.each<[string, Partial<Failure> | undefined, boolean]>([
	['a 404 of HeyGen', { status: 404 }, true],
	['a 404 that is a web page', { status: 404, isPage: true }, false],
	['another status', { status: 410 }, false],
	['no answer', {}, false],
	['no failure', undefined, false],
])('isGone: %s', (_case, failure, expected) => {
	expect(isGone(failure && { ...asked, ...failure })).toBe(expected);
});

it.each<[string, Partial<Failure>, boolean]>([
	['no answer in time', { timedOut: true }, true],
	['a connection that broke later', { errno: 'ECONNRESET' }, true],
	['a connection that was refused', { errno: 'ECONNREFUSED' }, false],
	['500', { status: 500 }, true],
	['429', { status: 429 }, false],
	['400', { status: 400 }, false],
])('wasTaken: %s', (_case, failure, expected) => {
	expect(wasTaken({ ...asked, ...failure })).toBe(expected);
});
