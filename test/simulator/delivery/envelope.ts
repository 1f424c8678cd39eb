import type { Generation, HistoryEvent } from '../types';

/** The bytes of a delivery: made once for each event and endpoint, the same on every attempt. */
export function envelopeOf(event: HistoryEvent, form: Generation): Buffer {
	const { event_id, event_type, event_data, created_at } = event;
	const body =
		form === 'v1' ? { event_type, event_data } : { event_id, event_type, event_data, created_at };
	return Buffer.from(JSON.stringify(body), 'utf8');
}
