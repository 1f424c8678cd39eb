import { createHash } from 'node:crypto';

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { isObject, type JsonObject } from '../narrow';
import { bodyOf, presetsOf, readField, type Field, type Scope } from './fields/field';
import { isEmpty } from './fields/invalidInput';
import { executionOf, isTool, runIndexOf } from './runIndex';

/** One input item in one run of an operation: reads and checks its fields. */
export class Item {
	readonly scope: Scope;
	private readonly calls = new Map<string, number>();

	constructor(
		readonly context: IExecuteFunctions,
		readonly index: number,
		fields: readonly Field[],
	) {
		const presets = presetsOf(fields);
		const value = (name: string): unknown =>
			presets.or(name, context.getNodeParameter(name, index, presets.of(name)));
		const scope = { value, binaries: context.getInputData()[index]?.binary ?? {} } as Scope;
		scope.root = scope;
		this.scope = scope;
	}

	/** The values of the fields under HeyGen's keys, without empty and hidden ones. */
	body(fields: readonly Field[]): JsonObject {
		return bodyOf(fields, this.scope);
	}

	/** The value of one field for HeyGen; undefined if empty. @throws InvalidInput */
	value(field: Field): unknown {
		return readField(field, this.scope.value(field.property.name), this.scope);
	}

	/** For text fields. */
	text(field: Field): string | undefined {
		const value = this.value(field);
		return value === undefined ? undefined : String(value);
	}

	/** The fields added to a collection, as entered. */
	entered(collection: Field): IDataObject {
		const value = this.scope.value(collection.property.name);
		return isObject(value) ? (value as IDataObject) : {};
	}

	isOn(field: Field): boolean {
		return this.value(field) === true;
	}

	/** @throws InvalidInput */
	requiredText(field: Field): string {
		const text = this.text(field);
		if (text !== undefined) return text;
		throw isEmpty(field.property.displayName);
	}

	/** The node runs as a tool of an AI agent, so a model reads its output. */
	get isTool(): boolean {
		return isTool(this.context);
	}

	/**
	 * The Idempotency-Key of a call: the same when this execution sends the same again, another one
	 * for everything else. Numbers that n8n counts can't tell what is sent: a copied instance counts
	 * on with the same ones. 64 hex characters. @param content what is sent, each file by its name and size
	 * Source: docs/facts/heygen.md#idempotency-key; docs/facts/n8n.md#parked-executions.
	 */
	readonly keyFor = (method: string, path: string, content?: unknown): string => {
		const call = JSON.stringify([method, path, content]);
		const ordinal = this.calls.get(call) ?? 0;
		this.calls.set(call, ordinal + 1);
		const { context, index } = this;
		const { id, name } = context.getNode();
		const parts = [
			context.getInstanceId(),
			context.getWorkflow().id,
			executionOf(context, index),
			id,
			name,
			runIndexOf(context, index),
			index,
			call,
			ordinal,
		];
		return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
	};

	/** For errors that only show in this item. @param found what HeyGen created all the same */
	refuse(message: string, description: string, found?: IDataObject): NodeOperationError {
		const error = new NodeOperationError(this.context.getNode(), message, {
			itemIndex: this.index,
			description,
		});
		if (found !== undefined) error.context.found = found;
		return error;
	}
}
