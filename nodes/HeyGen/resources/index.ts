import type { Resource } from './operation';
import { webhookEndpoint } from './webhookEndpoint';
import { webhookEvent } from './webhookEvent';

/** The keys are saved in workflows. */
export const resources = {
	webhookEndpoint,
	webhookEvent,
} satisfies Record<string, Resource>;
