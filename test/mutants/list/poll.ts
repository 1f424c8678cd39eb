import { mutantsOf } from '../mutant';

/** trigger/poll: what was missed, and the way back to it. */
export const poll = [
	...mutantsOf('trigger/poll/history.ts', ['unit/trigger/history'], {
		'another event of the second in which the workflow was published is lost': [
			'madeAtMs < atMs || (madeAtMs === atMs && ids.includes(nameOf(event)))',
			'madeAtMs <= atMs',
		],
		'what is too young today is passed over': [' && !isYoung(madeAtMs, untilMs)', ''],
	}),
	...mutantsOf('trigger/poll/progress.ts', ['unit/trigger/progress'], {
		'an open event is passed over': [
			'Math.min(newestMs ?? progress.atMs, oldestOpenMs - 1, nowMs)',
			'Math.min(newestMs ?? progress.atMs, nowMs)',
		],
		'an event from the future hides all until then': [
			'oldestOpenMs - 1, nowMs)',
			'oldestOpenMs - 1)',
		],
		'what was not wanted when it was made comes out': [
			'return [atThatTime, now].every((each)',
			'return [now].every((each)',
		],
	}),
	...mutantsOf('trigger/poll/handOvers.ts', ['engine/trigger/lookBack', 'engine/trigger/history'], {
		'an event whose execution died is not looked for again': [
			'lookBack.nextAtMs = nowMs + 0.9 * waitMs;',
			'lookBack.nextAtMs = Infinity;',
		],
		'in queue mode the files of a long outage stop after a few': [
			'return { ...elsewhere, mostTimes: parts + 1 };',
			'return { ...elsewhere, mostTimes: Math.min(5, parts + 1) };',
		],
	}),
	...mutantsOf(
		'trigger/poll/lookBack.ts',
		['engine/trigger/lookBack', 'engine/trigger/recovered', 'engine/trigger/history'],
		{
			'what is more than one execution holds is not brought': [
				'noteReached(memory, open, missed[at]?.atMs, newestMs);',
				'noteReached(memory, open, undefined, newestMs);',
			],
			'a look back that HeyGen does not answer counts as done': [
				'else if (open !== undefined) noteUnread(open);',
				'else memory.lookBack = undefined;',
			],
			'a mark stands for more than was put out': [
				'const upToMs = missed[at]?.atMs ?? newestMs;',
				'const upToMs = newestMs;',
			],
			'an old outage comes out again for what its marks say': [
				'if (index !== -1) return Math.floor((times[index] ?? 0) / markMs) * markMs;',
				'',
			],
			'late entries before the mark are not looked at': [
				'fromMs: markedMs - overlapMs,',
				'fromMs: markedMs,',
			],
		},
	),
	...mutantsOf(
		'trigger/poll/poll.ts',
		['engine/trigger/position', 'engine/trigger/repair', 'engine/trigger/history'],
		{
			'a poll that ends after the workflow was deactivated goes on': [
				'if (memory.ended !== ended) return false;',
				'',
			],
			'a secret that was changed at HeyGen is never noticed': [
				'if (!isFirst) noteMissed(memory.signatures, madeAtMs, nowMs);',
				'',
			],
			'where the history was at the activation is never saved': [
				'trigger.store({ progress });\n\t\treturn true;',
				'return true;',
			],
		},
	),
	...mutantsOf('trigger/poll/sharedHistory.ts', ['unit/trigger/sharedHistory'], {
		'the rest of a look back is read from pages that failed': [
			'return isUsable && !begun.hasFailed ? begun',
			'return isUsable ? begun',
		],
	}),
	...mutantsOf('trigger/poll/poll.ts', ['engine/trigger/history'], {
		'what is being stored at this moment counts as missed': [
			'.filter(({ keys }) => !memory.inFlight.isDealtWith(keys, nowMs))',
			'',
		],
	}),
	...mutantsOf('trigger/poll/poll.ts', ['engine/trigger/position'], {
		'a new choice is read from what another trigger read before it': [
			': freshPages(history);',
			': pagesForPoll(history, memory.pages);',
		],
	}),
	...mutantsOf('trigger/poll/lists/look.ts', ['engine/trigger/pollingLists'], {
		'a job that is dated ahead hides all until then': ['Math.min(createdMs, nowMs)', 'createdMs'],
		'what was made in the minutes before a publication comes out': [
			'(before?.newestMs ?? newestMs) - overlapMs',
			'(before?.newestMs ?? Infinity) - overlapMs',
		],
	}),
	...mutantsOf('trigger/poll/lists/look.ts', ['engine/trigger/pollingLife'], {
		'an open job that HeyGen can not tell of for a moment is forgotten': [
			'else if (job !== undefined) open.push(entry);',
			'else if (job) open.push(entry);',
		],
	}),
	...mutantsOf('trigger/poll/lists/poll.ts', ['engine/trigger/pollingLife'], {
		'what ended while n8n was down for days is lost': [
			'isByAPerson(trigger) &&\n\t\tMath.abs',
			'Math.abs',
		],
	}),
	...mutantsOf('trigger/poll/lists/progress.ts', ['engine/trigger/pollingLife'], {
		'what no execution has put out yet is stored as done': [
			'for (const { id } of undealt) delete done[id];',
			'',
		],
		'an old job that no execution has put out yet is stored as ended': [
			'open: { ...list.open, ...Object.fromEntries(open) } };',
			'open: list.open };',
		],
	}),
	...mutantsOf('trigger/poll/lists/events.ts', ['engine/trigger/polling'], {
		'an event that is read again on another day is another one': [
			'atMs: endedMsOf(entry) ?? createdMs,',
			'atMs: Date.now(),',
		],
	}),
	...mutantsOf('events/listed.ts', ['unit/events/listed'], {
		'a job that ended with a new word is waited for in vain': [
			'if (told !== undefined || endedMsOf(entry) === undefined) return told;',
			'return told;',
		],
	}),
	...mutantsOf('trigger/poll/lists/part.ts', ['engine/trigger/pollingLife'], {
		'what could not be stored twice is given up': ['const mostTimes = 5;', 'const mostTimes = 2;'],
	}),
];
