import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { editorPolicy } from '../api/retryPolicy';
import { connectHeyGen } from '../authentication';
import { isObject } from '../narrow';
import { enteredText } from '../operation/fields/entered';
import { labelOf } from '../resources/template/variables';

/** The variables of the template selected next to the mapper. */
export async function getTemplateVariables(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const id = enteredText(this.getNodeParameter('templateId', undefined), 'Template');
	if (id === undefined) return { fields: [] };
	const heygen = await connectHeyGen(this, editorPolicy);
	const path = `/v3/templates/${encodeURIComponent(id)}`;
	const { variables } = await heygen.object({ method: 'GET', path });
	return {
		fields: Object.entries(isObject(variables) ? variables : {}).map(([name, variable]) => ({
			id: name,
			displayName: labelOf(name, variable),
			required: false,
			defaultMatch: false,
			canBeUsedToMatch: false,
			display: true,
			type: 'string',
		})),
	};
}
