import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { authenticationProperty } from './authentication';
import { getEventTypes, getEventTypesForFilter } from './methods/getEventTypes';
import { getLanguages } from './methods/getLanguages';
import { searches } from './methods/searches';
import { getTemplateVariables } from './methods/templateVariables';
import { testApiKey } from './methods/testApiKey';
import { resources } from './resources';
import type { LoadMethod } from './operation/fields/lists';
import { propertiesOf } from './operation/properties';
import { secretFields } from './operation/operation';
import { actionHint } from './resources/builderHint';
import { run } from './operation/run';
import { resume, resumeWebhooks, waitingTooltip } from './waiting/resume';

/** The action node. Its operations are in resources/. */
export class HeyGen implements INodeType {
	description: INodeTypeDescription = {
		// n8n refuses a package whose display name is taken, and HeyGen's own has 'HeyGen'.
		displayName: 'HeyGen Events',
		name: 'heyGen',
		icon: { light: 'file:heyGen.svg', dark: 'file:heyGen.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: "Make, translate and dub AI videos with HeyGen's avatars and voices",
		defaults: { name: 'HeyGen' },
		usableAsTool: {
			replacements: {
				description:
					"Make, translate and dub AI videos with HeyGen's avatars and voices. What is created, generated or cloned costs credits; User: Get returns the balance. Get IDs with the resource's Get Many: avatar_id is the ID of an avatar look, voice_id the ID of a voice.",
			},
		},
		builderHint: actionHint,
		sensitiveOutputFields: secretFields(resources),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		// The same as in authentication.ts, written out because the linter checks here that the first
		// one has a test.
		credentials: [
			{
				name: 'heyGenEventsApi',
				required: true,
				testedBy: 'testApiKey',
				displayOptions: { show: { authentication: ['apiKey'] } },
			},
			{
				name: 'heyGenEventsOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
		],
		webhooks: resumeWebhooks,
		waitingNodeTooltip: waitingTooltip,
		properties: [authenticationProperty, ...propertiesOf(resources, 'video')],
	};

	methods = {
		loadOptions: { getEventTypes, getEventTypesForFilter, getLanguages } satisfies Record<
			LoadMethod,
			unknown
		>,
		listSearch: searches,
		resourceMapping: { getTemplateVariables },
		credentialTest: { testApiKey },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, resources);
	}

	/** n8n calls this when HeyGen calls back for a parked execution. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await resume(this);
	}
}
