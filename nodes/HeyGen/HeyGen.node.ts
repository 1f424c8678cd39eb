import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { authenticationProperty, credentials } from './authentication';
import { getEventTypes, getEventTypesForFilter } from './methods/getEventTypes';
import { getLanguages } from './methods/getLanguages';
import { searches } from './methods/searches';
import { getTemplateVariables } from './methods/templateVariables';
import { resources } from './resources';
import { propertiesOf } from './resources/properties';
import { run } from './resources/run';

/** The action node: everything it can do is in resources/. */
export class HeyGen implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HeyGen',
		name: 'heyGen',
		icon: { light: 'file:heyGen.svg', dark: 'file:heyGen.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Work with HeyGen',
		defaults: { name: 'HeyGen' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties: [authenticationProperty, ...propertiesOf(resources, 'webhookEndpoint')],
	};

	methods = {
		loadOptions: { getEventTypes, getEventTypesForFilter, getLanguages },
		listSearch: searches,
		resourceMapping: { getTemplateVariables },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, resources);
	}
}
