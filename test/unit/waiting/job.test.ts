import { stateOf, type State } from '../../../nodes/HeyGen/waiting/job';

it.each<[unknown, State]>([
	['completed', 'completed'],
	['COMPLETED', 'completed'],
	['success', 'completed'],
	['failed', 'failed'],
	['canceled', 'failed'],
	['deleted', 'gone'],
	['reviewing', 'waiting_for_input'],
	['processing', 'open'],
	['a word of next year', 'open'],
	['constructor', 'open'],
	['', 'open'],
	[undefined, 'open'],
	[7, 'open'],
])('the status %j is %s', (status, state) => {
	expect(stateOf(status)).toBe(state);
});
