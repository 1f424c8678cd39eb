import type { Resource } from '../../operation/operation';
import { call } from './call';

/** For anything in HeyGen's API that this node has no operation for. */
export const api: Resource = {
	name: 'API',
	words: { one: 'HeyGen API', many: 'HeyGen API' },
	defaultOperation: 'call',
	inV1: true,
	// As of a webhook endpoint, which can be made here too.
	secrets: ['secret'],
	operations: { call },
};
