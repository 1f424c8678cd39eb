import { catalogue } from '../simulator';
import { triggerWorkflow } from '../e2e/support/workflows';
import { accountOf, openStage, stepsOn, type Stage } from './support/stage';

let stage: Stage;
const step = stepsOn(() => stage);
let workflowId: string;

beforeAll(async () => {
	stage = await openStage();
	const { api } = stage;
	const credential = await accountOf(stage);
	workflowId = (await api.workflows.create(triggerWorkflow({ credential }))).id;
});
afterAll(async () => await stage?.close());

describe('the trigger in the editor', () => {
	step(
		'lists the events live from the account, in readable names',
		async ({ editor, simulator }) => {
			await editor.openWorkflow(workflowId);
			const asked = simulator.count('GET', '/v3/webhooks/event-types');
			await editor.openNode('HeyGen Trigger');
			await editor.field('events').getByText('Avatar Video Ready').waitFor();
			expect(simulator.count('GET', '/v3/webhooks/event-types')).toBe(asked + 1);
			await editor.field('events').click();
			const options = editor.openList.locator('.option-headline');
			await options.first().waitFor();
			expect(await options.count()).toBe(catalogue.length + 1);
			const names = await options.allInnerTexts();
			expect(names[0]).toBe('All Events');
			expect(names.join()).not.toMatch(/[._]/);
			await editor.shot('trigger-events');
		},
	);

	step('adds one that is chosen', async ({ editor, page }) => {
		await page.keyboard.type('translation ready');
		await editor.openList.getByText('Video Translation Ready', { exact: true }).click();
		await page.keyboard.press('Escape');
		await editor.field('events').getByText('Video Translation Ready').waitFor();
		await editor.shot('trigger-three-events');
	});

	step('has its options in order, each with a hint', async ({ editor, page }) => {
		for (const name of ['Callback IDs', 'Download Video', 'Recover Missed Events']) {
			await editor.addToCollection(name);
		}
		await page.getByText('Callback IDs').first().hover();
		await editor.shot('trigger-options');
	});

	step('shows two connectors for Success and Failure', async ({ editor, page }) => {
		await editor.choose('outputs', 'Success and Failure');
		await editor.closeNode();
		const node = editor.triggerNode;
		await node.waitFor();
		await page.locator('.vue-flow__node').getByText('Success', { exact: true }).waitFor();
		await page.locator('.vue-flow__node').getByText('Failure', { exact: true }).waitFor();
		expect(await node.innerText()).toContain('avatar video success +2');
		await editor.byId('zoom-to-fit').click();
		await editor.shot('trigger-two-outputs');
	});

	step('is published, and says that HeyGen knows', async ({ editor, page, simulator }) => {
		await editor.publish();
		await page.getByText("HeyGen's events now start this workflow").waitFor();
		await editor.shot('published');
		await page.getByRole('button', { name: 'Got it' }).click();
		expect(simulator.endpoints).toMatchObject([{ events: expect.any(Array), status: 'enabled' }]);
		expect(simulator.endpoints[0]?.events).toContain('video_translate.success');
	});

	step('shows an execution for an event', async ({ api, editor, page, simulator }) => {
		await simulator.finishVideo({ callbackId: 'order-4821' });
		await api.executions.waitFor(workflowId, 1);
		await editor.byId('radio-button-executions').click();
		await page.getByText('Succeeded').first().waitFor();
		await page.getByText('1 item').filter({ visible: true }).first().waitFor();
		await editor.byId('canvas-node-status-success').nth(1).waitFor();
		await editor.shot('executions');
		await editor.byId('radio-button-workflow').click();
	});

	step('is unpublished, and removes its endpoint', async ({ api, editor, simulator }) => {
		await editor.unpublish();
		await api.workflows.waitSettled(workflowId);
		expect(simulator.endpoints).toEqual([]);
		await editor.shot('unpublished');
	});
});
