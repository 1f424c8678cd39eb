import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { optionOf, type Operation, type Resource } from './operation';
import { inOrder } from './order';

const byName = (a: INodePropertyOptions, b: INodePropertyOptions): number =>
	inOrder(a.name, b.name);

/** For AI assistants that build workflows without the editor. */
const parks =
	'Parks the execution until HeyGen has finished and returns the result: add no Wait node, loop or status check after it.';
const calls = 'n8n needs a public https address (WEBHOOK_URL); without one set howToWait to ask.';

/** Empty for operations that don't wait. */
function waitingHint(operation: Operation): Pick<INodePropertyOptions, 'builderHint'> {
	if (!('execute' in operation)) return {};
	const options = operation.fields.flatMap(({ fields = [] }) => fields);
	const isCalled = options.some(({ property }) => property.name === 'howToWait');
	return { builderHint: { propertyHint: isCalled ? `${parks} ${calls}` : parks } };
}

/** Common operations come first. Batches are rarely needed. */
const isFirst = ({ name }: INodePropertyOptions): boolean =>
	name.endsWith(' and Wait') && !name.includes('Batch');

const waitingFirst = (a: INodePropertyOptions, b: INodePropertyOptions): number =>
	Number(isFirst(b)) - Number(isFirst(a)) || byName(a, b);

function operationProperty(value: string, resource: Resource): INodeProperties {
	const { operations, defaultOperation } = resource;
	const options = Object.entries(operations).map(([operation, made]) => ({
		...optionOf(resource, made),
		value: operation,
		...waitingHint(made),
	}));
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: options.sort(waitingFirst),
		default: defaultOperation,
	};
}

/** A property and where it is shown: resource → its operations. */
interface Shared {
	key: string;
	property: INodeProperties;
	where: Map<string, string[]>;
}

/**
 * Every editor loads the whole description, so a field that several operations have is in it once.
 * The fields of each operation keep their order.
 */
function sharedProperties(resources: Record<string, Resource>): Shared[] {
	const all: Shared[] = [];
	for (const [resource, { operations }] of Object.entries(resources)) {
		for (const [operation, { fields }] of Object.entries(operations)) {
			let place = 0;
			for (const { property } of fields) {
				const key = JSON.stringify(property);
				const known = all.findIndex((one, index) => index >= place && one.key === key);
				if (known < 0) all.splice(place, 0, { key, property, where: new Map() });
				else place = known;
				const where = all[place]?.where;
				where?.set(resource, [...(where.get(resource) ?? []), operation]);
				place += 1;
			}
		}
	}
	return all;
}

/** Merges the resources in which the same operations have the property. */
function shown({ property, where }: Shared): INodeProperties[] {
	const groups = new Map<string, { resource: string[]; operation: string[] }>();
	for (const [resource, operations] of where) {
		const key = operations.join();
		const group = groups.get(key) ?? { resource: [], operation: operations };
		group.resource.push(resource);
		groups.set(key, group);
	}
	return [...groups.values()].map((group) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { ...group, ...property.displayOptions?.show },
		},
	}));
}

/**
 * The node's parameters: 'Resource', then an 'Operation' for each, then every operation's fields.
 * @param first the first resource in the list, and the default
 */
export function propertiesOf(
	resources: Record<string, Resource>,
	first: string,
): INodeProperties[] {
	const entries = Object.entries(resources);
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: entries
				.map(([value, { name }]) => ({ name, value }))
				.sort((a, b) => Number(b.value === first) - Number(a.value === first) || byName(a, b)),
			default: first,
		},
		...entries.map(([value, resource]) => operationProperty(value, resource)),
		...sharedProperties(resources).flatMap(shown),
	];
}
