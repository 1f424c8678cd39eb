import type { Operation, Resource } from '../operation';
import { create } from './create';
import { remove } from './delete';
import { getAll } from './getAll';
import { rotateSecret } from './rotateSecret';
import { update } from './update';

const operations = {
	create,
	delete: remove,
	getAll,
	rotateSecret,
	update,
} satisfies Record<string, Operation>;

export const webhookEndpoint: Resource = {
	name: 'Webhook Endpoint',
	defaultOperation: 'getAll',
	operations,
};
