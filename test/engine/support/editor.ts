import { LoadOptionsContext } from 'n8n-core';
import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	INodeType,
	ResourceMapperFields,
} from 'n8n-workflow';

import { actionNode } from './action';
import { credentialsFor, type Bench } from './bench';
import { runningCode, triggerType } from './code';
import { additionalDataOf, workflowOf } from './workflow';

/** What the editor asks for while a person fills in a parameter. */
export function editor(
	{ simulator }: Bench,
	generation: 'v1' | 'v3',
	type = triggerType,
	parameters: INodeParameters = {},
) {
	const code = runningCode();
	const node = actionNode(parameters, { type, name: 'HeyGen' });
	const credentials = credentialsFor(simulator, generation);
	const context = new LoadOptionsContext(
		workflowOf('editor', node, code.nodes),
		node,
		additionalDataOf('http://127.0.0.1', () => code.credentials, credentials),
		'',
	) as unknown as ILoadOptionsFunctions;
	const { methods }: Pick<INodeType, 'methods'> = code.nodes[type] ?? {};
	return {
		options: async (name: string): Promise<INodePropertyOptions[]> =>
			(await methods?.loadOptions?.[name]?.call(context)) ?? [],
		search: async (name: string, filter?: string, token?: string): Promise<INodeListSearchResult> =>
			(await methods?.listSearch?.[name]?.call(context, filter, token)) ?? { results: [] },
		mapped: async (name: string): Promise<ResourceMapperFields> =>
			(await methods?.resourceMapping?.[name]?.call(context)) ?? { fields: [] },
	};
}
