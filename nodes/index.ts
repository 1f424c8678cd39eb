import type { convertWorkflow as convert } from '../convert';

/** The exports for code that imports the package; n8n itself loads the files in package.json. */
export { HeyGenEventsApi } from '../credentials/HeyGenEventsApi.credentials';
export { HeyGenEventsOAuth2Api } from '../credentials/HeyGenEventsOAuth2Api.credentials';
export { HeyGen } from './HeyGen/HeyGen.node';
export { HeyGenTrigger } from './HeyGen/HeyGenTrigger.node';

export {
	catalogue,
	isKnownEventType,
	outcomeOf,
	resourceOf,
	type EventRow,
	type KnownEvent,
	type KnownEventType,
	type Outcome,
} from './HeyGen/events/catalogue';
export { isEvent, isKnownEvent, readEvent, type HeyGenEvent } from './HeyGen/events/event';
export { simplify, type Simplified } from './HeyGen/events/normalise';
export { isSigned, signaturesOf, type Headers as DeliveryHeaders } from './HeyGen/events/signature';

export type { Conversion, Converted, Json, JsonObject, Report, Workflow } from '../convert';
/** Converts old workflows for HeyGen's API v1 and v2. index.js loads it on the first call. */
export declare const convertWorkflow: typeof convert;
