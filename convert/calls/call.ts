import type { Request } from '../request';
import type { Json, JsonObject } from '../read/value';

/** What a call becomes. */
export interface Built {
	resource: string;
	operation: string;
	/** Beside resource and operation. */
	parameters: JsonObject;
	notes: string[];
}

/** Where the value of an old reply stands in what the new node puts out; `` is all of it. */
export type Replies = Readonly<Record<string, string>>;

/** What a builder may ask of the workflow around the call. */
export interface Around {
	/** Whether an expression reads the ID of a photo that the workflow itself uploads. */
	isUploadedPhoto(source: string): boolean;
}

export interface CallType {
	method: string;
	/** Of the address without the host. */
	path: RegExp;
	/** A job that is asked after, the question, a call that stands alone, or one without a counterpart. */
	kind: 'create' | 'status' | 'single' | 'lost';
	/** The name of what it makes; a status call belongs to the creates of its job. */
	job?: string;
	/** @throws Unreadable */
	build?(request: Request, around: Around): Built;
	/** The operation that does not wait, where nobody asks. */
	alone?: string;
	replies?: Replies;
	/** Fields of one entry of a list: the old reply held the list, the new node puts out an item each. */
	entries?: { list: string; fields: Replies };
	/** What to say of it where there is no counterpart. */
	why?: string;
}

export const byId = (value: Json | undefined): JsonObject => ({
	__rl: true,
	mode: 'id',
	value: value ?? '',
});
