import type { World } from '../state/world';
import type { EmitOptions, EmittedEvent, JsonObject } from '../types';

/** Writes an event into the history and brings it to the registered endpoints. */
export async function emit(
	world: World,
	eventType: string,
	eventData: JsonObject,
	options: EmitOptions = {},
): Promise<EmittedEvent> {
	const project = eventData['project_id'];
	const entityId = options.entityId ?? (typeof project === 'string' ? project : null);
	const at = options.createdAt ?? new Date();
	const event = world.history.make(eventType, eventData, entityId, at);
	const isWanted = world.endpoints.subscribers(eventType, entityId).length > 0;
	if (isWanted || !world.history.isOfEndpoints) world.history.add(event);
	if (options.deliver === false) return { ...event, attempts: [], settled: Promise.resolve() };
	const { first, settled } = await world.deliverer.deliver(event);
	return { ...event, attempts: first, settled };
}
