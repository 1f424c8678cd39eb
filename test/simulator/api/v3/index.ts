import type { Route } from '../route';
import { accountRoutes } from './account';
import { agentRoutes } from './agents';
import { assetRoutes } from './assets';
import { avatarRoutes } from './avatars';
import { brandRoutes } from './brands';
import { editingRoutes } from './editing';
import { guessedRoutes } from './guesses';
import { lipsyncRoutes } from './lipsyncs';
import { modelRoutes } from './models';
import { previewRoutes } from './previews';
import { proofreadRoutes } from './proofreads';
import { templateRoutes } from './templates';
import { translationRoutes } from './translations';
import { videoRoutes } from './videos';
import { voiceRoutes } from './voices';

const groups = (route: Route): number => route.path.source.split('(').length;

/** Paths with fewer ids come first: `videos/statuses` is not the video of that name. */
export const v3Routes: readonly Route[] = [
	...accountRoutes,
	...agentRoutes,
	...assetRoutes,
	...avatarRoutes,
	...brandRoutes,
	...editingRoutes,
	...guessedRoutes,
	...lipsyncRoutes,
	...modelRoutes,
	...previewRoutes,
	...proofreadRoutes,
	...templateRoutes,
	...translationRoutes,
	...videoRoutes,
	...voiceRoutes,
].sort((one, other) => groups(one) - groups(other));
