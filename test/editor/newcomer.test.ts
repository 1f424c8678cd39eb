/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { until } from '../e2e/support/until';
import { triggerName } from '../e2e/support/workflows';
import { openStage, stepsOn, type Stage } from './support/stage';

const mostClicks = 10;
const mostSeconds = 300;

let stage: Stage;
const step = stepsOn(() => stage);
let startedMs: number;

beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => await stage?.close());

describe('a newcomer with the package just installed', () => {
	step('starts a workflow and finds HeyGen in the nodes panel', async ({ editor, page }) => {
		await editor.openHome();
		startedMs = Date.now();
		await editor.click(editor.byId('new-workflow-card'));
		await editor.click(editor.byId('canvas-plus-button'));
		await editor.search('heygen');
		const found = editor.byId('node-creator-item-name').filter({ hasText: 'HeyGen' });
		await found.first().waitFor();
		expect(await found.count()).toBe(1);
		await editor.shot('panel-search');
		await editor.click(found.first());
		const trigger = page.getByText('On Avatar Video Ready', { exact: true });
		await trigger.waitFor();
		const triggers = editor.byId('node-creator-item-name').filter({ hasText: /^On / });
		const names = await triggers.allInnerTexts();
		expect(names).toHaveLength(35);
		expect(names.slice(0, 3)).toEqual([
			'On Any Event',
			'On Avatar Video Ready',
			'On Avatar Video Failed',
		]);
		await editor.shot('panel-triggers');
		await editor.click(trigger);
	});

	step('gives the API key and is told that it works', async ({ editor, page, simulator }) => {
		await editor.nodeView.waitFor();
		await editor.shot('trigger-placed');
		await editor.click(page.getByRole('button', { name: 'Connect to HeyGen' }));
		await page.getByText('HeyGen Events account').filter({ visible: true }).first().waitFor();
		await editor.field('apiKey').locator('input').fill(simulator.apiKey);
		await editor.shot('credential');
		await editor.fillCredential(simulator.apiKey, simulator.url);
		// n8n closes the window only when the test has succeeded
		await editor.toast(/Credential/);
		await editor.byId('credential-save-button').waitFor({ state: 'hidden' });
		expect(simulator.count('GET', '/v3/users/me')).toBe(1);
	});

	step('sees what to do next', async ({ editor, page }) => {
		await editor.dismissToasts();
		const header = page.getByText('Pull in events from HeyGen');
		await header.waitFor();
		expect(await editor.nodeView.innerText()).toContain(
			'n8n registers its webhook URL there by itself',
		);
		const events = editor.field('events');
		// n8n loads the list from the account first
		await events.filter({ hasText: 'Avatar Video' }).waitFor();
		expect(await events.innerText()).toBe('Avatar Video Ready');
		await editor.shot('trigger', { docs: true });
	});

	step('sees an event at once, with nothing registered', async ({ editor, page, simulator }) => {
		const button = editor.byId('node-execute-button');
		expect(await button.innerText()).toBe('Fetch Test Event');
		await editor.click(button);
		const output = editor.byId('output-panel');
		await output.getByText('event_id').first().waitFor();
		const seconds = (Date.now() - startedMs) / 1_000;
		process.stdout.write(
			`[editor] first event after ${editor.clicks} clicks and ${seconds.toFixed(0)} s\n`,
		);
		expect(editor.clicks).toBeLessThanOrEqual(mostClicks);
		expect(seconds).toBeLessThan(mostSeconds);
		await page.getByText('This is a sample: Your HeyGen account has no past event').waitFor();
		expect(simulator.endpoints).toEqual([]);
		expect(simulator.requests.every(({ method }) => method === 'GET')).toBe(true);
	});

	step(
		'sees a real one once the account has one, with its fields',
		async ({ editor, page, simulator }) => {
			await simulator.finishVideo({ callbackId: 'order-4821' });
			await editor.byId('node-execute-button').click();
			await page.getByText('This is the newest past event of your choice').waitFor();
			const output = editor.byId('output-panel');
			await output.getByText('Schema', { exact: true }).click();
			await output.getByText('order-4821').waitFor();
			const shown = await output.innerText();
			for (const field of ['event_type', 'outcome', 'created_at', 'video_id', 'url']) {
				expect(shown).toContain(field);
			}
			await editor.dismissToasts();
			await editor.shot('first-event', { docs: true });
		},
	);

	step('reads under the fold when the node will start the workflow', async ({ editor, page }) => {
		await page.getByText('When will this node trigger my flow?').click();
		await page.getByText('Nothing to set up in HeyGen.').waitFor();
		await editor.shot('trigger-help');
	});

	step(
		'adds Create and Wait, and gets the finished video',
		async ({ api, editor, page, simulator }) => {
			simulator.seed('looks', 2);
			await editor.closeNode();
			await editor.byId('node-creator-plus-button').click();
			await editor.search('heygen');
			await editor.byId('node-creator-item-name').filter({ hasText: 'HeyGen' }).first().click();
			await page.getByText('Create video and wait', { exact: true }).click();
			await editor.nodeView.waitFor();
			await editor.byId('rlc-input').first().click();
			await editor.byId('rlc-item').first().click();
			await editor.field('script').locator('textarea').first().fill('Welcome aboard!');
			const before = simulator.jobs.length;
			await editor.byId('node-execute-button').click();
			const job = await until('the video to be begun', async () => simulator.jobs[before]);
			// Nothing calls n8n back: it has no public address.
			expect(simulator.asked('POST', '/v3/videos')[0]?.body).not.toHaveProperty('callback_url');
			await simulator.finishJob(job.id);
			await editor.byId('output-panel').getByText('completed').first().waitFor();
			const [execution] = await api.executions.list({});
			expect(execution?.status).toBe('success');
			await editor.dismissToasts();
			await editor.closeNode();
		},
	);

	step(
		'publishes with polling, and HeyGen has no endpoint',
		async ({ editor, page, simulator }) => {
			await editor.openNode(triggerName);
			await editor.choose('receive', 'Polling');
			await page.getByText("Polling reads HeyGen's lists").waitFor();
			await editor.field('pollIntervalMinutes').waitFor();
			await editor.shot('trigger-polling', { docs: true });
			await editor.closeNode();
			await editor.publish();
			await page.getByText("HeyGen's events now start this workflow").waitFor();
			expect(simulator.endpoints).toEqual([]);
			expect(simulator.count('GET', '/v3/videos')).toBeGreaterThan(0);
			await page.getByRole('button', { name: 'Got it' }).click();
			await editor.unpublish();
		},
	);
});
