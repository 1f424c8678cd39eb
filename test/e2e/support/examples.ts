/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { INodeCredentialsDetails } from 'n8n-workflow';

import type { N8nApi } from './rest';
import type { StoredWorkflow, WorkflowBody } from './restTypes';
import { apiKeyCredential } from './workflows';

const folder = resolve(__dirname, '..', '..', '..', 'workflows');

export const exampleNames = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.slice(0, -'.json'.length))
	.sort();

export const exampleFile = (name: string): string => join(folder, `${name}.json`);

export const readExample = (name: string): WorkflowBody =>
	JSON.parse(readFileSync(exampleFile(name), 'utf8')) as WorkflowBody;

export interface FilledIn {
	credential: INodeCredentialsDetails;
	/** In place of https://example.com, which stands for a person's own services. */
	receiverUrl: string;
}

/** The file with what a person fills in; n8n gives the webhooks their ids. */
export async function importExample(
	api: N8nApi,
	name: string,
	{ credential, receiverUrl }: FilledIn,
): Promise<StoredWorkflow> {
	const text = readFileSync(exampleFile(name), 'utf8');
	const body = JSON.parse(text.replaceAll('https://example.com', receiverUrl)) as WorkflowBody;
	for (const node of body.nodes) {
		if (node.credentials) node.credentials = { [apiKeyCredential]: credential };
	}
	return await api.workflows.create(body);
}
