import { WebhookContext } from 'n8n-core';
import type {
	INode,
	INodeExecutionData,
	INodeType,
	IWebhookData,
	IWebhookFunctions,
	IRunExecutionData,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import type { Answering, Arriving } from './host';

type Request = NonNullable<IWorkflowExecuteAdditionalData['httpRequest']>;
type Response = NonNullable<IWorkflowExecuteAdditionalData['httpResponse']>;

/** Whom a request is for. */
export interface Target {
	trigger: INodeType;
	workflow: Workflow;
	node: INode;
	mode: WorkflowExecuteMode;
	additionalData: IWorkflowExecuteAdditionalData;
	data: IWebhookData;
	/** Only for an execution that waits. */
	parked?: IRunExecutionData;
}

export interface Served {
	/** `webhook()` threw, or changed static data, which n8n would lose. */
	isMistake: boolean;
	/** The node has answered already, or an error was sent. */
	isAnswered: boolean;
	/** Set: an execution starts with it. */
	workflowData?: INodeExecutionData[][];
	/** What n8n answers once the execution is stored. */
	answer?: unknown;
}

/** Calls `webhook()` and reads its result, in the order in which n8n's server does. */
export async function serve(
	target: Target,
	{ message, rawBody, body }: Arriving,
	response: Answering,
): Promise<Served> {
	const { workflow, node, mode, data, parked = null } = target;
	const request = Object.assign(message, {
		rawBody,
		body,
		params: {},
		query: queryOf(message.url),
	});
	const additionalData = {
		...target.additionalData,
		httpRequest: request as unknown as Request,
		httpResponse: response as unknown as Response,
	};
	const context = new WebhookContext(workflow, node, additionalData, mode, data, [], parked);
	const [result] = await Promise.allSettled([
		target.trigger.webhook?.call(context as unknown as IWebhookFunctions),
	]);
	const changed = workflow.staticData.__dataChanged === true;
	if (result.status === 'rejected' || result.value === undefined) {
		response.status(500).json({ message: 'Workflow Webhook Error' });
		return { isMistake: true, isAnswered: true };
	}
	const { noWebhookResponse, webhookResponse, workflowData } = result.value;
	if (noWebhookResponse === true) return { isMistake: changed, isAnswered: true };
	if (workflowData === undefined) {
		const answer: unknown = webhookResponse ?? { message: 'Webhook call received' };
		return { isMistake: changed, isAnswered: false, answer };
	}
	return {
		isMistake: changed,
		isAnswered: false,
		workflowData: workflowData.map((items) => items ?? []),
		answer: answerOf(target, webhookResponse),
	};
}

/** n8n asks the description first, and only then what `webhook()` said. */
function answerOf({ workflow, node, mode, data }: Target, webhookResponse: unknown): unknown {
	const said = workflow.expression.getComplexParameterValue(
		node,
		data.webhookDescription.responseData,
		mode,
		{},
		undefined,
		'firstEntryJson',
	);
	if (said) return said;
	return webhookResponse ?? { message: 'Workflow was started' };
}

const queryOf = (url = ''): Record<string, string> =>
	Object.fromEntries(new URL(url, 'http://localhost').searchParams);
