import type { Resource } from './operation';
import { asset } from './asset';
import { template } from './template';
import { video } from './video';
import { videoAgent } from './videoAgent';
import { webhookEndpoint } from './webhookEndpoint';
import { webhookEvent } from './webhookEvent';

/** The keys are saved in workflows. */
export const resources = {
	asset,
	template,
	video,
	videoAgent,
	webhookEndpoint,
	webhookEvent,
} satisfies Record<string, Resource>;
