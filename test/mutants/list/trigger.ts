import { mutantsOf } from '../mutant';

/** The entrances of n8n, and what a trigger node stores. dedupe, endpoint and poll have the rest. */
export const trigger = [
	...mutantsOf(
		'trigger/webhook.ts',
		[
			'engine/trigger/delivery',
			'engine/trigger/answers',
			'engine/trigger/forgeries',
			'engine/trigger/hangups',
			'engine/trigger/ids',
		],
		{
			'an unsigned body is taken': [
				'if (reason !== undefined || rawBody === undefined)',
				'if (rawBody === undefined)',
			],
			'everything is taken while no secret is stored': [
				"if (endpoint === undefined) return 'n8n has no signing secret for this node';",
				'if (endpoint === undefined) return undefined;',
			],
			'an old delivery is refused where no poll brings it again': [
				'\treturn isRecovered;',
				'\treturn true;',
			],
			'a repeat gets 200 while the first one may still fail': [
				"return refuse(n8n, 503, 'The event is still being stored, send it again.');",
				"return answer('The event was received.');",
			],
			'an event counts as stored though n8n answered 500': [
				'return response.writableEnded && response.statusCode < 300;',
				'return response.writableEnded;',
			],
			'a sender that hangs up ends what is under way': [
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
	...mutantsOf('trigger/webhook.ts', ['engine/trigger/adoption', 'engine/trigger/copies'], {
		'a challenge is not answered': [
			'isChallenge(challenge) && ownUrl !== undefined ? responseTo(challenge, ownUrl) : {};',
			'{};',
		],
	}),
	...mutantsOf('trigger/triggerContext.ts', ['unit/trigger/triggerContext'], {
		'two nodes with one id share a memory': [
			'JSON.stringify([id, webhookId ?? name])',
			'JSON.stringify([id])',
		],
		'a copy in another n8n takes the memory for its own': [
			"`${n8n.getInstanceId()}/${n8n.getWorkflow().id ?? ''}`",
			"`/${n8n.getWorkflow().id ?? ''}`",
		],
		'a test run shares the memory of the published workflow': [
			'JSON.stringify([this.owner, this.scope, this.isTest])',
			'JSON.stringify([this.owner, this.scope])',
		],
		'the secret of this process counts though a newer one is saved': [
			'here !== undefined && here.registeredAtMs >= (saved?.registeredAtMs ?? 0) ? here : saved;',
			'here ?? saved;',
		],
		'a secret rotated before the endpoint was registered counts': [
			'told !== undefined && told.atMs > newest.registeredAtMs',
			'told !== undefined',
		],
	}),
	...mutantsOf('trigger/state/staticData.ts', ['unit/trigger/staticData'], {
		'what another owner left is read': [
			'isObject(value) && value.owner === owner ? storedIn(value) : {};',
			'isObject(value) ? storedIn(value) : {};',
		],
		'a write deletes what other nodes of the workflow store': ['\tvalue.owner !== owner &&\n', ''],
		'an endpoint without a secret is read': [
			'if (endpointId === undefined || secret === undefined || url === undefined) return undefined;',
			'if (endpointId === undefined || url === undefined) return undefined;',
		],
	}),
	...mutantsOf(
		'trigger/state/listState.ts',
		['unit/trigger/staticData', 'engine/trigger/pollingLife'],
		{
			'what polling waits for is forgotten at a restart': ['open: idsIn(value.open),', 'open: {},'],
		},
	),
	...mutantsOf('trigger/testEvent.ts', ['engine/trigger/filters'], {
		'a test run shows another event than the one that was delivered': [
			'isTest && n8n.getInputData().every(({ json }) => Object.keys(json).length === 0);',
			'isTest;',
		],
	}),
	...mutantsOf('trigger/state/processMemory.ts', ['unit/trigger/processMemory'], {
		'the queue before the database is thrown away while somebody waits': [
			'nowMs - usedAtMs > unusedMs && !seenEvents.isBusy',
			'nowMs - usedAtMs > unusedMs',
		],
	}),
	...mutantsOf(
		'trigger/execute.ts',
		[
			'engine/trigger/handover',
			'engine/trigger/output',
			'engine/trigger/download',
			'engine/trigger/filters',
			'engine/trigger/once',
		],
		{
			'the second run of an execution takes its own event for a repeat': [
				'isOwn: keysToRecord(keys).some((key) => run.keys.has(key))',
				'isOwn: false',
			],
			'a test run uses up the event of the published workflow': [
				'if (trigger.isTest || outputs.length === 0) return outputs;',
				'if (outputs.length === 0) return outputs;',
			],
			'a retry by hand comes out empty': [
				'return isWished ? outputs : outputs.filter((_, index) => isNew[index]);',
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
			'a run that n8n runs again has recorded its event': [
				'if (isFailed(trigger, outputs) && mayRunAgain(trigger, run)) return outputs;',
				'',
			],
		},
	),
	...mutantsOf('trigger/handover.ts', ['unit/trigger/handover'], {
		'only the first of many events is handed over': [
			'body.events.flatMap((entry) => handedIn(entry, nowMs))',
			'body.events.slice(0, 1).flatMap((entry) => handedIn(entry, nowMs))',
		],
		'what another process made counts as made here': [
			'process !== undefined && process !== thisProcess',
			'process === undefined',
		],
	}),
	...mutantsOf('trigger/download.ts', ['unit/trigger/download', 'engine/trigger/download'], {
		'the query of a signed link stands in an error': [
			"URL.canParse(link) ? new URL(link).origin + new URL(link).pathname : '';",
			'link;',
		],
		'a dead link is not renewed': [
			'if (!isDead(failure)) throw told(context, failure, link, itemIndex);',
			'throw told(context, failure, link, itemIndex);',
		],
	}),
];
