import type { IWebhookDescription } from 'n8n-workflow';

import { callbackPath } from './address';

/** Never registered: n8n calls `webhook()` for an execution that is parked at this node. */
export const resumeWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		responseData: '',
		path: callbackPath,
		restartWebhook: true,
	},
];

export const waitingTooltip =
	'HeyGen is at work. The execution is parked, and goes on when HeyGen calls back or the time is up.';
