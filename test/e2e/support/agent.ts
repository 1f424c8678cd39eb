import { randomUUID } from 'node:crypto';

import type { IDataObject, INode, INodeCredentialsDetails } from 'n8n-workflow';

import type { WorkflowBody } from './restTypes';
import { actionType, apiKeyCredential, chain, manualTrigger } from './workflows';

/** Community nodes are tools of agents only where an administrator allows it. */
export const toolsAllowed = { N8N_COMMUNITY_PACKAGES_ALLOW_TOOL_USAGE: 'true' };

export const agentName = 'AI Agent';
export const findName = 'Find a voice';
export const createName = 'Create a video';
/** What an agent calls them. */
export const findTool = 'Find_a_voice';
export const createTool = 'Create_a_video';

const langchain = '@n8n/n8n-nodes-langchain';
const byModel = (value: string): IDataObject => ({ __rl: true, mode: 'id', value });

const tools: Record<string, IDataObject> = {
	[findName]: {
		resource: 'voice',
		operation: 'getAll',
		limit: 5,
		filters: { language: "={{ $fromAI('language', 'The language that is spoken', 'string') }}" },
	},
	[createName]: {
		resource: 'video',
		operation: 'create',
		avatarId: byModel('look_00001'),
		voiceId: byModel("={{ $fromAI('voiceId', 'The ID of a voice', 'string') }}"),
		script: "={{ $fromAI('script', 'What is spoken', 'string') }}",
	},
};

interface AgentOptions {
	/** 2 and below call tools by themselves, from 3 on n8n's engine does. */
	agentVersion: number;
	credential: INodeCredentialsDetails;
	/** Of the model. */
	openAi: INodeCredentialsDetails;
	/** More about both tools. */
	tool?: Partial<INode>;
}

/** A person's wish, an agent, its model, and two tools of HeyGen. */
export function agentWorkflow(options: AgentOptions): WorkflowBody {
	const { agentVersion, credential, openAi, tool = {} } = options;
	const node = (type: string, name: string, more: Partial<INode>): INode => ({
		id: randomUUID(),
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...more,
	});
	const agent = node(`${langchain}.agent`, agentName, {
		typeVersion: agentVersion,
		parameters: { promptType: 'define', text: 'Greet our German customers.', options: {} },
	});
	const model = node(`${langchain}.lmChatOpenAi`, 'Model', {
		typeVersion: 1.2,
		parameters: { model: { __rl: true, mode: 'id', value: 'small' }, options: {} },
		credentials: { openAiApi: openAi },
	});
	const heyGen = Object.entries(tools).map(([name, parameters]) =>
		node(`${actionType}Tool`, name, {
			parameters: parameters as INode['parameters'],
			credentials: { [apiKeyCredential]: credential },
			...tool,
		}),
	);
	const body = chain('Agent', manualTrigger(), agent);
	body.nodes.push(model, ...heyGen);
	body.connections['Model'] = {
		ai_languageModel: [[{ node: agentName, type: 'ai_languageModel', index: 0 }]],
	};
	for (const { name } of heyGen) {
		body.connections[name] = { ai_tool: [[{ node: agentName, type: 'ai_tool', index: 0 }]] };
	}
	return body;
}
