import { until } from '../e2e/support/until';
import { scripts } from '../e2e/support/joined';
import { createAndWait, start } from '../e2e/support/parked';
import { actionName, chain, manualTrigger, noOp } from '../e2e/support/workflows';
import { accountOf, openStage, stepsOn, type Stage } from './support/stage';

let stage: Stage;
const step = stepsOn(() => stage);
let workflowId: string;

beforeAll(async () => {
	stage = await openStage();
	const { api } = stage;
	const credential = await accountOf(stage);
	const texts = scripts('Welcome aboard!', 'What is new in May');
	const nodes = [manualTrigger(start), ...texts, createAndWait({ credential }), noOp('Post')];
	workflowId = (await api.workflows.create(chain('Script to video', ...nodes))).id;
});
afterAll(async () => await stage?.close());

async function isNow(status: string): Promise<void> {
	await until(`the execution to be ${status}`, async () => {
		const [execution] = await stage.api.executions.list({ workflowId });
		return execution?.status === status || undefined;
	});
}

describe('an execution that is parked, in the editor', () => {
	step('says on the canvas and in the node what it waits for', async ({ editor, page }) => {
		await editor.openWorkflow(workflowId);
		await editor.byId('execute-workflow-button').first().click();
		await isNow('waiting');
		await editor.openNode(actionName);
		const output = editor.byId('output-panel');
		await output.getByText('The execution is parked').first().waitFor();
		await output.getByText('2 items').first().waitFor();
		await editor.shot('waiting-parked', { docs: true });
		await page.keyboard.press('Escape');
		await editor.nodeView.waitFor({ state: 'hidden' });
	});

	step('goes on in the same window, with the finished videos', async ({ editor, simulator }) => {
		for (const { id } of simulator.jobs) await (await simulator.finishJob(id)).settled;
		await isNow('success');
		await editor.openNode('Post');
		const output = editor.byId('output-panel');
		await output.getByText('completed').first().waitFor();
		await editor.dismissToasts();
		await editor.shot('waiting-finished', { docs: true });
		await editor.closeNode();
	});
});
