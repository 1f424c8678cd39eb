import { InvalidInput } from '../../../nodes/HeyGen/operation/fields/invalidInput';
import type { Field, Scope } from '../../../nodes/HeyGen/operation/fields/field';
import type { Resource } from '../../../nodes/HeyGen/operation/operation';
import { resources } from '../../../nodes/HeyGen/resources';
import { variants } from '../../engine/support/parameters';

/** Every field of every operation, and what stands inside it, each once. */
const inside = (fields: readonly Field[], place: string): Array<readonly [string, Field]> =>
	fields.flatMap((field) => {
		const name = `${place}: ${field.property.name}`;
		return [[name, field] as const, ...inside(field.fields ?? [], name)];
	});
const all = Object.entries<Resource>(resources).flatMap(([resource, { operations }]) =>
	Object.entries(operations).flatMap(([name, { fields }]) => inside(fields, `${resource}.${name}`)),
);

const nothing = { value: () => undefined } as unknown as Scope;
nothing.root = nothing;

const long = 'x'.repeat(100_001);
const many = <T>(one: T): T[] => Array.from({ length: 1_001 }, () => one);

/** Beyond whatever HeyGen may enforce, but still what can be sent. */
function beyond({ property, sample, fields = [] }: Field): unknown[] {
	switch (property.type) {
		case 'string':
			return [
				long,
				many('x')
					.map((_one, index) => `x${index}`)
					.join(','),
			];
		case 'number':
			return [1e9, -1e9, 0.123];
		case 'options':
			return ['something HeyGen has tomorrow'];
		case 'multiOptions':
			return [['something HeyGen has tomorrow'], many('x')];
		case 'json':
			return Array.isArray(sample) ? [many(sample[0] ?? {})] : [{ tomorrow: { is: long } }];
		case 'fixedCollection':
			return [{ values: many(variants(fields)[0] ?? {}) }];
		case 'resourceLocator':
			return [{ __rl: true, mode: 'id', value: long }];
		default:
			return [];
	}
}

function refusalOf(field: Field): string | undefined {
	for (const entered of beyond(field)) {
		try {
			field.read(entered, nothing);
		} catch (error) {
			if (error instanceof InvalidInput) return error.message.slice(0, 200);
			return String(error);
		}
	}
	return undefined;
}

/** What this node itself decides: how it is used, not what HeyGen gets. */
const own = [
	/Input$/, // In fields or as JSON.
	/: (speechSource|method|limit|howToWait|whenTimeIsUp|waitMinutes|clearLists)$/,
	/\.download(Srt)?: file$/,
	// Files that are to become assets are a URL or the name of a binary, and that one is looked for.
	/^(asset\.upload(Many)?|api\.call): file$/,
];

describe('limits, lengths and lists of HeyGen', () => {
	it('are enforced by HeyGen: no field refuses what can be sent', () => {
		const refused = all.flatMap(([name, field]) => {
			const why = own.some((mine) => mine.test(name)) ? undefined : refusalOf(field);
			return why === undefined ? [] : [`${name}: ${why}`];
		});
		expect(refused).toEqual([]);
		expect(all.length).toBeGreaterThan(500);
	});

	it('are not enforced by the editor either, which would clamp what is entered', () => {
		const clamps = ['minValue', 'maxValue', 'numberPrecision', 'maxAllowedFields'];
		const found = all.filter(
			([name, { property }]) =>
				!name.endsWith(': limit') &&
				clamps.some((clamp) => Object.hasOwn(property.typeOptions ?? {}, clamp)),
		);
		expect(found.map(([name]) => name)).toEqual([]);
	});

	it('are told as a hint where they are told in the description', () => {
		const hinted = all.filter(([, { property }]) => property.hint !== undefined);
		const untold = hinted.filter(
			([, { property }]) => property.description?.includes(String(property.hint)) !== true,
		);
		expect(untold.map(([name]) => name)).toEqual([]);
		expect(hinted.length).toBeGreaterThan(60);
	});
});
