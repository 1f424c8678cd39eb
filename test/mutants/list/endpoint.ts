import { mutantsOf } from '../mutant';

/** What registers, repairs and polls for a trigger node. */
export const endpoint = [
	...mutantsOf(
		'trigger/lifecycle.ts',
		[
			'engine/trigger/mending',
			'engine/trigger/adoption',
			'engine/trigger/activation',
			'engine/trigger/position',
		],
		{
			'a workflow goes on with an endpoint that nobody mends': [
				"if (!isLeft || !recoverMissedEvents || by.api.version === 'v1') return false;",
				'',
			],
			'a copied database removes the endpoint of the n8n it came from': [
				'if (own !== undefined && (await isAnothers(context, held.url, own))) {',
				'if (own === undefined) {',
			],
			'what happens while a parameter is changed is lost': [
				'recoverMissedEvents && {',
				'false && {',
			],
			'no poll ever repairs': ['memoryOf(context).isActive = true;', ''],
		},
	),
	...mutantsOf(
		'trigger/registration.ts',
		[
			'engine/trigger/adoption',
			'engine/trigger/mending',
			'engine/trigger/refusals',
			'engine/trigger/apiFaults',
		],
		{
			'the endpoint that is kept is removed': [
				'if (endpoint !== keep) await registrar.api.remove(endpoint.id);',
				'await registrar.api.remove(endpoint.id);',
			],
			'an endpoint whose secret could not be had stays at HeyGen': [
				'if (isNew) {',
				'if (!isNew) {',
			],
			'each start rotates the secret': [
				'own?.secret ?? endpoint.secret ?? (await obtainSecret())',
				'endpoint.secret ?? (await obtainSecret())',
			],
			"another n8n's endpoint is taken": [
				'if (!(await isAnothers(context, elsewhere.url, wanted.url))) return [...ours, elsewhere];',
				'if (api.version) return [...ours, elsewhere];',
			],
			'an endpoint made by a lost call is not found again': [
				'const [orphan] = await findMade(registrar, wanted, failure);',
				'const [orphan]: Endpoint[] = [];',
			],
			'a new secret counts as older than the one before': [
				'own?.secret === secret ? own.registeredAtMs : Date.now()',
				'own?.registeredAtMs ?? 0',
			],
		},
	),
	...mutantsOf('trigger/differences.ts', ['unit/trigger/differences'], {
		'an endpoint for one resource passes as one for all': [
			"!isNarrowedAlike(wanted, own) && 'narrowed'",
			"!wanted && 'narrowed'",
		],
		'a disabled endpoint stays so': ["!endpoint.enabled && 'disabled'", "!endpoint && 'disabled'"],
	}),
	...mutantsOf('trigger/signatures.ts', ['unit/trigger/signatures'], {
		'one forged signature makes a secret count as changed': [
			'wasRefused(first, last) && wasRefused(last, Infinity)',
			'wasRefused(first, last) || wasRefused(last, Infinity)',
		],
		'an event missed before the last right signature is a sign of a changed secret': [
			'if (madeAtMs + roundingMs <= signedAtMs) return;',
			'',
		],
	}),
	...mutantsOf('trigger/neighbour.ts', ['unit/trigger/neighbour'], {
		'whoever answers 401 passes as this n8n': [
			'if (status === 401 && body.address === hashOf(question, ownUrl))',
			'if (status === 401)',
		],
		'an address that does not answer in time passes as nobody': [
			"return deadEnds.includes(errnoOf(error) ?? '') ? 'nobody' : 'another';",
			"return errnoOf(error) === 'E' ? 'another' : 'nobody';",
		],
	}),
	...mutantsOf('trigger/reconciliation/history.ts', ['unit/trigger/history'], {
		'another event of the second in which the workflow was published is lost': [
			'madeAtMs < atMs || (madeAtMs === atMs && ids.includes(nameOf(event)))',
			'madeAtMs <= atMs',
		],
		'what is too young today is passed over': ['!isYoung(each.madeAtMs, untilMs) &&', ''],
	}),
	...mutantsOf('trigger/reconciliation/progress.ts', ['unit/trigger/progress'], {
		'the cursor passes an event that is still to be handed over': [
			'Math.min(newestMs ?? progress.atMs, oldestOpenMs - 1, nowMs)',
			'Math.min(newestMs ?? progress.atMs, nowMs)',
		],
		'an event from the future hides all until then': [
			'oldestOpenMs - 1, nowMs)',
			'oldestOpenMs - 1)',
		],
	}),
	...mutantsOf(
		'trigger/reconciliation/again.ts',
		['engine/trigger/recovered', 'engine/trigger/history'],
		{
			'an event whose execution died is not handed over again': [
				'return times < mostTimes(memory) && nowMs - atMs >= againAfterMs * 2 ** (times - 1);',
				'return times < 1;',
			],
		},
	),
	...mutantsOf(
		'trigger/reconciliation/look.ts',
		['engine/trigger/position', 'engine/trigger/repair', 'engine/trigger/history'],
		{
			'a poll that ends after the workflow was deactivated moves the cursor': [
				'if (memory.ended !== ended) return [];',
				'',
			],
			'a secret that was changed at HeyGen is never noticed': [
				'if (!isFirst) for (const { atMs } of missed) noteMissed(memory.signatures, atMs);',
				'',
			],
			'the cursor is never saved': [
				'if (isWorthSaving(progress, stored.progress)) writeStored(context, { ...stored, progress });',
				'',
			],
		},
	),
	...mutantsOf('trigger/reconciliation/inspection.ts', ['engine/trigger/repair'], {
		'a dead secret is kept': [
			'settle(by, wanted, ours, isStale ? undefined : held)',
			'settle(by, wanted, ours, held)',
		],
		'a poll makes an endpoint for a workflow that is off': [
			'if (!memory.isActive || url === undefined) return undefined;',
			'if (url === undefined) return undefined;',
		],
	}),
];
