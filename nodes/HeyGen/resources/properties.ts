import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Resource } from './operation';

const byName = (a: INodePropertyOptions, b: INodePropertyOptions): number =>
	a.name.localeCompare(b.name, 'en');

const showFor =
	(where: Record<string, string[]>) =>
	(field: INodeProperties): INodeProperties => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { ...field.displayOptions?.show, ...where },
		},
	});

function operationProperty(
	resource: string,
	{ operations, defaultOperation }: Resource,
): INodeProperties {
	const options = Object.entries(operations).map(([value, { option }]) => ({
		...option,
		value,
	}));
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: options.sort(byName),
		default: defaultOperation,
	};
}

/** The node's parameters: 'Resource', then an 'Operation' for each, then every operation's fields. */
export function propertiesOf(
	resources: Record<string, Resource>,
	defaultResource: string,
): INodeProperties[] {
	const entries = Object.entries(resources);
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: entries.map(([value, { name }]) => ({ name, value })).sort(byName),
			default: defaultResource,
		},
		...entries.map(([value, resource]) => operationProperty(value, resource)),
		...entries.flatMap(([resource, { operations }]) =>
			Object.entries(operations).flatMap(([operation, { fields }]) =>
				fields.map(showFor({ resource: [resource], operation: [operation] })),
			),
		),
	];
}
