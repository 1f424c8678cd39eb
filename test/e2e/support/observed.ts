import type { EmittedEvent } from '../../simulator';
import type { Account } from './bench';
import type { Database } from './database';
import { outputs, type Output } from './stored';
import { triggerName } from './workflows';

const said = (status: number): string => (status === 0 ? 'no answer' : String(status));

/** `404, then 200`, without how often each came in a row. */
export const storyOf = (statuses: number[]): string =>
	statuses
		.map(said)
		.filter((each, index, all) => each !== all[index - 1])
		.join(', then ');

/** What came of the deliveries of these events, without how often each was tried. */
export function heygenSees({ heygen }: Account, events: EmittedEvent[]): string {
	const stories = events.map(({ event_id }) => {
		const attempts = heygen.attempts.filter(({ eventId }) => eventId === event_id);
		return storyOf(attempts.map(({ status }) => status)) || 'nothing';
	});
	return [...new Set(stories)].sort().join('; ');
}

/** What became of the events that the trigger of one workflow was to put out. */
export interface Outcome {
	/** `by their deliveries`, `by a check`, or both */
	way: string;
	lost: number;
	twice: number;
	executions: number;
	/** of these, the ones that put out nothing, however they ended */
	empty: number;
	/** of these, by their end, all that did not end well */
	failed: Record<string, number>;
}

const idOf = ({ event_data }: EmittedEvent): string => String(event_data.video_id);
const ways: Record<string, string> = {
	webhook: 'by their deliveries',
	trigger: 'by a check',
	retry: 'by a retry by hand',
};

/** How executions of these modes brought their events. */
export const wayOf = (modes: string[]): string =>
	[...new Set(modes.map((mode) => ways[mode] ?? mode))].sort().reverse().join(' or ');

export async function outcomeOf(
	database: Database,
	workflowId: string,
	events: EmittedEvent[],
): Promise<Outcome> {
	const all = await outputs(database, workflowId, triggerName);
	const idsIn = ({ items }: Output): string[] => items.map(({ video_id }) => String(video_id));
	const ids = all.flatMap(idsIn);
	const wanted = new Set(events.map(idOf));
	const bringing = all.filter((each) => idsIn(each).some((id) => wanted.has(id)));
	const times = (event: EmittedEvent): number => ids.filter((id) => id === idOf(event)).length;
	const failed: Record<string, number> = {};
	for (const { status } of all) {
		if (status !== 'success') failed[status] = (failed[status] ?? 0) + 1;
	}
	return {
		way: wayOf(bringing.map(({ mode }) => mode)),
		lost: events.filter((event) => times(event) === 0).length,
		twice: events.filter((event) => times(event) > 1).length,
		executions: all.length,
		empty: all.filter(({ items }) => items.length === 0).length,
		failed,
	};
}

/** `3 events, 2 executions, 1 of them without items` */
export function figuresOf(events: EmittedEvent[], { executions, empty, failed }: Outcome): string {
	const ends = Object.entries(failed).map(([status, count]) => `${count} with status ${status}`);
	const counted = (count: number, what: string): string =>
		`${count} ${what}${count === 1 ? '' : 's'}`;
	return [
		counted(events.length, 'event'),
		counted(executions, 'execution'),
		...(empty > 0 ? [`${empty} of them without items`] : []),
		...ends,
	].join(', ');
}
