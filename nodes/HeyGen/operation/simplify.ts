import { enteredBoolean } from './fields/entered';
import type { Field } from './fields/field';

export const simplify: Field = {
	property: {
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	read: (entered) => enteredBoolean(entered, 'Simplify'),
};
