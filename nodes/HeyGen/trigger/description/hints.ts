import type { NodeHint } from 'n8n-workflow';

import { listedTypes } from '../../events/listed';

/** Beside the notice under 'Receive Events': it is about the events that are chosen. */
export const hints: NodeHint[] = [
	{
		type: 'warning',
		message:
			"Some of the chosen events stand in none of the lists that polling reads: they come only if HeyGen's history holds them. Receive events by webhook if they matter.",
		location: 'outputPane',
		whenToDisplay: 'always',
		displayCondition: `={{ $parameter["receive"] === "polling" && [].concat($parameter["events"]).some((type) => !${JSON.stringify([...listedTypes])}.includes(type)) }}`,
	},
];
