import { aiClipping } from './aiClipping';
import { api } from './api';
import { asset } from './asset';
import { audio } from './audio';
import { avatar } from './avatar';
import { avatarLook } from './avatarLook';
import { backgroundRemoval } from './backgroundRemoval';
import { brandGlossary } from './brandGlossary';
import { brandKit } from './brandKit';
import { fillerWordRemoval } from './fillerWordRemoval';
import { folder } from './folder';
import { hyperframes } from './hyperframes';
import { image } from './image';
import { instantVideo } from './instantVideo';
import { lipsync } from './lipsync';
import type { Resource } from '../operation/operation';
import { podcast } from './podcast';
import { proofread } from './proofread';
import { template } from './template';
import { trainedVoice } from './trainedVoice';
import { user } from './user';
import { video } from './video';
import { videoAgent } from './videoAgent';
import { videoTranslation } from './videoTranslation';
import { voice } from './voice';
import { webhookEndpoint } from './webhookEndpoint';
import { webhookEvent } from './webhookEvent';

/** The keys are saved in workflows. */
export const resources = {
	aiClipping,
	api,
	asset,
	audio,
	avatar,
	avatarLook,
	backgroundRemoval,
	brandGlossary,
	brandKit,
	fillerWordRemoval,
	folder,
	hyperframes,
	image,
	instantVideo,
	lipsync,
	podcast,
	proofread,
	template,
	trainedVoice,
	user,
	video,
	videoAgent,
	videoTranslation,
	voice,
	webhookEndpoint,
	webhookEvent,
} satisfies Record<string, Resource>;
