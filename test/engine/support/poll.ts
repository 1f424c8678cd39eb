import { PollContext } from 'n8n-core';

import type { N8n } from './n8n';

/** When n8n would poll: it reads this parameter, expression and all. */
export const pollTimesOf = (n8n: N8n): unknown =>
	new PollContext(n8n.load(), n8n.node, n8n.additional(), 'trigger', 'activate').getNodeParameter(
		'pollTimes',
	);
