import { mutantsOf } from '../mutant';

export const waiting = [
	...mutantsOf('waiting/job.ts', ['unit/waiting', 'engine/action/waitingKinds'], {
		'a status nobody knows ends the job': [
			"(ended[word] ?? 'open') : 'open'",
			"(ended[word] ?? 'open') : 'failed'",
		],
	}),
	...mutantsOf('waiting/batchKind.ts', ['unit/waiting', 'engine/action/waitingKinds'], {
		'a batch that does not list all its items yet has ended': [
			"if (isShort || isAtWork || states.includes('open'))",
			"if (isAtWork || states.includes('open'))",
		],
		'a batch of which one failed is a failed one': [
			"if (states.includes('completed')) return { state: 'completed', data };",
			"if (states.every((state) => state === 'completed')) return { state: 'completed', data };",
		],
	}),
	...mutantsOf(
		'waiting/translationsKind.ts',
		['unit/waiting', 'engine/action/waitingKinds', 'engine/action/waitingEnds'],
		{
			'one language that fails loses the others': [
				'const isFailed = stopOnFirstFailure === true ? lost.length > 0 : lost.length === ids.length;',
				'const isFailed = lost.length > 0;',
			],
		},
	),
	...mutantsOf('waiting/looking.ts', ['unit/waiting', 'engine/action/waiting'], {
		'a job that was just made and is not shown yet is gone': [
			"look.state === 'gone' || look.lacksPart === true ?",
			'look.lacksPart === true ?',
		],
		'a job missing in the list of states is gone': [
			"states.set(job, byId.get(job.ids[0]) ?? 'open')",
			"states.set(job, byId.get(job.ids[0]) ?? 'gone')",
		],
		'jobs before the one that HeyGen called about are not asked for': [
			'[...all.slice(from), ...all.slice(0, from)]',
			'[...all.slice(from)]',
		],
	}),
	...mutantsOf('waiting/asking.ts', ['engine/action/waitingAsks'], {
		'a minute without HeyGen ends the wait': [
			'if (failure === undefined || !isPassing(failure)) throw asThrown(error);',
			'throw asThrown(error);',
		],
	}),
	...mutantsOf('waiting/wake.ts', ['engine/action/waiting', 'engine/action/waitingEnds'], {
		'a call for another run resumes this one': [
			'if (parked === undefined || parked.wait !== wait) return heard;',
			'if (parked === undefined) return heard;',
		],
		'HeyGen is not asked to call again about a job that is still open': [
			'return isCalledOpen(parked, looks, item) ? callAgain(context) : heard;',
			'return heard;',
		],
	}),
	...mutantsOf(
		'waiting/state.ts',
		['unit/waiting', 'engine/action/waiting', 'engine/action/waitingEnds'],
		{
			'the jobs of a parked execution are not read back': [
				'ids: textsOf(job.ids) ?? [],',
				'ids: [],',
			],
			'a second run of the node in one execution is woken by the first': [
				'context.getNode().id, run]',
				'context.getNode().id]',
			],
		},
	),
	...mutantsOf('waiting/creation.ts', ['engine/action/waiting'], {
		'a call that is repeated makes a second job': [
			'...(noKey !== true && { idempotencyKey: item.keyFor(method, path) }),',
			'',
		],
	}),
	...mutantsOf('waiting/attempt.ts', ['unit/waiting'], {
		'an item that fails hides which jobs were made before it': [
			"[error.description ?? '', namesOf(made)]",
			"[error.description ?? '']",
		],
	}),
	...mutantsOf('waiting/outcome.ts', ['unit/waiting', 'engine/action/waitingEnds'], {
		'a job that is not ready in time comes out without its ID': [
			"return { json: { ...ids, status: 'timeout' } };",
			"return { json: { status: 'timeout' } };",
		],
		'a job that failed comes out without its ID': [
			"details: { ...data, ...ids, status: 'failed' },",
			"details: { ...data, status: 'failed' },",
		],
	}),
	...mutantsOf('waiting/park.ts', ['engine/action/waiting', 'engine/action/waitingEnds'], {
		'when the time is up, the input comes out in place of the jobs': [
			'context.getExecuteData().data.main = [atLimit];',
			'',
		],
	}),
	...mutantsOf('waiting/attach.ts', ['engine/action/waitingAsks', 'engine/action/waitingEnds'], {
		'a file that can not be fetched loses the ID of its job': [
			"details: without(one.json, 'status') };",
			'details: {} };',
		],
	}),
];
