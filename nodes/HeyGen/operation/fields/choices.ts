import type { INodePropertyOptions } from 'n8n-workflow';

import { inOrder } from '../order';
import { enteredTexts } from './entered';
import { propertyOf, type Basics, type Field } from './field';
import { unfit } from './invalidInput';

/** Several of HeyGen's values, sent as a list. @param values with their names in the list */
export function choices(
	wire: string,
	displayName: string,
	values: Record<string, string>,
	options: Basics & { default?: readonly string[] } = {},
): Field {
	const named: INodePropertyOptions[] = Object.entries(values).map(([value, name]) => ({
		name,
		value,
	}));
	named.sort((a, b) => inOrder(a.name, b.name));
	return {
		property: {
			...propertyOf(wire, displayName, options),
			type: 'multiOptions',
			options: named,
			default: [...(options.default ?? [])],
		},
		wire,
		sample: Object.keys(values),
		read(entered) {
			const chosen = enteredTexts(entered, displayName);
			const other = chosen.find((value) => !Object.hasOwn(values, value));
			if (other !== undefined && options.takenBy !== undefined) {
				const taken = Object.keys(values).join(', ');
				throw unfit(displayName, `holds '${other}', but ${options.takenBy} accepts ${taken}`);
			}
			return chosen.length === 0 ? undefined : chosen;
		},
	};
}
