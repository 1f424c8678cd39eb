import { idText } from '../narrow';
import { jobEntries, type FileOwner } from '../shared/jobs';
import { resourceOf, rowOf } from './catalogue';
import { dataOf, type HeyGenEvent } from './event';

/** HeyGen's keys of IDs in an event's data, the most specific first. */
const jobsById = jobEntries.flatMap(([job, { id, files, eventIds = files && [id] }]) =>
	(eventIds ?? []).map((key) => ({ job, key })),
);

/** The job of an `id` without a prefix: some events contain the whole job. */
const jobsByEvent = new Map(
	jobEntries.flatMap(([job, { event }]) => (event === undefined ? [] : [[event, job] as const])),
);

/** The jobs that may have a fresh link to the event's file, in the order in which to ask. */
export function fileOwnersOf(event: HeyGenEvent): FileOwner[] {
	const data = dataOf(event);
	const resource = resourceOf(event.event_type);
	const named = jobsById.flatMap(({ job, key }) => {
		const id = idText(data[key]);
		return id === undefined ? [] : { job, id };
	});
	const job = jobsByEvent.get(resource);
	const id = idText(data.id);
	const own = job !== undefined && id !== undefined ? [{ job, id }] : [];
	const [first, ...others] = [...named, ...own];
	if (first === undefined) return [];
	// The name of an instant video's event is unknown, and its ID does not show that it is one.
	if (first.job === 'video' && rowOf(event.event_type) === undefined) {
		return [first, { ...first, job: 'instantVideo' }];
	}
	return [first, ...others.filter(({ job: other }) => other === 'agent')];
}
