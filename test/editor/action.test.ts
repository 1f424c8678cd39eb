import {
	actionName,
	actionType,
	chain,
	heygenAction,
	manualTrigger,
	noOp,
} from '../e2e/support/workflows';
import { accountOf, openStage, stepsOn, type Stage } from './support/stage';

const url = 'https://example.com/heygen/orders';
const longUrl = 'https://n8n.example.com/webhook/4cf9d560-b42d-4572-9b29-5ce33de42bcc/webhook';
const listed = 'example.com/heygen/orders (1 event)';

let stage: Stage;
const step = stepsOn(() => stage);
let workflowId: string;

beforeAll(async () => {
	stage = await openStage({ validateUrl: false });
	const { api, simulator } = stage;
	const credential = await accountOf(stage);
	simulator.addEndpoint({ url, events: ['avatar_video.success'] });
	simulator.addEndpoint({ url: longUrl, events: ['avatar_video.success', 'avatar_video.fail'] });
	simulator.addEndpoint({ url: 'https://example.com/heygen/all', events: null });
	simulator.addEndpoint({ url: 'https://example.com/heygen/old', status: 'disabled' });
	const parameters = { resource: 'webhookEndpoint', operation: 'update' };
	const action = heygenAction({ credential, parameters });
	const body = chain('HeyGen endpoints', manualTrigger(), action, noOp());
	workflowId = (await api.workflows.create(body)).id;
});
afterAll(async () => await stage?.close());

describe('the action node in the editor', () => {
	step('is found with actions in plain words', async ({ api, editor, page }) => {
		await editor.openWorkflow(workflowId);
		await editor.byId('node-creator-plus-button').click();
		await editor.search('heygen');
		await editor.byId('node-creator-item-name').filter({ hasText: 'HeyGen' }).first().click();
		await page.getByText('Update webhook endpoint').waitFor();
		await editor.shot('panel-actions');
		const names = await editor.byId('node-creator-item-name').allInnerTexts();
		const [description] = await api.nodeTypes(actionType);
		const operations = (description?.properties ?? []).filter(({ name }) => name === 'operation');
		const actions = operations.flatMap(({ options = [] }) =>
			options.map((option) => ('action' in option ? option.action : undefined)),
		);
		expect(names).toEqual(expect.arrayContaining(actions.filter((action) => action)));
		await page.keyboard.press('Escape');
	});

	step('picks an endpoint from the searchable list', async ({ editor, page }) => {
		await editor.openWorkflow(workflowId);
		await editor.openNode(actionName);
		await editor.shot('action');
		await editor.byId('rlc-input').first().click();
		const entries = editor.byId('rlc-item');
		await entries.first().waitFor();
		expect(await entries.count()).toBe(4);
		await editor.shot('endpoint-list', { docs: true });
		await editor
			.byId('rlc-search')
			.locator('input')
			.or(page.locator('input[data-test-id="rlc-search"]'))
			.first()
			.fill('orders');
		await page.getByText(listed).last().waitFor();
		await page.getByText(listed).last().click();
		await editor.shot('endpoint-chosen');
	});

	step('updates it', async ({ editor, simulator }) => {
		await editor.addToCollection('URL');
		await editor
			.field('url')
			.locator('input')
			.or(editor.field('updateFields.url').locator('input'))
			.first()
			.fill(`${url}/new`);
		await editor.byId('node-execute-button').click();
		await editor.toast('Node executed successfully');
		expect(simulator.endpoints.map((endpoint) => endpoint.url)).toContain(`${url}/new`);
		await editor.dismissToasts();
		await editor.shot('endpoint-updated');
	});

	step('shows what HeyGen says when the endpoint is gone', async ({ editor, simulator }) => {
		const gone = simulator.endpoints.find((endpoint) => endpoint.url === `${url}/new`);
		simulator.removeEndpoint(gone?.endpoint_id ?? '');
		await editor.byId('node-execute-button').click();
		const output = editor.byId('output-panel');
		await output.getByText('HeyGen refused').first().waitFor();
		await editor.toast('HeyGen refused');
		await editor.dismissToasts();
		await editor.shot('endpoint-gone');
	});

	step('shows the output fields before any run', async ({ editor }) => {
		await editor.openWorkflow(workflowId);
		await editor.openNode('After');
		const input = editor.byId('ndv-input-panel');
		await input.getByText('endpoint_id').first().waitFor();
		await editor.shot('schema-preview');
	});
});
