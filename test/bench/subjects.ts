import { createHmac, randomUUID } from 'node:crypto';

import type { INode } from 'n8n-workflow';

import type { N8nApi } from '../e2e/support/rest';
import {
	apiKeyCredential,
	chain,
	heygenTrigger,
	noOp,
	productionUrl,
} from '../e2e/support/workflows';
import type { Simulator } from '../simulator';
import type { GitHub } from './gitHub';

/** A trigger of an active workflow, with the same node after it. */
export interface Subject {
	name: string;
	workflowId: string;
	url: string;
	headers(body: string): Record<string, string>;
	forgedHeaders(body: string): Record<string, string>;
}

export const names = {
	heygen: 'HeyGen Trigger',
	gitHub: 'GitHub Trigger',
	webhook: 'Webhook',
};

const sign = (secret: string, body: string): string =>
	createHmac('sha256', secret).update(body).digest('hex');

const base = (type: string, name: string, rest: Partial<INode>): INode => ({
	id: randomUUID(),
	name,
	type: `n8n-nodes-base.${type}`,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	webhookId: randomUUID(),
	...rest,
});

const locator = (value: string) => ({ __rl: true, mode: 'name', value });

async function activate(api: N8nApi, trigger: INode): Promise<string> {
	const workflow = await api.workflows.create(chain(trigger.name, trigger, noOp()));
	await api.workflows.activate(workflow.id);
	return workflow.id;
}

async function heygenSubject(api: N8nApi, simulator: Simulator): Promise<Subject> {
	const credential = await api.credentials.create(apiKeyCredential, 'HeyGen', {
		apiKey: simulator.apiKey,
		apiVersion: 'v3',
		baseUrl: simulator.url,
	});
	const workflowId = await activate(api, heygenTrigger({ credential }));
	const [endpoint] = simulator.endpoints;
	if (endpoint === undefined) throw new Error('HeyGen has no endpoint');
	const signed = (secret: string) => (body: string) => ({ signature: sign(secret, body) });
	return {
		name: names.heygen,
		workflowId,
		url: endpoint.url,
		headers: signed(endpoint.secret),
		forgedHeaders: signed('whsec_other'),
	};
}

async function gitHubSubject(api: N8nApi, url: string, gitHub: GitHub): Promise<Subject> {
	const githubApi = await api.credentials.create('githubApi', 'GitHub', {
		server: gitHub.url,
		user: 'someone',
		accessToken: 'example',
	});
	const trigger = base('githubTrigger', names.gitHub, {
		credentials: { githubApi },
		parameters: {
			owner: locator('someone'),
			repository: locator('something'),
			events: ['push'],
			options: {},
		},
	});
	const workflowId = await activate(api, trigger);
	const signed = (secret: string) => (body: string) => ({
		'x-github-event': 'push',
		'x-hub-signature-256': `sha256=${sign(secret, body)}`,
	});
	return {
		name: names.gitHub,
		workflowId,
		url: productionUrl(url, { nodes: [trigger] }),
		headers: signed(gitHub.secret),
		forgedHeaders: signed('other'),
	};
}

async function webhookSubject(api: N8nApi, url: string): Promise<Subject> {
	const parameters = { httpMethod: 'POST', path: 'bench', options: {} };
	const trigger = base('webhook', names.webhook, { typeVersion: 2, parameters });
	const workflowId = await activate(api, trigger);
	const headers = (): Record<string, string> => ({});
	return {
		name: names.webhook,
		workflowId,
		url: `${url}/webhook/bench`,
		headers,
		forgedHeaders: headers,
	};
}

/** n8n's own two beside ours; the GitHub Trigger verifies a signature as well. */
export const allSubjects = async (
	api: N8nApi,
	url: string,
	simulator: Simulator,
	gitHub: GitHub,
): Promise<Subject[]> => [
	await heygenSubject(api, simulator),
	await gitHubSubject(api, url, gitHub),
	await webhookSubject(api, url),
];
