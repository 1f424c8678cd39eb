import type { Endpoint } from '../../api/webhooks/contract';
import { typesOf } from '../../events/catalogue';
import type { RegisteredEndpoint } from '../state/staticData';

/** The endpoint that HeyGen should have for a trigger node. */
export interface Wanted {
	url: string;
	events: string[] | null;
	entityId?: string | undefined;
}

/** A difference between the endpoint at HeyGen and the wanted one. */
export type Difference = 'gone' | 'disabled' | 'replaced' | 'narrowed' | 'url' | 'events';

/** For the log, after "the endpoint was repaired: ". */
export const inWords: Record<Difference, string> = {
	gone: 'it was gone',
	disabled: 'it was disabled',
	replaced: 'it was replaced by another one with the same URL',
	narrowed: 'it was narrowed to another resource',
	url: 'it had another URL',
	events: 'its events had changed',
};

export const sameUrl = (one: string, other: string): boolean =>
	one === other || (URL.canParse(one) && URL.canParse(other) && hrefOf(one) === hrefOf(other));
const hrefOf = (url: string): string => new URL(url).href;

/**
 * The only place that compares an endpoint with the wanted one: a poll reports the differences, and
 * `settle` removes them.
 * @param endpoint this node's endpoint at HeyGen; undefined if there is none
 * @param registered the endpoint as it was registered
 */
export function differences(
	endpoint: Endpoint | undefined,
	wanted: Wanted,
	registered: RegisteredEndpoint | undefined,
): Difference[] {
	if (endpoint === undefined) return ['gone'];
	const own = registered?.endpointId === endpoint.id ? registered : undefined;
	const found: Array<Difference | false> = [
		!endpoint.enabled && 'disabled',
		own === undefined && 'replaced',
		!isNarrowedAlike(wanted, own) && 'narrowed',
		!sameUrl(endpoint.url, wanted.url) && 'url',
		!hasEvents(endpoint, wanted, own) && 'events',
	];
	return found.filter((difference) => difference !== false);
}

/** HeyGen can't change an endpoint's entity, nor a disabled endpoint: another one replaces it. */
export const needsAnother = (found: readonly Difference[]): boolean =>
	found.some((difference) => ['gone', 'disabled', 'narrowed'].includes(difference));

/** HeyGen does not show the entity of an endpoint, so only the stored one counts. */
const isNarrowedAlike = ({ entityId }: Wanted, own: RegisteredEndpoint | undefined): boolean =>
	own === undefined ? entityId === undefined : own.entityId === entityId;

function hasEvents(
	{ events }: Endpoint,
	{ events: wanted }: Wanted,
	own: RegisteredEndpoint | undefined,
): boolean {
	if (events === null) return wanted === null;
	// HeyGen may return "every event" as a list of its own, without types that it does not know.
	const wasSet = own !== undefined && sameSet(own.events, wanted);
	if (wasSet && sameSet(own.shown, events)) return true;
	if (wanted !== null) return sameSet(events, wanted);
	return typesOf(own?.apiVersion ?? 'v3').every((type) => events.includes(type));
}

function sameSet(one: string[] | null, other: string[] | null): boolean {
	if (one === null || other === null) return one === other;
	const all = new Set(one);
	return all.size === new Set(other).size && other.every((type) => all.has(type));
}
