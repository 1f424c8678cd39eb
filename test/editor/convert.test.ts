/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { plainCases } from '../convert/plain';
import { accountOf, openStage, stepsOn, type Stage } from './support/stage';

/** As a person does it: paste the old workflow into the page, copy, paste onto the canvas, choose, run. */
let stage: Stage;
const step = stepsOn(() => stage);
const page = pathToFileURL(join(__dirname, '../../docs/convert/index.html')).href;
const old = JSON.stringify(plainCases[0]?.workflow);

beforeAll(async () => {
	stage = await openStage({ finishAfterMs: 500 });
	await stage.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	await accountOf(stage);
});

afterAll(async () => await stage?.close());

step('the page converts what is pasted', async ({ page: tab }) => {
	await tab.goto(page);
	await tab.locator('#input').fill(old);
	await tab.locator('#report').getByText('is Video: Create and Wait now').waitFor();
	expect(await tab.locator('#message').innerText()).toBe(
		'1 HeyGen node made, 0 nodes left for you.',
	);
	expect(await tab.locator('#before li').count()).toBe(7);
	expect(await tab.locator('#after li').count()).toBe(5);
});

step('it says in a sentence what it can’t take', async ({ page: tab }) => {
	await tab.locator('#input').fill('no workflow');
	expect(await tab.locator('#message').innerText()).toMatch(/^This is no JSON: /);
	expect(await tab.locator('#result').isVisible()).toBe(false);
	await tab.locator('#input').fill(old);
});

step('it is readable in light and in dark', async ({ page: tab }) => {
	const colours = async (): Promise<unknown> =>
		await tab.evaluate(
			'[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]',
		);
	await tab.emulateMedia({ colorScheme: 'light' });
	const light = await colours();
	await tab.emulateMedia({ colorScheme: 'dark' });
	expect(await colours()).not.toEqual(light);
	await tab.emulateMedia({ colorScheme: 'light' });
});

step('its copy can be pasted onto the canvas', async ({ page: tab, editor }) => {
	await tab.locator('#copy').click();
	await tab.locator('#copied').getByText('Copied').waitFor();
	await editor.openNewWorkflow();
	await tab.mouse.click(700, 500);
	await tab.keyboard.press('ControlOrMeta+V');
	await tab.locator('[data-node-name="Create Video"]').first().waitFor();
	expect(await tab.locator('[data-node-name="Get Status"]').count()).toBe(0);
});

step('with a credential it runs until the video is there', async ({ page: tab, editor }) => {
	await editor.openNode('Create Video');
	await editor.byId('node-credentials-select').first().waitFor();
	await tab.keyboard.press('Escape');
	await editor.nodeView.waitFor({ state: 'hidden' });
	await editor.byId('execute-workflow-button').click();
	await tab.getByText('Workflow executed successfully').first().waitFor();
	await editor.openNode('Done');
	await editor.nodeView
		.getByText(/\/files\//)
		.first()
		.waitFor();
});
