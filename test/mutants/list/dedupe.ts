import { mutantsOf } from '../mutant';

/** trigger/dedupe: each event once, and none lost. */
export const dedupe = [
	...mutantsOf('trigger/dedupe/keys.ts', ['unit/trigger/keys'], {
		'a second event with equal content and another id is a repeat': [
			"prints.some((print, index) => has(print) && !has(marks[index] ?? ''))",
			'prints.some(has)',
		],
		'a repeat after midnight is a new event': [
			'`b${Math.floor((day + 1) / 2)}`',
			'`b${Math.floor(day / 2)}`',
		],
		'two different ids at the same moment are one event': ['? one.id === other.id', '? true'],
		'the id of an event counts for all nodes of a workflow': [
			'id: `${scope} id ${id}`',
			'id: `id ${id}`',
		],
		'an id that was rounded as it was read is the id of others too': [
			"typeof event_id === 'number' && !Number.isSafeInteger(event_id) ? undefined : idText(event_id);",
			'idText(event_id);',
		],
	}),
	...mutantsOf('trigger/dedupe/inFlight.ts', ['unit/trigger/inFlight'], {
		'an event that n8n did not store counts as known': [
			'if (stored && !this.isRecorded(keys))',
			'if (!this.isRecorded(keys))',
		],
		'what is under way never ends by itself': [
			'if (Date.now() >= each.untilMs) this.drop(each);',
			'if (each.untilMs === 0) this.drop(each);',
		],
		'a stored event whose execution died is never brought again': [
			'(this.known.get(key) ?? 0) > nowMs',
			'this.known.has(key)',
		],
		'a stored event takes back that it was recorded': [
			'if (stored && !this.isRecorded(keys)) this.know',
			'if (stored) this.know',
		],
	}),
	...mutantsOf('trigger/dedupe/seenEvents.ts', ['engine/trigger/seenEvents'], {
		'what was only asked about counts as put out': [
			'return keys.filter((key) => has(key) === false);',
			'return [];',
		],
		'two copies that wait at the same moment are both new': [
			'recorded.has(key) || has(key) === true',
			'has(key) === true',
		],
		'the first run of an execution makes its own event known to the second': [
			'const isNewHere = isOwn || !isKnownHere(keys);',
			'const isNewHere = !isKnownHere(keys);',
		],
	}),
	...mutantsOf(
		'trigger/dedupe/nodeRow.ts',
		['engine/trigger/seenEvents', 'engine/trigger/download', 'engine/trigger/queueMode'],
		{
			'an event is dropped when the answer to its write was lost': [
				'return added < call.leastOfNew ? () => true : () => undefined;',
				'return () => true;',
			],
			'a repeat comes twice when the answer to its write was lost': [
				'return added < call.leastOfNew ? () => true : () => undefined;',
				'return () => undefined;',
			],
			'events are dropped while the database is away': [
				'\t\t\tread(has);\n\t\t}\n\t}',
				'\t\t\tread(() => true);\n\t\t}\n\t}',
			],
			'processes ask without a lock': [
				'if (!isShared || !(await this.mayLock(context))) await work(row, () => {});',
				'if (row) await work(row, () => {});',
			],
		},
	),
	...mutantsOf(
		'trigger/dedupe/n8nRow.ts',
		['engine/trigger/n8nRowLease', 'engine/trigger/queueMode'],
		{
			'the node takes the row of the lock for its own': ['node.id = id;', ''],
		},
	),
	...mutantsOf('trigger/dedupe/n8nRowLease.ts', ['engine/trigger/n8nRowLease'], {
		"in another version of n8n the lock clears the node's memory": [
			'if ((await other.count()) !== 0 || (await row.count()) !== 1) {',
			'if (key === undefined) {',
		],
		'a lock whose holder died is never had again': [
			"return (await takeOver(row, name)) ? 'taken' : undefined;",
			'return undefined;',
		],
		'two who take over at the same moment both have the lock': [
			"return (await put(row, name)) !== 'added';",
			'return true;',
		],
		'a holder that lost the lock goes on': [
			"if (!this.isHeld || this.isSilent) throw new Error('The lock between processes was lost');",
			'',
		],
		'a holder for whom it takes long loses the lock': ['void this.keepSigning();', ''],
	}),
];
