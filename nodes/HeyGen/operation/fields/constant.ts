import { propertyOf, type Condition, type Field } from './field';

/** A value that HeyGen requires and users don't choose. */
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
