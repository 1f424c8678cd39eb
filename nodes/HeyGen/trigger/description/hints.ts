import type { NodeHint } from 'n8n-workflow';

import { listedTypes } from '../../events/listed';

/** Beside the notice under 'Receive Events': it is about the events that are chosen. */
export const hints: NodeHint[] = [
	{
		type: 'warning',
		message:
			"Some of the chosen events are in none of the lists that polling reads. They arrive only if they are in HeyGen's event history. Set 'Receive Events' to 'Webhook' if you need them.",
		location: 'outputPane',
		whenToDisplay: 'always',
		displayCondition: `={{ $parameter["receive"] === "polling" && [].concat($parameter["events"]).some((type) => !${JSON.stringify([...listedTypes])}.includes(type)) }}`,
	},
];
