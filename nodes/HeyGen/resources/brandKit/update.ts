import { isObject } from '../../narrow';
import { group, updateFields } from '../../operation/fields/collections';
import { camelCase, put, type Field } from '../../operation/fields/field';
import { number, text } from '../../operation/fields/scalars';

/**
 * The roles of one kind. HeyGen replaces the whole object: a role that is missing is cleared, and
 * all of them if it is empty. It refuses null.
 * Source: docs/facts/heygen.md#what-excludes-what.
 */
function roles(wire: string, displayName: string, fields: Field[]): Field {
	const made = group(camelCase(wire), displayName, 'Add Role', fields);
	const description = "Replaces all of them: a role that you don't add here is cleared";
	return {
		...made,
		property: { ...made.property, description },
		write(body, entered, scope) {
			if (!isObject(entered)) return;
			put(body, wire, {});
			made.write?.(body, entered, scope);
		},
	};
}

const color = (role: string, label: string): Field =>
	text(`color_roles.${role}`, label, {
		name: role,
		placeholder: '#1a2b3c',
		sample: '#1a2b3c',
		description: 'As #rrggbb',
	});

const font = (role: string, label: string): Field[] => [
	text(`font_roles.${role}.font_id`, `${label} Font ID`, {
		name: camelCase(`${role}_font_id`),
		placeholder: '4f2c8d1b9a7e',
		description: "One of the kit's fonts",
	}),
	number(`font_roles.${role}.weight`, `${label} Weight`, {
		name: camelCase(`${role}_weight`),
		whole: true,
		min: 1,
		max: 1000,
		default: 400,
	}),
];

export const changes = updateFields([
	roles('color_roles', 'Color Roles', [
		color('primary', 'Primary'),
		color('secondary', 'Secondary'),
		color('tertiary', 'Tertiary'),
		color('accent', 'Accent'),
	]),
	roles('font_roles', 'Font Roles', [
		...font('title_text', 'Title Text'),
		...font('body_text', 'Body Text'),
	]),
	roles('logo_roles', 'Logo Roles', [
		text('logo_roles.primary', 'Primary', {
			name: 'primary',
			placeholder: '4f2c8d1b9a7e',
			description: "The ID of one of the kit's logos",
		}),
	]),
	text('name', 'Name', { maxLength: 256 }),
]);
