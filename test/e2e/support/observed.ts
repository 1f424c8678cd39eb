import type { DeliveryAttempt, EmittedEvent } from '../../simulator';
import type { Account } from './bench';
import type { Database } from './database';
import type { Row } from './rows';
import { allOutput, tally } from './stored';
import { triggerName } from './workflows';

const said = (status: number): string => (status === 0 ? 'no answer' : String(status));

/** `404 three times, then 200`, of one event. */
function story(attempts: DeliveryAttempt[]): string {
	const parts: Array<{ what: string; times: number }> = [];
	for (const { status } of attempts) {
		const last = parts.at(-1);
		if (last?.what === said(status)) last.times++;
		else parts.push({ what: said(status), times: 1 });
	}
	return parts.map(({ what }) => what).join(', then ');
}

/** What came of the deliveries of these events, without how often each was tried. */
export function heygenSees({ heygen }: Account, events: EmittedEvent[]): string {
	const stories = events.map(({ event_id }) => {
		const attempts = heygen.attempts.filter(({ eventId }) => eventId === event_id);
		return story(attempts) || 'nothing: it delivers nothing';
	});
	return [...new Set(stories)].sort().join('; ');
}

/** Executions by their end, the empty ones apart. */
export async function personSees(database: Database, workflowId: string): Promise<string> {
	const counts = await tally(database, workflowId);
	const output = await allOutput(database, workflowId, triggerName);
	const { success = 0, ...others } = counts;
	const empty = output.filter((items) => items.length === 0).length;
	const failed = Object.entries(others).map(([status, count]) => `${count} with status ${status}`);
	const cut = Object.values(others).reduce((all, each) => all + each, 0);
	const none = Math.max(0, empty - cut);
	const parts = [`${success - none} executions`];
	if (none > 0) parts.push(`${none} without items`);
	return [...parts, ...failed].join(', ');
}

const idOf = ({ event_data }: EmittedEvent): string => String(event_data.video_id);

/** How many of the events never came out, and how many came out more than once. */
export async function counted(
	database: Database,
	workflowId: string,
	events: EmittedEvent[],
): Promise<Pick<Row, 'lost' | 'twice'>> {
	const output = (await allOutput(database, workflowId, triggerName)).flat();
	const ids = output.map(({ video_id }) => String(video_id));
	const times = (event: EmittedEvent): number => ids.filter((id) => id === idOf(event)).length;
	return {
		lost: events.filter((event) => times(event) === 0).length,
		twice: events.filter((event) => times(event) > 1).length,
	};
}
