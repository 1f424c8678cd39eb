import type { Resource } from '../../operation/operation';
import { getAll } from './getAll';
import { getTypes } from './getTypes';

export const webhookEvent: Resource = {
	name: 'Webhook Event',
	defaultOperation: 'getAll',
	inV1: true,
	operations: { getAll, getTypes },
};
