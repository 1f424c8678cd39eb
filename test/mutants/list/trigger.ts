import { mutantsOf } from '../mutant';

/** The four entrances of n8n, and what a trigger node stores. once.ts and endpoint.ts have the rest. */
export const trigger = [
	...mutantsOf(
		'trigger/delivery.ts',
		[
			'engine/trigger/delivery',
			'engine/trigger/answers',
			'engine/trigger/hangups',
			'engine/trigger/ids',
		],
		{
			'an unsigned body is taken': [
				'if (reason !== undefined || rawBody === undefined)',
				'if (rawBody === undefined)',
			],
			'everything is taken while no secret is stored': [
				"if (secret === undefined) return 'no signing secret is held for this node';",
				'if (secret === undefined) return undefined;',
			],
			'an old delivery is refused where no poll brings it again': [
				'return isRecovered;',
				'return true;',
			],
			'a repeat gets 200 while the first one may still fail': [
				"return refuse(context, 503, 'The event is still being stored, send it again.');",
				"return answer('The event was received.');",
			],
			'an event counts as stored though n8n answered 500': [
				'return response.writableEnded && response.statusCode < 300;',
				'return response.writableEnded;',
			],
			'a sender that hangs up ends the claim on its event': [
				'while (!response.writableEnded && Date.now() < giveUpAtMs) await sleep(endedCheckMs);',
				'',
			],
			'a delivery that could not be handled gets 200': [
				"return refuse(context, 500, 'The delivery could not be handled, send it again.');",
				"return answer('The event was received.');",
			],
			'the day of an event is the one of its delivery': [
				'return canBe ? saidMs : nowMs;',
				'return nowMs;',
			],
		},
	),
	...mutantsOf('trigger/identity.ts', ['unit/trigger/identity'], {
		'two nodes with one id share a memory': [
			'JSON.stringify([id, webhookId ?? name])',
			'JSON.stringify([id])',
		],
		'a copy in another n8n takes the memory for its own': [
			"`${context.getInstanceId()}/${context.getWorkflow().id ?? ''}`",
			"`/${context.getWorkflow().id ?? ''}`",
		],
	}),
	...mutantsOf('trigger/stored.ts', ['unit/trigger/stored'], {
		'what another owner left is read': [
			'if (isOwned(context, value)) return storedIn(value);',
			'if (isObject(value)) return storedIn(value);',
		],
		'a write deletes what other nodes of the workflow store': [
			'value.owner !== ownerOf(context) &&',
			'',
		],
		'an endpoint without a secret is read': [
			'if (endpointId === undefined || secret === undefined || url === undefined) return undefined;',
			'if (endpointId === undefined || url === undefined) return undefined;',
		],
	}),
	...mutantsOf('trigger/held.ts', ['unit/trigger/stored'], {
		'the secret of this process counts though a newer one is saved': [
			'here !== undefined && here.registeredAtMs >= (saved?.registeredAtMs ?? 0) ? here : saved;',
			'here ?? saved;',
		],
		'a secret rotated before the endpoint was registered counts': [
			'told !== undefined && told.atMs > held.registeredAtMs',
			'told !== undefined',
		],
	}),
	...mutantsOf('trigger/memory.ts', ['unit/trigger/memory', 'engine/trigger/once'], {
		'the queue before the database is thrown away while somebody waits': [
			'nowMs - usedAtMs > unusedMs && !record.isBusy',
			'nowMs - usedAtMs > unusedMs',
		],
		'a test run shares the memory of the published workflow': [
			"const isTest = context.getMode?.() === 'manual';",
			'const isTest = false;',
		],
	}),
	...mutantsOf(
		'trigger/emission.ts',
		[
			'engine/trigger/handover',
			'engine/trigger/output',
			'engine/trigger/download',
			'engine/trigger/once',
		],
		{
			'the second run of an execution takes its own event for a repeat': [
				'isOwn: keysToRecord(keys).some((key) => run.keys.has(key)),',
				'isOwn: false,',
			],
			'a test run uses up the event of the published workflow': [
				"if (context.getMode() === 'manual') return outputs;",
				'',
			],
			'a retry by hand comes out empty': [
				'return isWished(context) ? outputs : outputs.filter((_, index) => isNew[index]);',
				'return outputs.filter((_, index) => isNew[index]);',
			],
			'an event whose file could not be fetched is lost': [
				': { ...json, error: failure.message };',
				': { error: failure.message };',
			],
			'with two outputs, an event without an outcome leaves through neither': [
				'return [outputs.filter((output) => !isFailure(output)), outputs.filter(isFailure)];',
				"return ['success', 'fail'].map((end) => outputs.filter(({ handed }) => outcomeOf(handed.event.event_type) === end));",
			],
		},
	),
	...mutantsOf('trigger/handover.ts', ['unit/trigger/handover'], {
		'only the first of many events is handed over': [
			'body.events.flatMap((entry) => handedIn(entry, nowMs))',
			'body.events.slice(0, 1).flatMap((entry) => handedIn(entry, nowMs))',
		],
	}),
	...mutantsOf('trigger/download.ts', ['unit/trigger/download', 'engine/trigger/download'], {
		'the query of a signed link stands in an error': [
			"URL.canParse(link) ? new URL(link).origin + new URL(link).pathname : '';",
			'link;',
		],
		'a dead link is not renewed': [
			'if (!isDead(error)) throw told(context, error, link, itemIndex);',
			'throw told(context, error, link, itemIndex);',
		],
	}),
];
