import type { Route } from '../route';
import { agentRoutes } from './agents';
import { assetRoutes } from './assets';
import { avatarRoutes } from './avatars';
import { lipsyncRoutes } from './lipsyncs';
import { proofreadRoutes } from './proofreads';
import { templateRoutes } from './templates';
import { translationRoutes } from './translations';
import { videoRoutes } from './videos';
import { voiceRoutes } from './voices';

const groups = (route: Route): number => route.path.source.split('(').length;

/** Paths with fewer ids come first: `videos/statuses` is not the video of that name. */
export const v3Routes: readonly Route[] = [
	...agentRoutes,
	...assetRoutes,
	...avatarRoutes,
	...lipsyncRoutes,
	...proofreadRoutes,
	...templateRoutes,
	...translationRoutes,
	...videoRoutes,
	...voiceRoutes,
].sort((one, other) => groups(one) - groups(other));
