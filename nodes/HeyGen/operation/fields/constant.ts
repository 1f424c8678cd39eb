import { propertyOf, type Condition, type Field } from './field';

/** What HeyGen wants to hear and nobody has to choose. */
export const constant = (
	wire: string,
	displayName: string,
	value: string,
	when: Condition,
): Field => ({
	property: { ...propertyOf(wire, displayName, { when }), type: 'hidden', default: value },
	wire,
	read: () => value,
});
