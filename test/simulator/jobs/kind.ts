import type { ShelfName } from '../state/shelves';
import type { JsonObject } from '../types';

/** Makes a link to a file; a size makes it the file that a test may ask the size of. */
export type LinkTo = (name: string, bytes?: number) => string;

/** How one kind of job goes. Source: docs/facts/heygen.md#jobs */
export interface Kind {
	shelf: ShelfName;
	/** States on the way to the end, the first at the start. */
	open: readonly [string, string];
	completed: string;
	failed: string;
	cancelled?: string;
	/** Base name of the event on registered endpoints, where one is known. */
	event?: string;
	/** Base name of the callback's event_type, where the job has callbacks but no event. */
	called?: string;
	/** The event's name for the id. */
	idKey: string;
	/** The event's name for the reason of a failure; msg unless told. */
	reasonKey?: string;
	results(link: LinkTo, item: JsonObject): JsonObject;
	/** failure_message unless told. */
	failure?(message: string, code: string | undefined): JsonObject;
	/** More keys of the event. */
	tells?: readonly string[];
}
