import { mutantsOf } from '../mutant';

/** What registers and repairs for a trigger node. */
export const endpoint = [
	...mutantsOf(
		'trigger/hooks.ts',
		[
			'engine/trigger/mending',
			'engine/trigger/adoption',
			'engine/trigger/copies',
			'engine/trigger/activation',
			'engine/trigger/position',
		],
		{
			'a workflow goes on with an endpoint that nobody mends': [
				"if (!isLeft || !trigger.options.recoverMissedEvents || by.api.version === 'v1') return false;",
				'',
			],
			'a copied database removes the endpoint of the n8n it came from': [
				"const isOurs = owner === 'us' || owner === 'nobody';",
				'const isOurs = owner !== undefined;',
			],
			'an endpoint is forgotten while nobody knows whose it is': [
				"...(owner === 'unknown' && { former: endpoint })",
				'',
			],
			'what happens while a parameter is changed is lost': [
				'progress === undefined || !options.recoverMissedEvents',
				'options.recoverMissedEvents || progress === undefined',
			],
			'no poll ever repairs': ['trigger.memory.isActive = true;', ''],
		},
	),
	...mutantsOf(
		'trigger/endpoint/register.ts',
		[
			'unit/trigger/register',
			'engine/trigger/adoption',
			'engine/trigger/mending',
			'engine/trigger/copies',
			'engine/trigger/refusals',
			'engine/trigger/apiFaults',
		],
		{
			'the endpoint that is kept is removed': [
				'if (endpoint !== keep) await by.api.remove(endpoint.id);',
				'await by.api.remove(endpoint.id);',
			],
			'an endpoint whose secret could not be had stays at HeyGen': [
				'if (isNew) await api.remove',
				'if (!isNew) await api.remove',
			],
			'each start rotates the secret': [
				'own?.secret ?? endpoint.secret ?? (await obtainSecret())',
				'endpoint.secret ?? (await obtainSecret())',
			],
			"another n8n's endpoint is taken": [
				"if (owner === 'us' || owner === 'nobody') {\n\t\tfound.ours",
				'if (owner) {\n\t\tfound.ours',
			],
			'an endpoint made by a lost call is not found again': [
				'const [orphan] = await findMade(by, failureOf(error));',
				'const [orphan]: Endpoint[] = [];',
			],
			'a new secret counts as older than the one before': [
				'own?.secret === secret ? own.registeredAtMs : Date.now()',
				'own?.registeredAtMs ?? 0',
			],
		},
	),
	...mutantsOf('trigger/endpoint/differences.ts', ['unit/trigger/differences'], {
		'an endpoint for one resource passes as one for all': [
			"!isNarrowedAlike(wanted, own) && 'narrowed'",
			"!wanted && 'narrowed'",
		],
		'a disabled endpoint stays so': ["!endpoint.enabled && 'disabled'", "!endpoint && 'disabled'"],
	}),
	...mutantsOf('trigger/endpoint/secretHealth.ts', ['unit/trigger/secretHealth'], {
		'one forged signature makes a secret count as changed': [
			'const enoughSigns = 2;',
			'const enoughSigns = 1;',
		],
		'an event missed before the last right signature is a sign of a changed secret': [
			'madeAtMs + roundingMs <= fromMs || ',
			'',
		],
	}),
	...mutantsOf('trigger/endpoint/challenge.ts', ['unit/trigger/challenge'], {
		'whoever answers 401 passes as this n8n': [
			'if (status === 401 && body.address === hashOf(challenge, ownUrl))',
			'if (status === 401)',
		],
		'an address that does not answer in time passes as nobody': [
			"return deadEnds.includes(errnoOf(error) ?? '') ? 'nobody' : 'unknown';",
			"return errnoOf(error) === 'E' ? 'unknown' : 'nobody';",
		],
		'an n8n that starts passes as nobody': ["if (passing.includes(status)) return 'unknown';", ''],
		'an older trigger passes as nobody': [
			'message === refusal || textOf(address) !== undefined',
			'textOf(address) !== undefined',
		],
	}),
	...mutantsOf('trigger/endpoint/repair.ts', ['engine/trigger/repair'], {
		'a dead secret is kept': [
			'settle(by, isStale ? { ...found, registered: undefined } : found)',
			'settle(by, found)',
		],
		'a poll makes an endpoint for a workflow that is off': [
			'if (!memory.isActive || url === undefined) return undefined;',
			'if (url === undefined) return undefined;',
		],
	}),
];
