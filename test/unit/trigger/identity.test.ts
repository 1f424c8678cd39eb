import { ownerOf, scopeOf, type Context } from '../../../nodes/HeyGen/trigger/identity';

const context = (instance: string, workflow: string, node: object = {}): Context =>
	({
		getInstanceId: () => instance,
		getWorkflow: () => ({ id: workflow }),
		getNode: () => ({ id: 'n', name: 'HeyGen Trigger', webhookId: 'w', ...node }),
	}) as unknown as Context;

it('the owner of a memory is one workflow of one n8n', () => {
	const owner = ownerOf(context('i', '1'));
	expect(ownerOf(context('i', '1', { id: 'other' }))).toBe(owner);
	expect(ownerOf(context('j', '1'))).not.toBe(owner);
	expect(ownerOf(context('i', '2'))).not.toBe(owner);
});

it('two nodes of one workflow are two, also with one id', () => {
	const scope = scopeOf(context('i', '1'));
	expect(scopeOf(context('i', '1', { name: 'renamed' }))).toBe(scope);
	expect(scopeOf(context('i', '1', { id: 'm' }))).not.toBe(scope);
	expect(scopeOf(context('i', '1', { webhookId: 'x' }))).not.toBe(scope);
	const unnamed = { webhookId: undefined };
	expect(scopeOf(context('i', '1', { ...unnamed, name: 'a' }))).not.toBe(
		scopeOf(context('i', '1', { ...unnamed, name: 'b' })),
	);
});
