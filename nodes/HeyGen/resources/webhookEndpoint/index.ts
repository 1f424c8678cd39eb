import type { Resource } from '../../operation/operation';
import { create } from './create';
import { remove } from './delete';
import { getAll } from './getAll';
import { rotateSecret } from './rotateSecret';
import { update } from './update';

export const webhookEndpoint: Resource = {
	name: 'Webhook Endpoint',
	defaultOperation: 'getAll',
	inV1: true,
	secrets: ['secret'],
	operations: { create, delete: remove, getAll, rotateSecret, update },
};
