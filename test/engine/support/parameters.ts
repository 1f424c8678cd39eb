import type { INodeParameters, NodeParameterValueType } from 'n8n-workflow';

import { isRequired, type Field } from '../../../nodes/HeyGen/operation/fields/field';

/** Sets of parameters for an operation, made from the fields that it declares. */

type Values = INodeParameters;
const nameOf = ({ property }: Field): string => property.name;
const conditions = ({ property }: Field) => Object.entries(property.displayOptions?.show ?? {});
const isCollection = ({ property }: Field): boolean => property.type === 'collection';
const isList = ({ property }: Field): boolean => property.type === 'fixedCollection';

const exceptions = ({ property }: Field) => Object.entries(property.displayOptions?.hide ?? {});

/** Whether the editor shows the field beside such values. */
function isShown(field: Field, beside: Values, root: Values): boolean {
	const holds = ([name, wanted]: [string, unknown[] | undefined]): boolean => {
		const value = name.startsWith('/') ? root[name.slice(1)] : beside[name];
		return (wanted ?? []).some((one) => String(one) === String(value));
	};
	return conditions(field).every(holds) && !exceptions(field).some(holds);
}

const allConditions = (fields: readonly Field[]): string[] =>
	fields.flatMap((field) => [
		...[...conditions(field), ...exceptions(field)].map(([name]) => name.replace('/', '')),
		...allConditions(field.fields ?? []),
	]);

/** The choices on which other fields depend. */
const steersOthers = (field: Field, fields: readonly Field[]): boolean =>
	field.property.type === 'options' && allConditions(fields).includes(nameOf(field));

const choicesOf = ({ property }: Field): NodeParameterValueType[] =>
	(property.options ?? []).flatMap((option) => ('value' in option ? [option.value] : []));

function sampleOf(field: Field): NodeParameterValueType {
	if (!isList(field)) return field.sample as NodeParameterValueType;
	return { values: variants(field.fields ?? []) } as NodeParameterValueType;
}

/** The required fields only, once for each way in which the choices can stand. */
export function variants(fields: readonly Field[]): Values[] {
	let sets: Values[] = [{}];
	for (const field of fields) {
		sets = sets.flatMap((set): Values[] => {
			if (!isShown(field, set, set)) return [set];
			if (steersOthers(field, fields)) {
				return choicesOf(field).map((value) => ({ ...set, [nameOf(field)]: value }));
			}
			const isNeeded = isRequired(field);
			return [isNeeded ? { ...set, [nameOf(field)]: sampleOf(field) } : set];
		});
	}
	return sets;
}

/** One optional field of a variant, with what it needs beside it. */
export interface Single {
	name: string;
	parameters: Values;
}

/** Each optional field alone, beside the required ones of the variant. */
export function singles(fields: readonly Field[], variant: Values): Single[] {
	return fields.flatMap((field) => {
		if (!isShown(field, variant, variant)) return [];
		const name = nameOf(field);
		const put = (label: string, value: unknown): Single => ({
			name: label,
			parameters: { ...variant, [name]: value as NodeParameterValueType },
		});
		if (isCollection(field)) {
			return inside(field.fields ?? [], variant).map(({ name: label, parameters }) =>
				put(`${name}.${label}`, parameters),
			);
		}
		if (isList(field)) {
			return parts(singleEntries(field.fields ?? [])).map((values, index) =>
				put(`${name} with all, part ${index + 1}`, { values }),
			);
		}
		return name in variant ? [] : [put(name, sampleOf(field))];
	});
}

/** HeyGen takes no list of any length. */
const parts = (entries: Values[]): Values[][] =>
	entries.length === 0 ? [] : [entries.slice(0, 30), ...parts(entries.slice(30))];

/** The entries of a list, each with one optional field. */
const singleEntries = (fields: readonly Field[]): Values[] =>
	variants(fields).flatMap((variant) =>
		singles(fields, variant).map(({ parameters }) => parameters),
	);

/** The same for what people add to a collection: nothing stands there unless it was added. */
function inside(fields: readonly Field[], root: Values): Single[] {
	return fields.flatMap((field) =>
		waysTo(field, fields, root).flatMap((beside) => {
			const name = nameOf(field);
			if (isCollection(field)) {
				const required = variants((field.fields ?? []).filter(isRequired));
				return required.flatMap((needed) =>
					inside(field.fields ?? [], root).map((one) => ({
						name: `${name}.${one.name}`,
						parameters: { ...beside, [name]: { ...needed, ...one.parameters } },
					})),
				);
			}
			return [{ name, parameters: { ...beside, [name]: sampleOf(field) } }];
		}),
	);
}

/** What has to stand beside the field for it to be shown; none when the node's parameters forbid it. */
function waysTo(field: Field, fields: readonly Field[], root: Values): Values[] {
	const beside: Values = {};
	for (const [name, wanted = []] of conditions(field)) {
		if (name.startsWith('/')) {
			const value = root[name.slice(1)];
			if (!wanted.some((one) => String(one) === String(value))) return [];
		} else {
			const other = fields.find((one) => nameOf(one) === name);
			if (other !== undefined) Object.assign(beside, waysTo(other, fields, root)[0]);
			beside[name] = wanted[0] as NodeParameterValueType;
		}
	}
	for (const [name, unwanted = []] of exceptions(field)) {
		const other = fields.find((one) => nameOf(one) === name);
		if (other === undefined) continue;
		const choices = other.property.type === 'boolean' ? [true, false] : choicesOf(other);
		beside[name] = choices.find((one) => !unwanted.includes(one as string));
	}
	const [needed] = field.needs?.names ?? [];
	const other = fields.find((one) => nameOf(one) === needed);
	if (other !== undefined) beside[nameOf(other)] ??= sampleOf(other);
	return [beside];
}
