import type { Generation } from '../simulator';

export type Call = 'types' | 'list' | 'create' | 'update' | 'remove';
type OnTheWire = readonly [method: string, path: string | RegExp];

/** The calls of HeyGen's two generations of webhooks. */
export const wire: Record<Generation, Record<Call, OnTheWire>> = {
	v1: {
		types: ['GET', '/v1/webhook/webhook.list'],
		list: ['GET', '/v1/webhook/endpoint.list'],
		create: ['POST', '/v1/webhook/endpoint.add'],
		update: ['PATCH', '/v1/webhook/endpoint.update'],
		remove: ['DELETE', '/v1/webhook/endpoint.delete'],
	},
	v3: {
		types: ['GET', '/v3/webhooks/event-types'],
		list: ['GET', '/v3/webhooks/endpoints'],
		create: ['POST', '/v3/webhooks/endpoints'],
		update: ['PATCH', /^\/v3\/webhooks\/endpoints\/[^/]+$/],
		remove: ['DELETE', /^\/v3\/webhooks\/endpoints\/[^/]+$/],
	},
};
