import type { Operation, Resource } from '../operation';
import { getAll } from './getAll';
import { getTypes } from './getTypes';

const operations = {
	getAll,
	getTypes,
} satisfies Record<string, Operation>;

export const webhookEvent: Resource = {
	name: 'Webhook Event',
	defaultOperation: 'getAll',
	operations,
};
