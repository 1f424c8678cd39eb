import { useSharedN8n } from './support/bench';
import { showCopy } from './support/copies';
import { query } from './support/database';
import { triggerWorkflow } from './support/workflows';

/**
 * Proves what the engine tests take for granted of a copied workflow: n8n gives it a webhook URL of its own,
 * whatever static data it carries. Copies in another n8n are for restarts.test.ts.
 */
const bench = useSharedN8n();

it("a copied workflow leaves the first one's endpoint alone, whatever of it the copy carries", async () => {
	const account = await bench.account('v3');
	const first = await account.listen();
	const endpoint = { ...account.endpointOf(first) };
	const copy = triggerWorkflow({ credential: account.credential });
	const ids = first.nodes.map(({ id }) => id);
	const nodes = copy.nodes.map((node, index) => ({ ...node, id: ids[index] ?? node.id }));
	const second = await account.save({ ...copy, nodes });
	await query(
		bench.n8n,
		'UPDATE workflow_entity SET "staticData" = (SELECT "staticData" FROM workflow_entity WHERE id = ?) WHERE id = ?',
		[first.id, second.id],
	);
	await bench.api.workflows.activate(second.id);
	expect(account.heygen.endpoints).toEqual([endpoint, account.endpointOf(second)]);
	const fault = 'A workflow is copied, with all that n8n stored for it';
	await showCopy(bench, fault, { account, workflow: first }, bench.n8n, second);
	await bench.api.workflows.deactivate(second.id);
	expect(account.heygen.endpoints).toEqual([endpoint]);
	expect((await account.heygen.finishVideo()).attempts).toMatchObject([{ status: 200 }]);
});
