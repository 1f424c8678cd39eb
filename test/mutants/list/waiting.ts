import { mutantsOf } from '../mutant';

export const waiting = [
	...mutantsOf('shared/jobState.ts', ['unit/shared', 'engine/action/waitingKinds'], {
		'a status nobody knows ends the job': [
			"if (!ends.some(says)) return 'open';",
			"if (!ends.some(says)) return 'failed';",
		],
		'a job that goes on has failed for what its first try says': [
			"if (isAtWork(word)) return 'open';",
			'',
		],
	}),
	...mutantsOf('waiting/jobs/batch.ts', ['unit/waiting', 'engine/action/waitingEnds'], {
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
		'waiting/jobs/languages.ts',
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
	...mutantsOf('waiting/jobs/videoAgent.ts', ['engine/action/waitingEnds'], {
		'a session that has ended comes out without the video that it made': [
			"if (session !== undefined && (session.state !== 'completed' || named !== undefined))",
			'if (session !== undefined)',
		],
	}),
	...mutantsOf(
		'waiting/jobs/single.ts',
		['engine/action/waitingEnds', 'engine/action/waitingById'],
		{
			'a video comes out a moment before HeyGen names its file': [
				"if (status.state !== 'completed' || hasFile(name, status.data)) return status;",
				'if (name) return status;',
			],
			'an ID with a slash asks at another path': [
				'${jobNamed(name).path}/${encodeURIComponent(id)}',
				'${jobNamed(name).path}/${id}',
			],
			"one of HeyGen's own, which has no status, is waited for in vain": [
				'const isStock = jobNamed(name).hasStock === true',
				'const isStock = jobNamed(name).hasStock === undefined',
			],
			'who waits for a consent gets the avatar before it': [
				'return isAsked ? open : status;',
				'return status;',
			],
		},
	),
	...mutantsOf('waiting/options.ts', ['engine/action/waitingAsked'], {
		'HeyGen is given an address where it calls nobody': [
			'isCalled: mayBeCalled && isWanted && isPossible',
			'isCalled: isWanted && isPossible',
		],
	}),
	...mutantsOf('waiting/status.ts', ['engine/action/waitingById'], {
		'an ID that is none ends the wait of all items': [
			"if (isKnown === true && isRefused(error, [400, 422])) return { state: 'gone', data: {} };",
			'',
		],
	}),
	...mutantsOf('waiting/status.ts', ['unit/waiting', 'engine/action/waiting'], {
		'a job missing in the list of states has ended': [
			"(states[index] ?? 'atWork') === 'atWork'",
			"states[index] === 'atWork'",
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
	...mutantsOf('waiting/poll.ts', ['engine/action/waitingAsks', 'engine/action/waitingFaults'], {
		'a minute without HeyGen ends the wait': [
			'if (failure === undefined || isFinal(failure)) throw asThrown(error);',
			'throw asThrown(error);',
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
			'an execution goes on when the first of its jobs has ended': [
				"if (jobs.some((one) => (statuses.get(one)?.state ?? 'open') === 'open')) {",
				"if (jobs.every((one) => (statuses.get(one)?.state ?? 'open') === 'open')) {",
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
			'a retry of an execution makes again what was paid for': [
				"if (context.getMode() !== 'retry' ||",
				"if (context.getMode() === 'retry' ||",
			],
			'a retry waits for a callback that nobody gets any more': [
				"job: without(entry.job, 'isCalled')",
				'job: entry.job',
			],
			'a second run of the node in one execution is woken by the first': [
				'context.getNode().id, run]',
				'context.getNode().id]',
			],
		},
	),
	...mutantsOf('waiting/create.ts', ['engine/action/waiting'], {
		'a call that is repeated makes a second job': [
			'spec.noKey === true ? addressed : underKey',
			'spec.noKey !== true ? addressed : underKey',
		],
	}),
	...mutantsOf('waiting/create.ts', ['engine/action/waitingAutomatic'], {
		'a create that HeyGen may have done is made again without an address': [
			'if (failure === undefined || !isAboutAddress(failure)) throw asThrown(error);',
			'if (failure === undefined) throw asThrown(error);',
		],
	}),
	...mutantsOf('waiting/execute.ts', ['engine/action/waitingAgain'], {
		'an execution that fails forgets what was made': [
			'if (keeps && !isParked) keepForRetry(context, parked);',
			'',
		],
	}),
	...mutantsOf(
		'waiting/createNext.ts',
		['engine/action/waitingMany', 'engine/action/waitingFaults'],
		{
			'an item for which HeyGen has no room fails': [
				'if (failureOf(error)?.status !== 429) throw asThrown(error);',
				'throw asThrown(error);',
			],
		},
	),
	...mutantsOf('waiting/wait.ts', ['engine/action/waitingAgain', 'engine/action/waitingMany'], {
		'at the limit HeyGen is not asked': [
			'if (isLate || this.isDone) await this.poll.results(this.parked.entries);',
			'if (isLate) return true;',
		],
		'what was made is not written down before the node is parked': [
			'writeParked(context, parked);',
			'',
		],
		'in a workflow of the old order the input comes out in place of the jobs': [
			'context.getExecuteData().data.main = [itemsOf(atLimit, onErrorOf(context.getNode()))];',
			'void itemsOf(atLimit, onErrorOf(context.getNode()));',
		],
	}),
	...mutantsOf('operation/n8nStack.ts', ['engine/action/waitingTools'], {
		'nothing is waited for on n8n 1.123': ["'isToolExecution' in context && ", ''],
		'an MCP server is parked': [
			' && context.getExecuteData().node.name === context.getNode().name',
			'',
		],
	}),
	...mutantsOf('operation/n8nStack.ts', ['engine/action/waitingAgain'], {
		'the second call is another run of the node': [
			'node: { ...node }, data: { ...data }, runIndex }',
			'node: { ...node }, data: { ...data } }',
		],
		'the input comes out in place of what HeyGen makes': [
			'entry.data = { ...data, main: [[]] };',
			'',
		],
		'nothing comes out as an item with Always Output Data': [
			'entry.node = { ...node, alwaysOutputData: false, executeOnce: false };',
			'entry.node = { ...node };',
		],
	}),
	...mutantsOf('shared/publicAddress.ts', ['unit/shared'], {
		'an address without https is public': ["if (protocol !== 'https:') return false;", ''],
	}),
	...mutantsOf('waiting/output.ts', ['unit/waiting', 'engine/action/waitingEnds'], {
		'an item that fails hides which jobs were made before it': [
			'...withMade({ description: failed.description }, namesOf(others)),',
			'',
		],
		'a job that is not ready in time comes out without its ID': [
			"const json: IDataObject = { ...ids, status: 'timeout' };",
			"const json: IDataObject = { status: 'timeout' };",
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
	...mutantsOf('operation/credential.ts', ['engine/action/credentials'], {
		'a wait with two credentials makes a job that nobody can ask about': [
			'if (own === heygen.connection.credentialMark) return;',
			"if (own !== '') return;",
		],
	}),
];
