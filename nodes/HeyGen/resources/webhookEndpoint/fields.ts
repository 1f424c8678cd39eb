import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { chosenTypes } from '../../events/subscription';
import { refuse, requiredText } from '../parameters';

export const urlField: INodeProperties = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/heygen-events',
	description: 'Where HeyGen sends the events. It has to be public and https.',
};

export const eventsField: INodeProperties = {
	displayName: 'Event Names or IDs',
	name: 'events',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getEventTypes' },
	default: ['*'],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

export const endpointIdField: INodeProperties = {
	displayName: 'Endpoint',
	name: 'endpointId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an endpoint...',
			typeOptions: { searchListMethod: 'searchEndpoints', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 2b3a6c7f4d1e4f0c9a5e',
		},
	],
};

export const endpointIdOf = (context: IExecuteFunctions, itemIndex: number): string =>
	requiredText(context, 'endpointId', 'Endpoint', itemIndex);

/** The chosen event types; null for all of them. */
export function chosenEvents(
	context: IExecuteFunctions,
	value: unknown,
	itemIndex: number,
): string[] | null {
	const types = chosenTypes(value);
	if (types !== undefined) return types;
	// To HeyGen an empty list means every event, which nobody who chose none has asked for.
	throw refuse(
		context,
		itemIndex,
		'No event is chosen',
		"Choose one or more in 'Event Names or IDs', or 'All Events'.",
	);
}
