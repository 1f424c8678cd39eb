import type { ICredentialType, INodeType } from 'n8n-workflow';

import type * as Action from '../../../nodes/HeyGen/HeyGen.node';
import type * as Trigger from '../../../nodes/HeyGen/HeyGenTrigger.node';
import type * as ApiCredential from '../../../credentials/HeyGenEventsApi.credentials';
import type * as OAuth2Credential from '../../../credentials/HeyGenEventsOAuth2Api.credentials';

/** The package as one process of n8n has it loaded. */
export interface Code {
	nodes: Record<string, INodeType>;
	credentials: Record<string, ICredentialType>;
}

export const triggerType = 'n8n-nodes-heygen-events.heyGenTrigger';
export const actionType = 'n8n-nodes-heygen-events.heyGen';

/** Loads the package anew, with nothing in its memory: what a start of n8n does. */
export function loadCode(): Code {
	let code: Code | undefined;
	jest.isolateModules(() => {
		const { HeyGenTrigger } = jest.requireActual<typeof Trigger>(
			'../../../nodes/HeyGen/HeyGenTrigger.node',
		);
		const { HeyGen } = jest.requireActual<typeof Action>('../../../nodes/HeyGen/HeyGen.node');
		const { HeyGenEventsApi } = jest.requireActual<typeof ApiCredential>(
			'../../../credentials/HeyGenEventsApi.credentials',
		);
		const { HeyGenEventsOAuth2Api } = jest.requireActual<typeof OAuth2Credential>(
			'../../../credentials/HeyGenEventsOAuth2Api.credentials',
		);
		code = {
			nodes: { [triggerType]: new HeyGenTrigger(), [actionType]: new HeyGen() },
			credentials: {
				heyGenEventsApi: new HeyGenEventsApi(),
				heyGenEventsOAuth2Api: new HeyGenEventsOAuth2Api(),
			},
		};
	});
	if (code === undefined) throw new Error('the package could not be loaded');
	return code;
}

let running: Code | undefined;

/** The process that the tests of a file share: each has its own workflow in it. */
export const runningCode = (): Code => (running ??= loadCode());
