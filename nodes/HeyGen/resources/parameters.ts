import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { isObject } from '../narrow';

/** What a person or an expression put into a parameter, narrowed. */

/** @throws NodeOperationError naming the parameter as the editor shows it */
export const refuse = (
	context: IExecuteFunctions,
	itemIndex: number,
	message: string,
	description: string,
): NodeOperationError =>
	new NodeOperationError(context.getNode(), message, { itemIndex, description });

/** The text without white space around it; undefined when it is empty. */
export function trimmed(value: unknown): string | undefined {
	const text = typeof value === 'number' ? String(value) : value;
	return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

export const textParameter = (
	context: IExecuteFunctions,
	name: string,
	itemIndex: number,
): string | undefined =>
	trimmed(context.getNodeParameter(name, itemIndex, '', { extractValue: true }));

/** @param displayName as the editor shows it, for the message */
export function requiredText(
	context: IExecuteFunctions,
	name: string,
	displayName: string,
	itemIndex: number,
): string {
	const text = textParameter(context, name, itemIndex);
	if (text !== undefined) return text;
	throw refuse(
		context,
		itemIndex,
		`'${displayName}' is empty`,
		`Enter a value in '${displayName}', or check what its expression gives for this item.`,
	);
}

/** The values of a collection; empty when nothing was added. */
export function collection(
	context: IExecuteFunctions,
	name: string,
	itemIndex: number,
): IDataObject {
	const value = context.getNodeParameter(name, itemIndex, {});
	return isObject(value) ? (value as IDataObject) : {};
}
