import { aiClipping } from './aiClipping';
import { asset } from './asset';
import { audio } from './audio';
import { backgroundRemoval } from './backgroundRemoval';
import { brandGlossary } from './brandGlossary';
import { brandKit } from './brandKit';
import { fillerWordRemoval } from './fillerWordRemoval';
import { folder } from './folder';
import { hyperframes } from './hyperframes';
import { instantVideo } from './instantVideo';
import { lipsync } from './lipsync';
import type { Resource } from './operation';
import { podcast } from './podcast';
import { template } from './template';
import { user } from './user';
import { video } from './video';
import { videoAgent } from './videoAgent';
import { videoTranslation } from './videoTranslation';
import { webhookEndpoint } from './webhookEndpoint';
import { webhookEvent } from './webhookEvent';

/** The keys are saved in workflows. */
export const resources = {
	aiClipping,
	asset,
	audio,
	backgroundRemoval,
	brandGlossary,
	brandKit,
	fillerWordRemoval,
	folder,
	hyperframes,
	instantVideo,
	lipsync,
	podcast,
	template,
	user,
	video,
	videoAgent,
	videoTranslation,
	webhookEndpoint,
	webhookEvent,
} satisfies Record<string, Resource>;
