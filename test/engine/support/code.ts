import type { ICredentialType, INodeType } from 'n8n-workflow';

import type * as Action from '../../../nodes/HeyGen/HeyGen.node';
import type * as Trigger from '../../../nodes/HeyGen/HeyGenTrigger.node';
import { HeyGenEventsApi } from '../../../credentials/HeyGenEventsApi.credentials';
import { HeyGenEventsOAuth2Api } from '../../../credentials/HeyGenEventsOAuth2Api.credentials';

/** The package as one process of n8n has it loaded. */
export interface Code {
	nodes: Record<string, INodeType>;
	credentials: Record<string, ICredentialType>;
}

export const triggerType = 'n8n-nodes-heygen-events.heyGenTrigger';
export const actionType = 'n8n-nodes-heygen-events.heyGen';

const folder = '../../../nodes/HeyGen';
const trigger = (): INodeType =>
	new (jest.requireActual<typeof Trigger>(`${folder}/HeyGenTrigger.node`).HeyGenTrigger)();
const action = (): INodeType =>
	new (jest.requireActual<typeof Action>(`${folder}/HeyGen.node`).HeyGen)();

/** With modules of its own. */
function alone<T>(load: () => T): T {
	let loaded: T | undefined;
	jest.isolateModules(() => (loaded = load()));
	if (loaded === undefined) throw new Error('the package could not be loaded');
	return loaded;
}

/** When it is first asked for. */
function later(load: () => INodeType): () => INodeType {
	let loaded: INodeType | undefined;
	return () => (loaded ??= alone(load));
}

/**
 * Loads the package anew, with nothing in its memory: what a start of n8n does.
 * @param isShared whether its nodes share their memory, as in n8n; it costs, and few tests need it
 */
export function loadCode(isShared = false): Code {
	const [loadTrigger, loadAction] = [later(trigger), later(action)];
	const each = {
		get [triggerType]() {
			return loadTrigger();
		},
		get [actionType]() {
			return loadAction();
		},
	};
	return {
		nodes: isShared ? alone(() => ({ [triggerType]: trigger(), [actionType]: action() })) : each,
		credentials: {
			heyGenEventsApi: new HeyGenEventsApi(),
			heyGenEventsOAuth2Api: new HeyGenEventsOAuth2Api(),
		},
	};
}

let running: Code | undefined;

/** The process that the tests of a file share: each has its own workflow in it. */
export const runningCode = (): Code => (running ??= loadCode());
