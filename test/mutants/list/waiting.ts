import { mutantsOf } from '../mutant';

export const waiting = [
	...mutantsOf('waiting/jobs/state.ts', ['unit/waiting', 'engine/action/waitingKinds'], {
		'a status nobody knows ends the job': [
			"if (!ends.some(says)) return 'open';",
			"if (!ends.some(says)) return 'failed';",
		],
		'a job that goes on has failed for what its first try says': [
			"if (isAtWork(word)) return 'open';",
			'',
		],
	}),
	...mutantsOf('waiting/jobs/batch.ts', ['unit/waiting', 'engine/action/waitingKinds'], {
		'a batch that does not list all its items yet has ended': [
			"if (isShort || isAtWork(found.status) || states.includes('open'))",
			"if (isAtWork(found.status) || states.includes('open'))",
		],
		'a batch of which one failed is a failed one': [
			"if (states.includes('completed')) return { state: 'completed', data };",
			"if (states.every((one) => one === 'completed')) return { state: 'completed', data };",
		],
		'a batch of one ends before its video has a name': [
			"if (ids.length === 0) return { state: 'open', data: told };",
			"if (ids.length === 0) return { state: 'completed', data: told };",
		],
	}),
	...mutantsOf(
		'waiting/jobs/videoTranslation.ts',
		['unit/waiting', 'engine/action/waitingKinds', 'engine/action/waitingEnds'],
		{
			'one language that fails loses the others': [
				'const isFailed = stopOnFirstFailure === true ? lost.length > 0 : lost.length === parts.length;',
				'const isFailed = lost.length > 0;',
			],
		},
	),
	...mutantsOf('waiting/jobs/missing.ts', ['unit/waiting', 'engine/action/waiting'], {
		'a job that was just made and is not shown yet is gone': [
			"return nowMs - sinceMs < lagMs ? open : { state: 'gone', data: {} };",
			"return { state: 'gone', data: {} };",
		],
	}),
	...mutantsOf('waiting/jobs/jobTypes.ts', ['unit/waiting', 'engine/action/waitingKinds'], {
		'a word of JavaScript is a job': [
			'Object.hasOwn(all, name) ? all[name] : undefined',
			'all[name]',
		],
	}),
	...mutantsOf('waiting/jobs/single.ts', ['unit/waiting', 'engine/action/waitingKinds'], {
		'a video comes out a moment before HeyGen names its file': [
			"if (status.state !== 'completed' || hasFile(name, status.data)) return status;",
			'if (name) return status;',
		],
		'an ID with a slash asks at another path': [
			'${jobNamed(name).path}/${encodeURIComponent(id)}',
			'${jobNamed(name).path}/${id}',
		],
	}),
	...mutantsOf('waiting/status.ts', ['unit/waiting', 'engine/action/waiting'], {
		'a job missing in the list of states has ended': [
			'const openIds = ids.filter((id) => !closed.has(id));',
			"const openIds = ids.filter((id) => closed.get(id) === 'open');",
		],
		'jobs before the one that HeyGen called about are not asked for': [
			'[...jobs.slice(from), ...jobs.slice(0, from)]',
			'[...jobs.slice(from)]',
		],
		'of more than a hundred jobs the rest is never asked for': [
			'start < ids.length; start += most',
			'start < 1; start += most',
		],
	}),
	...mutantsOf('waiting/poll.ts', ['engine/action/waitingAsks'], {
		'a minute without HeyGen ends the wait': [
			'if (failure === undefined || isFinal(failure)) throw asThrown(error);',
			'throw asThrown(error);',
		],
		'a cancelled execution asks on': [
			'this.context.getExecutionCancelSignal()?.throwIfAborted();',
			'',
		],
	}),
	...mutantsOf(
		'waiting/resume.ts',
		['unit/waiting', 'engine/action/waiting', 'engine/action/waitingEnds'],
		{
			'a call for another run resumes this one': [
				'if (parked === undefined || parked.wait !== wait) return heard;',
				'if (parked === undefined) return heard;',
			],
			'HeyGen is not asked to call again about a job that is still open': [
				'return isEarly ? callAgain(context) : heard;',
				'return heard;',
			],
			'a call that could not be handled is not made again': [
				'could not be asked about it: ${wordsOf(error)}`,\n\t\t);\n\t\treturn callAgain(context);',
				'could not be asked about it: ${wordsOf(error)}`,\n\t\t);\n\t\treturn heard;',
			],
		},
	),
	...mutantsOf(
		'waiting/parked.ts',
		['unit/waiting', 'engine/action/waiting', 'engine/action/waitingEnds'],
		{
			'the jobs of a parked execution are not read back': ['ids: textsOf(ids) ?? [],', 'ids: [],'],
			'a second run of the node in one execution is woken by the first': [
				'context.getNode().id, run]',
				'context.getNode().id]',
			],
		},
	),
	...mutantsOf('waiting/create.ts', ['engine/action/waiting'], {
		'a call that is repeated makes a second job': [
			'...(noKey !== true && {\n',
			'...(noKey !== undefined && {\n',
		],
	}),
	...mutantsOf('waiting/execute.ts', ['engine/action/waiting', 'engine/action/waitingEnds'], {
		'when the time is up, the input comes out in place of the jobs': [
			'context.getExecuteData().data.main = [atLimit];',
			'',
		],
	}),
	...mutantsOf('waiting/output.ts', ['unit/waiting', 'engine/action/waitingEnds'], {
		'an item that fails hides which jobs were made before it': [
			'throw withMade(error, namesOf(made()));',
			'throw error;',
		],
		'a job that is not ready in time comes out without its ID': [
			"return { json: { ...ids, status: 'timeout' } };",
			"return { json: { status: 'timeout' } };",
		],
		'a job that failed comes out without its ID': [
			"withoutError({ ...data, ...ids, status: 'failed' })",
			"withoutError({ ...data, status: 'failed' })",
		],
	}),
	...mutantsOf('waiting/files.ts', ['engine/action/waitingAsks', 'engine/action/waitingEnds'], {
		'a file that can not be fetched loses the ID of its job': [
			"details: without(one.json, 'status') };",
			'details: {} };',
		],
	}),
	...mutantsOf('waiting/credential.ts', ['engine/action/credentials'], {
		'a wait with two credentials makes a job that nobody can ask about': [
			'if (own !== first) {',
			"if (own === '') {",
		],
	}),
];
