import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { authenticationProperty, credentials } from './authentication';
import { getEventTypes } from './methods/getEventTypes';
import { hints, triggerPanel } from './trigger/description/panel';
import { triggerProperties } from './trigger/description/properties';
import { execute } from './trigger/execute';
import { checkEndpoint, createEndpoint, removeEndpoint } from './trigger/hooks';
import { poll } from './trigger/poll/poll';
import { receive } from './trigger/webhook';

/** The trigger node: when n8n calls what; how it is done is in trigger/. */
export class HeyGenTrigger implements INodeType {
	description: INodeTypeDescription = {
		// n8n installs no package with a display name that is taken: HeyGen's own has 'HeyGen Trigger'.
		displayName: 'HeyGen Events Trigger',
		name: 'heyGenTrigger',
		icon: { light: 'file:heyGen.svg', dark: 'file:heyGen.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["events"].includes("*") ? "all events" : $parameter["events"].slice(0, 1).join("").replace(/[._]/g, " ") + ($parameter["events"].length > 1 ? " +" + ($parameter["events"].length - 1) : "") }}',
		description: 'Starts the workflow when HeyGen finishes or fails a video, avatar or translation',
		defaults: { name: 'HeyGen Trigger' },
		eventTriggerDescription: 'Waiting for an event: make a video in HeyGen',
		activationMessage:
			"HeyGen's events now start this workflow. n8n has registered the webhook URL at HeyGen, and removes it when you unpublish. With polling, n8n asks HeyGen every few minutes instead.",
		// The button of a test run reads 'Fetch Test Event'.
		mockManualExecution: true,
		triggerPanel,
		hints,
		builderHint: {
			searchHint:
				'Starts a workflow when a video, a translation, an avatar or anything else at HeyGen is finished or has failed. It registers its own webhook at HeyGen and verifies each delivery: no Webhook node, no signature check and no URL to paste are needed. For a video that the same workflow has made, use Create and Wait of the HeyGen node instead.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-heygen-events.heyGen',
					relationHint: 'Makes the videos, downloads them, and waits for one of its own',
				},
			],
		},
		inputs: [],
		outputs:
			'={{ $parameter["outputs"] === "byOutcome" ? [{ type: "main", displayName: "Success" }, { type: "main", displayName: "Failure" }] : ["main"] }}',
		credentials,
		webhooks: [
			{
				name: 'default',
				// Without a method n8n opens no webhook: a test run then begins with execute() at once.
				httpMethod:
					'={{ $parameter["receive"] === "polling" || ($workflow.active === false && $parameter["whenTesting"] !== "next") ? "" : "POST" }}',
				ndvHideMethod: true,
				responseMode: 'onReceived',
				// Empty: n8n answers what webhook() returns, and not the word firstEntryJson.
				responseData: '',
				path: 'webhook',
			},
		],
		properties: [authenticationProperty, ...triggerProperties],
	};

	methods = { loadOptions: { getEventTypes } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await checkEndpoint(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await createEndpoint(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await removeEndpoint(this);
			},
		},
	};

	/** A delivery: answered with 200 only after n8n has stored its execution. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}

	/** At activation, at every start of n8n and every minute: what never arrived. */
	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}

	/** Runs first in every execution that `webhook()`, `poll()` or a person started. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute(this);
	}
}
