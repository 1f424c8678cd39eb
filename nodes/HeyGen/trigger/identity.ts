import type { FunctionsBase } from 'n8n-workflow';

/** All that a node's own memory is found by: a hook, a delivery, a poll or an execution. */
export type Context = Pick<
	FunctionsBase,
	'getInstanceId' | 'getMode' | 'getNode' | 'getWorkflow' | 'getWorkflowStaticData'
>;

/** An imported or copied workflow may carry another one's static data. */
export const ownerOf = (context: Context): string =>
	`${context.getInstanceId()}/${context.getWorkflow().id ?? ''}`;

/** Tells the nodes of one workflow apart, also two that share an id by mistake. */
export function scopeOf(context: Context): string {
	const { id, name, webhookId } = context.getNode();
	return JSON.stringify([id, webhookId ?? name]);
}
