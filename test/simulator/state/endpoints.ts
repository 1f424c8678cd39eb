import type { NewEndpoint, SimulatedEndpoint } from '../types';
import { newEndpointId, newSecret } from './ids';

/** The webhook endpoints of the one account, whichever generation made them. */
export class EndpointStore {
	readonly all: SimulatedEndpoint[] = [];

	find(id: string): SimulatedEndpoint | undefined {
		return this.all.find((endpoint) => endpoint.endpoint_id === id);
	}

	withUrl(url: string, except?: string): SimulatedEndpoint | undefined {
		return this.all.find((each) => each.url === url && each.endpoint_id !== except);
	}

	add(wanted: NewEndpoint): SimulatedEndpoint {
		const endpoint: SimulatedEndpoint = {
			endpoint_id: newEndpointId(),
			events: null,
			status: 'enabled',
			created_at: new Date().toISOString(),
			secret: newSecret(),
			entity_id: null,
			generation: 'v3',
			...wanted,
		};
		this.all.push(endpoint);
		return endpoint;
	}

	remove(id: string): boolean {
		const index = this.all.findIndex((endpoint) => endpoint.endpoint_id === id);
		if (index >= 0) this.all.splice(index, 1);
		return index >= 0;
	}

	/** The enabled endpoints that want this event. */
	subscribers(eventType: string, entityId: string | null): SimulatedEndpoint[] {
		return this.all.filter(
			(each) =>
				each.status === 'enabled' &&
				(each.events === null || each.events.includes(eventType)) &&
				(each.entity_id === null || each.entity_id === entityId),
		);
	}
}
