import { mutantsOf } from '../mutant';

export const resources = [
	...mutantsOf(
		'operation/run.ts',
		[
			'engine/action/items',
			'engine/action/events',
			'engine/action/endpoints',
			'engine/action/house',
			'engine/action/refusals',
		],
		{
			'an item that fails stops nothing': [
				'if (!context.continueOnFail()) {',
				'if (first === undefined) {',
			],
			'a signing secret is shown to a model': [
				'return item.isTool ? made.map((one) => withoutSecrets(one, resource)) : made;',
				'return made;',
			],
			'a resource of v3 is asked for with v1': ['refuseV1(context, resource, heygen);', ''],
		},
	),
	...mutantsOf('resources/api/path.ts', ['engine/action/api'], {
		'a path leads the key out of the Base URL': [' && isUnder(baseUrl, path)', ''],
	}),
	...mutantsOf(
		'operation/item.ts',
		['engine/action/items', 'engine/action/house', 'engine/action/files'],
		{
			'the next execution gets what the last one made': [
				'\t\t\texecutionOf(context, index),\n',
				'',
			],
			'the second call of an item gets what the first one made': [
				'this.calls.set(call, ordinal + 1);',
				'',
			],
			'the next run of a loop gets what the last one made': ['runIndexOf(context, index),', '0,'],
		},
	),
	...mutantsOf('operation/runIndex.ts', ['engine/action/waitingTools'], {
		'the second call of an MCP client gets what the first one made': [
			'calls.get(sent) ?? randomUUID()',
			"calls.get(sent) ?? ''",
		],
		'a try of an MCP call makes a second video': ['\tcalls.set(sent, call);\n', ''],
	}),
	...mutantsOf('operation/runIndex.ts', ['engine/action/items', 'engine/action/house'], {
		'a tool that n8n tries again makes a second video': [
			'const first = firstRuns.get(sent) ?? run;',
			'const first = run;',
		],
	}),
	...mutantsOf(
		'operation/makers.ts',
		[
			'engine/action/items',
			'engine/action/refusals',
			'engine/action/keys',
			'engine/action/translations',
			'engine/action/house',
			'engine/action/backgroundRemoval',
			'engine/action/operations',
		],
		{
			'a background removal that is sent again is made twice': [
				'body: { ...request.body, [keyIn]: key }, isRepeatable: true }',
				'isRepeatable: true }',
			],
			'a create that is repeated makes a second one': [
				'(noKey !== true && { idempotencyKey',
				'(noKey === true && { idempotencyKey',
			],
			'an ID with a slash reaches another path': [
				'return encodeURIComponent(value);',
				'return value;',
			],
			'a delete that HeyGen refused counts as done': [
				'if (code === undefined || code !== spec.gone) throw asThrown(error);',
				'if (code === spec.gone) throw asThrown(error);',
			],
			'an answer that names nothing that was made passes as success': [
				'if (made?.length === 0) {',
				'if (made?.length === -1) {',
			],
		},
	),
	...mutantsOf('operation/uploads.ts', ['engine/action/keys', 'engine/action/files'], {
		'an empty file is uploaded': [
			'if (size === 0) throw unfit(label,',
			'if (size < 0) throw unfit(label,',
		],
		'each file is uploaded for the first': [
			'files.set(upload.binary, await fileOf(item, upload));',
			"files.set('', await fileOf(item, upload));",
		],
		'a file of the same name in two executions is the same for HeyGen': [
			'return { name, size };',
			'return { name };',
		],
	}),
	...mutantsOf('operation/downloads.ts', ['engine/action/files'], {
		'a file that can not be fetched loses what HeyGen said of its job': [
			'made.context.found = found;',
			'',
		],
	}),
	...mutantsOf(
		'resources/webhookEndpoint/rotateSecret.ts',
		['engine/action/endpoints', 'engine/trigger/repair'],
		{
			'a trigger refuses HeyGen after its secret was rotated here': [
				'if (secret !== undefined) noteRotated(heygen.connection.baseUrl, id, secret);',
				'',
			],
		},
	),
	...mutantsOf(
		'resources/webhookEndpoint/index.ts',
		['engine/action/endpoints', 'engine/action/house'],
		{
			'the secret of an endpoint is none': ["secrets: ['secret'],", 'secrets: [],'],
		},
	),
	...mutantsOf('resources/asset/uploadMany.ts', ['engine/action/files'], {
		'each item gets the asset of the first': [
			'outcomes.set(index, outcomeOf(done[place]));',
			'outcomes.set(index, outcomeOf(done[0]));',
		],
	}),
	...mutantsOf(
		'operation/getMany.ts',
		['engine/lists', 'engine/action/events', 'engine/action/operations'],
		{
			'Return All ends at the limit': [
				'item.isOn(returnAll) ? Infinity : Number(item.value(limit))',
				'Number(item.value(limit))',
			],
		},
	),
];
