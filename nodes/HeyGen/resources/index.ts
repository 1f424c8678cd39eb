import type { Resource } from './operation';
import { video } from './video';
import { webhookEndpoint } from './webhookEndpoint';
import { webhookEvent } from './webhookEvent';

/** The keys are saved in workflows. */
export const resources = {
	video,
	webhookEndpoint,
	webhookEvent,
} satisfies Record<string, Resource>;
