import { triggerWorkflow } from '../e2e/support/workflows';
import { catalogue } from '../simulator';
import { accountOf, openStage, stepsOn, type Stage } from './support/stage';

let stage: Stage;
const step = stepsOn(() => stage);
let workflowId: string;

beforeAll(async () => {
	stage = await openStage();
	const { api } = stage;
	const credential = await accountOf(stage, 'an-old-key');
	// so that a test run registers an endpoint, which HeyGen refuses
	const parameters = { whenTesting: 'next' };
	workflowId = (await api.workflows.create(triggerWorkflow({ credential, parameters }))).id;
});
afterAll(async () => await stage?.close());

describe('with a key that HeyGen does not know', () => {
	step('still offers the events that are known', async ({ editor, page }) => {
		await editor.openWorkflow(workflowId);
		await editor.openNode('HeyGen Trigger');
		await editor.field('events').getByText('Avatar Video Ready').waitFor();
		await editor.field('events').click();
		const options = editor.openList.locator('.option-headline');
		await options.first().waitFor();
		expect(await options.count()).toBe(catalogue.length + 1);
		await editor.shot('wrong-key-events');
		await page.keyboard.press('Escape');
	});

	step('says so when the step is executed', async ({ editor }) => {
		await editor.byId('node-execute-button').click();
		const text = await editor.toast('HeyGen');
		expect(text).toContain('HeyGen did not accept the credential');
		await editor.shot('wrong-key-listening');
		await editor.dismissToasts();
	});

	step('says so in the credential', async ({ editor, page, simulator }) => {
		await editor.byId('credential-edit-button').click();
		await editor.fillCredential('another-old-key', simulator.url);
		await page.getByText('Couldn’t connect with these settings').first().waitFor();
		await editor.dismissToasts();
		await page.getByText('More details').click();
		await page.getByText('HeyGen did not accept the API key').first().waitFor();
		await editor.shot('credential-refused');
	});

	step('turns green once the key is right', async ({ editor, page, simulator }) => {
		await editor.fillCredential(simulator.apiKey, simulator.url);
		await page.getByText('Connection tested successfully').waitFor();
		await editor.dismissToasts();
		await editor.shot('credential-accepted');
	});
});

describe('when HeyGen refuses the webhook URL', () => {
	step('says what was offered and what to do', async ({ editor, simulator }) => {
		simulator.fault({
			kind: 'status',
			method: 'POST',
			path: '/v3/webhooks/endpoints',
			status: 400,
			times: Infinity,
			body: {
				error: {
					code: 'invalid_parameter',
					message: 'The URL must be public and https.',
					param: 'url',
				},
			},
		});
		await editor.openWorkflow(workflowId);
		await editor.openNode('HeyGen Trigger');
		await editor.byId('node-execute-button').click();
		const text = await editor.toast('HeyGen');
		expect(text).toContain('HeyGen refused the webhook URL');
		expect(text).toContain('WEBHOOK_URL');
		await editor.shot('url-refused');
		await editor.dismissToasts();
		await editor.closeNode();
	});

	step('says it when the workflow is published, too', async ({ api, editor }) => {
		await editor.publish();
		await editor.byId('workflow-publish-button').waitFor({ state: 'hidden' });
		await api.workflows.waitSettled(workflowId);
		await editor.shot('publish-refused');
	});
});
