import { asset } from './asset';
import { lipsync } from './lipsync';
import type { Resource } from './operation';
import { template } from './template';
import { video } from './video';
import { videoAgent } from './videoAgent';
import { videoTranslation } from './videoTranslation';
import { webhookEndpoint } from './webhookEndpoint';
import { webhookEvent } from './webhookEvent';

/** The keys are saved in workflows. */
export const resources = {
	asset,
	lipsync,
	template,
	video,
	videoAgent,
	videoTranslation,
	webhookEndpoint,
	webhookEvent,
} satisfies Record<string, Resource>;
