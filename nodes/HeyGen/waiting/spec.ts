import type { IDataObject } from 'n8n-workflow';

import type { HeyGenRequest } from '../api/request';
import type { JsonObject } from '../narrow';
import type { Field } from '../operation/fields/field';
import type { Call } from '../operation/operation';
import type { KindName } from './jobs/jobTypes';

/** What is sent for one item, and what kind of job comes of it. */
export interface Begun {
	request: HeyGenRequest;
	kind: KindName;
}

/** A create that is waited for. */
export interface Waits {
	/** As in makers.ts. */
	path: string;
	fields: readonly Field[];
	check?(body: JsonObject): void;
	/** As in makers.ts: it only reads. */
	extend?(call: Call, body: IDataObject): Promise<IDataObject>;
	/** HeyGen takes no Idempotency-Key here. */
	noKey?: true;
	kind: KindName;
	/** Where HeyGen has another way for what it would not call back for. */
	byCallback?(request: HeyGenRequest): Begun;
	/** The collection with how long, and how, to wait. */
	options: Field;
}
