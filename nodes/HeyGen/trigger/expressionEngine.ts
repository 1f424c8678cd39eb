/**
 * n8n reads the webhook's method, which is an expression, again at the end of an activation. If a
 * poll ended in the meantime, it has released the workflow's expression engine, and the activation
 * would fail. So any code that may end last acquires the engine again; n8n releases it.
 * Source: docs/facts/n8n.md#the-triggers-four-entrances.
 */
export async function keepExpressionEngine(context: object): Promise<void> {
	const { workflow }: { workflow?: { expression?: { acquireIsolate?(): Promise<unknown> } } } =
		context;
	await workflow?.expression?.acquireIsolate?.().catch(() => undefined);
}
