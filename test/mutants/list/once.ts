import { mutantsOf } from '../mutant';

/** trigger/once: each event once, and none lost. */
export const once = [
	...mutantsOf('trigger/once/keys.ts', ['unit/trigger/keys'], {
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
	}),
	...mutantsOf('trigger/once/claims.ts', ['unit/trigger/claims'], {
		'an event that n8n did not store counts as known': [
			'if (stored && !this.isRecorded(keys))',
			'if (!this.isRecorded(keys))',
		],
		'a claim never ends by itself': [
			'if (Date.now() >= each.untilMs) this.drop(each);',
			'if (each.untilMs === 0) this.drop(each);',
		],
		'a stored event whose execution died is never brought again': [
			'(this.known.get(key) ?? 0) > nowMs',
			'this.known.has(key)',
		],
	}),
	...mutantsOf('trigger/once/record.ts', ['engine/trigger/record'], {
		'events are dropped while the database is away': [
			'answer(events.map(() => true))',
			'answer(events.map(() => false))',
		],
	}),
	...mutantsOf(
		'trigger/once/check.ts',
		['engine/trigger/record', 'engine/trigger/download', 'engine/trigger/queueMode'],
		{
			'what was only asked about counts as put out': [
				'const onlyAsked = [...fresh].filter((key) => !this.recorded.has(key));',
				'const onlyAsked: string[] = [];',
			],
			'an event is dropped when the answer to its write was lost': [
				'if (isInDoubt) return !isKnown(keys, wasHere);',
				'if (isInDoubt) return false;',
			],
		},
	),
	...mutantsOf('trigger/once/lock.ts', ['engine/trigger/lock'], {
		"in another version of n8n the lock clears the node's memory": [
			'if ((await other.count()) !== 0 || (await row.count()) !== 1) {',
			'if (key === undefined) {',
		],
	}),
];
