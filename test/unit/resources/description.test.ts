import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { HeyGen } from '../../../nodes/HeyGen/HeyGen.node';
import { resources } from '../../../nodes/HeyGen/resources';
import { isNothing } from '../../../nodes/HeyGen/operation/fields/entered';
import type { Field } from '../../../nodes/HeyGen/operation/fields/field';
import { optionOf, type Resource } from '../../../nodes/HeyGen/operation/operation';

const { description } = new HeyGen();
const operations = Object.entries<Resource>(resources).flatMap(([name, resource]) =>
	Object.entries(resource.operations).map(
		([key, operation]) => [`${name}: ${key}`, { name, resource, key, operation }] as const,
	),
);

/** A property and all that stand inside it. */
const within = (property: INodeProperties | INodePropertyCollection): INodeProperties[] => [
	...('type' in property ? [property] : []),
	...('values' in property ? property.values.flatMap(within) : []),
	...('options' in property && 'type' in property
		? (property.options ?? []).flatMap((one) =>
				'values' in one || 'type' in one ? within(one) : [],
			)
		: []),
];
const all = description.properties.flatMap(within);
const everywhere = (check: (property: INodeProperties) => boolean): string[] =>
	all.filter((property) => !check(property)).map(({ displayName }) => displayName);

/** The lists among fields and in their collections. */
const lists = (fields: readonly Field[]): Field[] =>
	fields.flatMap((field) => [
		...(field.property.type === 'fixedCollection' ? [field] : []),
		...lists(field.fields ?? []),
	]);

/** Types that decide what else there is, or hold what is optional, or an ID. */
const alone = ['collection', 'hidden', 'options', 'resourceLocator'];

describe('the description, which makers put together where no linter looks', () => {
	it('is at most 350 kB', () => {
		expect(JSON.stringify(description).length).toBeLessThan(350_000);
	});

	it('has each name once on a panel, or by what is shown', () => {
		for (const [, { operation }] of operations) {
			const places = operation.fields.map(({ property: { name, displayOptions } }) =>
				JSON.stringify([name, displayOptions]),
			);
			expect(new Set(places).size).toBe(places.length);
		}
	});

	it('has what is optional in a collection, but for IDs and what stands for something else', () => {
		const atTop = operations.flatMap(([, { name, key, operation }]) =>
			operation.fields
				.filter(({ property: { required, type } }) => required !== true && !alone.includes(type))
				.map(({ property }) => `${name}.${key}: ${property.name}`),
		);
		expect(
			atTop.filter(
				(field) => !/: (returnAll|limit|simplify|fields|additionalBodyFields)$/.test(field),
			),
		).toEqual([
			'api.call: query',
			'api.call: body',
			'asset.getStatuses: assetIds',
			'asset.getStatuses: batchIds',
			'image.create: referenceImages',
			'image.create: referenceImagesJson',
			'image.createAndWait: referenceImages',
			'image.createAndWait: referenceImagesJson',
			'lipsync.getStatuses: lipsyncIds',
			'lipsync.getStatuses: batchIds',
			'podcast.create: topic',
			'podcast.createAndWait: topic',
			'video.getStatuses: videoIds',
			'video.getStatuses: batchIds',
			'videoAgent.sendMessage: message',
			'videoTranslation.getStatuses: videoTranslationIds',
			'videoTranslation.getStatuses: batchIds',
			// So it is saved since 0.1.0.
			'webhookEndpoint.create: entityId',
		]);
	});

	it('has no preset in an entry of a list but where a value is needed: n8n would send it', () => {
		const isPreset = ({ property, wire }: Field): boolean =>
			wire !== undefined &&
			property.type !== 'hidden' &&
			property.required !== true &&
			!isNothing(property.default);
		const presets = operations.flatMap(
			([
				operation,
				{
					operation: { fields },
				},
			]) =>
				lists(fields).flatMap((list) =>
					(list.fields ?? [])
						.filter(isPreset)
						.map(({ property }) => `${operation}.${list.property.name}.${property.name}`),
				),
		);
		expect(presets).toEqual([]);
	});

	it('says booleans with Whether, and one sentence without a dot', () => {
		expect(
			everywhere(({ type, description: text = '' }) =>
				type === 'boolean' ? text.startsWith('Whether') : true,
			),
		).toEqual([]);
		expect(
			everywhere(({ description: text = '' }) => {
				const sentences = text.split(/\.\s+(?=[A-Z])/).length;
				return text === '' || text.endsWith('.') === sentences > 1;
			}),
		).toEqual([]);
	});

	it('names in title case, with placeholders that begin with e.g.', () => {
		expect(everywhere(({ displayName }) => /^[A-Z0-9]/.test(displayName))).toEqual([]);
		expect(
			everywhere(
				({ type, placeholder = 'e.g.' }) =>
					placeholder.startsWith('e.g.') || /ollection$/.test(type),
			),
		).toEqual([]);
	});

	it('begins with Video, and with what waits', () => {
		const [resource] = description.properties.filter(({ name }) => name === 'resource');
		expect([resource?.default, resource?.options?.[0]]).toMatchObject([
			'video',
			{ value: 'video' },
		]);
		const later = description.properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ options = [] }) => {
				const values = options.flatMap((one) => ('value' in one ? [String(one.value)] : []));
				const waits = values.some((value) => /^(create|generate|clone)AndWait$/.test(value));
				return waits && !values[0]?.endsWith('AndWait') ? [values.join()] : [];
			});
		expect(later).toEqual([]);
	});

	it('describes every field whose name does not say it all', () => {
		const plain = [
			'Title',
			'Name',
			'Aspect Ratio',
			'Resolution',
			'Layout',
			'Orientation',
			'Gender',
		];
		const containers = ['collection', 'hidden'];
		const silent = all
			.filter(({ type, description: text }) => text === undefined && !containers.includes(type))
			.map(({ displayName }) => displayName)
			.filter((name) => ![...plain, 'Authentication', 'Resource', 'Operation'].includes(name));
		expect(silent).toEqual([]);
	});

	it('says where an ID comes from, and what costs credits', () => {
		const lost = everywhere(
			({ modes = [], description: text = '' }) =>
				modes[0]?.typeOptions?.searchListMethod === undefined || text.includes('Get Many'),
		);
		expect(lost).toEqual([]);
		const paid = operations.filter(([, { operation }]) => operation.costs === true);
		expect(paid.length).toBeGreaterThan(20);
		for (const [, { resource, operation }] of paid) {
			expect(optionOf(resource, operation).description).toContain('It costs credits.');
		}
		// What makes something and is free says why.
		const free = operations
			.filter(([, { operation }]) => operation.makes === true && operation.costs !== true)
			.map(([name]) => name);
		expect(free).toEqual([
			'asset: upload',
			'asset: uploadMany',
			'avatar: createConsent',
			'brandGlossary: create',
			'brandKit: create',
			'folder: create',
			'template: create',
			'videoAgent: stop',
			'voice: design',
			'webhookEndpoint: create',
			'webhookEndpoint: rotateSecret',
		]);
	});

	it('sorts what has a choice of five or more, but for what comes first', () => {
		expect(
			everywhere(({ name, options = [] }) => {
				if (name === 'resource' || name === 'operation') return true;
				const names = options.map((one) => ('displayName' in one ? one.displayName : one.name));
				const sorted = [...names].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
				return names.length < 5 || names.join() === sorted.join();
			}),
		).toEqual([]);
	});
});

it('hides in executions whatever no model may read', () => {
	const secrets = Object.values<Resource>(resources).flatMap((resource) => resource.secrets ?? []);
	expect(secrets).toContain('secret');
	expect(description.sensitiveOutputFields).toEqual(expect.arrayContaining(secrets));
});

it('says while a list is slow what else there is', () => {
	const lists = all.filter(
		({ modes = [] }) => modes[0]?.typeOptions?.searchListMethod !== undefined,
	);
	expect(lists.length).toBeGreaterThan(20);
	for (const { modes = [] } of lists) {
		expect(modes[0]?.typeOptions?.slowLoadNotice).toMatchObject({ timeout: 8_000 });
	}
});

describe.each(operations)('%s', (_name, { name, resource, key, operation }) => {
	it('is worded as n8n words it', () => {
		const option = optionOf(resource, operation);
		expect(option.action).toMatch(/^[A-Z][^.]*[^.]$/);
		expect(option.description.length).toBeGreaterThan(10);
	});

	it('is reached in the editor with its fields in order', () => {
		const shown = description.properties.filter(({ displayOptions }) => {
			const { resource: of = [], operation: at = [] } = displayOptions?.show ?? {};
			return (of as unknown[]).includes(name) && (at as unknown[]).includes(key);
		});
		expect(shown.map((property) => property.name)).toEqual(
			operation.fields.map(({ property }) => property.name),
		);
		const choice = description.properties.find(
			(property) =>
				property.name === 'operation' &&
				(property.displayOptions?.show?.resource as unknown[]).includes(name),
		);
		expect((choice?.options as INodePropertyOptions[]).map(({ value }) => value)).toContain(key);
	});

	it('simplifies to at most ten fields that it has', () => {
		const { fields, simple = [] } = operation.output;
		expect(simple.length).toBeLessThanOrEqual(10);
		expect(simple.filter((field) => !Object.hasOwn(fields, field))).toEqual([]);
	});
});
