import type { INodeProperties } from 'n8n-workflow';

import { isObject } from '../../narrow';
import { inOrder } from '../order';
import { isNothing } from './entered';
import { fill, type Condition, type Field } from './field';
import { inPlace } from './invalidInput';
import { scopeIn } from './entries';

const byLabel = (a: Field, b: Field): number =>
	inOrder(a.property.displayName, b.property.displayName);

/**
 * Optional fields that users add one by one, in alphabetical order. They are sent like the other
 * fields: the collection only keeps the panel short.
 */
export function collection(
	name: string,
	displayName: string,
	placeholder: string,
	fields: readonly Field[],
	when?: Condition,
): Field {
	const sorted = [...fields].sort(byLabel);
	return {
		property: {
			displayName,
			name,
			type: 'collection',
			placeholder,
			default: {},
			...(when !== undefined && { displayOptions: { show: when } }),
			options: sorted.map(({ property }) => unmarked(property)),
		},
		fields: sorted,
		read: (entered) => entered,
		write(body, entered, scope) {
			if (isObject(entered)) fill(body, sorted, scopeIn(entered, scope));
		},
	};
}

/**
 * A collection that is an object of its own at HeyGen. Its required fields are only checked if
 * anything in it is entered, and the message names the collection.
 */
export function group(
	name: string,
	displayName: string,
	placeholder: string,
	fields: readonly Field[],
	when?: Condition,
): Field {
	const made = collection(name, displayName, placeholder, fields, when);
	return {
		...made,
		write(body, entered, scope) {
			if (!isObject(entered) || Object.values(entered).every(isNothing)) return;
			inPlace(`'${displayName}'`, () => made.write?.(body, entered, scope));
		},
	};
}

export const additionalFields = (fields: readonly Field[], when?: Condition): Field =>
	collection('additionalFields', 'Additional Fields', 'Add Field', fields, when);

export const filters = (fields: readonly Field[]): Field =>
	collection('filters', 'Filters', 'Add Filter', fields);

export const updateFields = (fields: readonly Field[]): Field =>
	collection('updateFields', 'Update Fields', 'Add Field', fields);

/** n8n requires such a field even if it was not added, so the check is done here. */
function unmarked(property: INodeProperties): INodeProperties {
	const { required, ...rest } = property;
	return required === true ? rest : property;
}
