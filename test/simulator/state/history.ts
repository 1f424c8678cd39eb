import type { HistoryEvent, JsonObject } from '../types';
import { isoSeconds, newEventId } from './ids';

/** The events of the account, newest first, delivered or not. */
export class History {
	readonly all: HistoryEvent[] = [];

	/** Whether only what an endpoint wants is kept: HeyGen does not say. */
	isOfEndpoints = false;

	add(event: HistoryEvent): void {
		const index = this.all.findIndex((each) => each.created_at <= event.created_at);
		this.all.splice(index < 0 ? this.all.length : index, 0, event);
	}

	make(eventType: string, data: JsonObject, entityId: string | null, at: Date): HistoryEvent {
		return {
			event_id: newEventId(),
			event_type: eventType,
			event_data: data,
			created_at: isoSeconds(at),
			entity_id: entityId,
		};
	}

	select(eventType: string | null, entityId: string | null): HistoryEvent[] {
		return this.all.filter(
			(event) =>
				(eventType === null || event.event_type === eventType) &&
				(entityId === null || event.entity_id === entityId),
		);
	}
}
