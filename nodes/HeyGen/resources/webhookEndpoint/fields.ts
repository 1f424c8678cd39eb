import type { HeyGen } from '../../api/client';
import type { NewEndpoint } from '../../api/webhooks/contract';
import { chosenTypes } from '../../events/subscription';
import { laidOver } from '../../operation/additionalBody';
import type { Field } from '../../operation/fields/field';
import { InvalidInput } from '../../operation/fields/invalidInput';
import { loadedTexts } from '../../operation/fields/lists';
import { locator } from '../../operation/fields/locator';
import { text } from '../../operation/fields/scalars';
import type { Item } from '../../operation/item';
import { puts } from '../../operation/output';
import { withUploads } from '../../operation/uploads';

export const url = text('url', 'URL', {
	placeholder: 'https://example.com/heygen-events',
	description: 'The URL that HeyGen sends the events to. It has to be public and use https.',
	sample: 'https://example.com/heygen-events',
});

/** Read by `chosenEvents`: HeyGen expects null for all events, which no other field sends. */
export const events: Field = {
	...loadedTexts('events', 'Event', { method: 'getEventTypes' }),
	sample: ['avatar_video.success'],
	read: (entered) => entered,
};
events.property = { ...events.property, default: ['*'] };

export const entityId = (description: string): Field =>
	text('entity_id', 'Entity ID', { placeholder: '4f2c8d1b9a7e', description });

export const endpointId = locator('endpoint_id', 'Endpoint', {
	search: 'searchEndpoints',
	required: true,
});

/** The selected event types; null for all. @throws InvalidInput */
export function chosenEvents(entered: unknown): string[] | null {
	const types = chosenTypes(entered);
	if (types !== undefined) return types;
	// HeyGen treats an empty list as every event, which the user did not ask for.
	throw new InvalidInput(
		'No event is chosen',
		"Choose one or more in 'Event Names or IDs', or 'All Events'.",
	);
}

/** Additional body fields. @throws InvalidInput if they are not a JSON object */
export async function moreOf(heygen: HeyGen, item: Item): Promise<Pick<NewEndpoint, 'more'>> {
	const more = await withUploads(heygen, item, laidOver(item, {}));
	return Object.keys(more).length === 0 ? {} : { more };
}

const shown = {
	endpoint_id: 'text',
	url: 'text',
	events: 'texts?',
	status: 'text?',
	created_at: 'text?',
} as const;

export const endpoint = puts(shown);
export const newEndpoint = puts({ ...shown, secret: 'text?' });
