/**
 * n8n reads the webhook's method, which is an expression, once more at the end of an activation. A tick of
 * n8n's that ended meanwhile has taken the expression engine of the workflow away, and the activation would
 * fail. So whatever may end last takes it again; n8n gives it back.
 * Source: docs/facts/n8n.md#the-triggers-four-entrances.
 */
export async function keepExpressionEngine(context: object): Promise<void> {
	const { workflow }: { workflow?: { expression?: { acquireIsolate?(): Promise<unknown> } } } =
		context;
	await workflow?.expression?.acquireIsolate?.().catch(() => undefined);
}
