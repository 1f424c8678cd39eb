import { mutantsOf } from '../mutant';

export const api = [
	...mutantsOf(
		'api/request.ts',
		['unit/api/request', 'unit/api/redirect', 'unit/api/errors', 'engine/action/voices'],
		{
			'a call that may have made something is made again': [
				'if (!isHopeful || (failure.status !== 429 && !isHarmlessTwice(request))) return undefined;',
				'if (!isHopeful) return undefined;',
			],
			'the key follows a redirect': [
				'disableFollowRedirect: true,\n\t\t\tignore',
				'disableFollowRedirect: false,\n\t\t\tignore',
			],
			'the key stands in an error': ['{ said: connection.withoutKey(said) }', '{ said }'],
			'the password of a Base URL stands in an error': [
				'url: withoutUserInfo(baseUrl) + path',
				'url: baseUrl + path',
			],
			'a refusal with status 200 passes as done': [
				'if (answer.status >= 300 || isRefusal(body)) {',
				'if (answer.status >= 300) {',
			],
			'a call that timed out is made again': [
				'isPassing(failure) && !failure.timedOut &&',
				'isPassing(failure) &&',
			],
			'nobody is told that HeyGen may have done it': [
				"mayBeDone && makesSomething(request) && 'getExecutionCancelSignal' in context;",
				'false;',
			],
		},
	),
	...mutantsOf('api/request.ts', ['engine/trigger/oauth'], {
		'an account whose token has expired registers nothing': [
			'await renewToken(connection, limit);',
			'return answer;',
		],
	}),
	...mutantsOf('api/request.ts', ['unit/api/request'], {
		'the key under which HeyGen makes a job once is not sent': [
			"{ 'Idempotency-Key': request.idempotencyKey }",
			'{}',
		],
	}),
	...mutantsOf('api/retry.ts', ['unit/api/request'], {
		'what must not be sent again is tried once more': [
			'again === undefined || attempt >= again.attempts',
			'attempt >= (again?.attempts ?? 2)',
		],
	}),
	...mutantsOf('api/answers.ts', ['engine/action/voices', 'engine/action/items'], {
		'a create without a key is made again by the next try of its node': [
			'if (!answers.has(key)) answers.set',
			'answers.set',
		],
	}),
	...mutantsOf('api/uploadBatch.ts', ['engine/action/uploads', 'engine/action/files'], {
		'a file is sent as another one of its batch': ['(nameOf(slot) ?? name) === name', 'true'],
	}),
	...mutantsOf('api/failure.ts', ['unit/api/failure'], {
		'the 404 of a proxy passes as one of HeyGen': [
			'failure?.status === 404 && failure.isPage !== true',
			'failure?.status === 404',
		],
		'a 500 is final': [': failure.status >= 500)', ': failure.status > 500)'],
	}),
	...mutantsOf('api/fromThrown.ts', ['unit/api/fromThrown'], {
		'a password in an address stands in an error': [
			"words.replace(/\\/\\/[^\\s/?#]*@/g, '//')",
			'words',
		],
	}),
	...mutantsOf('api/connection.ts', ['unit/api/connection'], {
		'an OAuth token stands in an error': ['[apiKey, token].flatMap', '[apiKey].flatMap'],
	}),
	...mutantsOf('api/pagination.ts', ['unit/api/pagination'], {
		'an empty page ends a list': [
			'asked.has(next) || emptyPages >= mostEmptyPages',
			'asked.has(next) || emptyPages > 0',
		],
		'a list without has_more has one page': [
			'hasMore === false ? undefined',
			'hasMore !== true ? undefined',
		],
	}),
	...mutantsOf('api/storage.ts', ['unit/api/storage'], {
		'a file is sent wherever HeyGen says': [
			"return protocol === 'https:' || (protocol === own.protocol && host === own.host);",
			'return protocol !== own.host;',
		],
		'a file that its host refused counts as sent': [
			'if (status >= 200 && status < 300) return headers;',
			'if (status >= 200) return headers;',
		],
	}),
	...mutantsOf('api/ingestion.ts', ['engine/action/files'], {
		'a file that HeyGen could not read passes as an asset': [
			"status === 'failed' ? { status, refusal: why(entry.error) } : { status }",
			'{ status }',
		],
	}),
	...mutantsOf('api/files/open.ts', ['unit/api/files'], {
		'a link leads n8n to an http address in its own network': [
			'return base.protocol === protocol && base.host === host;',
			'return base.protocol === protocol;',
		],
	}),
	...mutantsOf('api/files/page.ts', ['unit/api/files'], {
		'an empty answer passes as the file': [
			"if (start.length === 0) return 'its host sent an empty answer';",
			'',
		],
	}),
	...mutantsOf('api/webhooks/read.ts', ['unit/api/webhooks'], {
		'a disabled endpoint passes as one that delivers': [
			"enabled: String(value.status).toLowerCase() !== 'disabled',",
			'enabled: true,',
		],
	}),
	...mutantsOf('api/webhooks/v3.ts', ['unit/api/webhooks'], {
		'an endpoint for all events keeps the few it had': [
			'if (events !== null || changed.events === null) return changed;',
			'return changed;',
		],
		'an endpoint that could not be removed counts as removed': [
			'if (isGone(failureOf(error)) && !mustExist) return false;',
			'if (!mustExist) return false;',
		],
		'the history of one resource is that of all': [
			'...(entityId !== undefined && { entity_id: entityId }),\n\t\t\t};',
			'};',
		],
	}),
	...mutantsOf('api/webhooks/v1.ts', ['unit/api/webhooks'], {
		'any refusal of a delete counts as removed': [
			'(failure?.status === 400 && (await find(id)) === undefined)',
			'failure?.status === 400',
		],
	}),
];
