import type { IDataObject } from 'n8n-workflow';
import type { Locator, Page } from 'playwright-core';

import { say } from '../e2e/support/command';
import { chain, heygenAction, manualTrigger } from '../e2e/support/workflows';
import { accountOf, openStage, stepsOn, type Stage } from './support/stage';

const looks = 5_000;
/** Among the last of them. */
const wanted = 'Zelda on the beach';

const byId = (value: string): IDataObject => ({ __rl: true, mode: 'id', value });
const byUrl = (value: string): IDataObject => ({ __rl: true, mode: 'url', value });

const variants: Record<string, IDataObject> = {
	avatar: {},
	image: { image: byUrl('https://example.com/portrait.jpg'), speechSource: 'audio' },
	cinematic_avatar: { avatarId: 'look_00001, look_00002', prompt: 'A walk on the beach' },
	studio: {
		scenes: {
			values: [
				{ type: 'avatar_video', avatarId: byId('look_00001'), script: 'Hello!' },
				{ type: 'image', source: byUrl('https://example.com/map.png'), script: 'Here we are.' },
			],
		},
	},
};

/** What only some of them show. */
const fields: Record<string, string[]> = {
	avatar: ['script'],
	image: [],
	cinematic_avatar: ['prompt'],
	studio: ['script'],
};

const searchBox = (page: Page): Locator =>
	page.locator('[data-test-id="rlc-search"] input, input[data-test-id="rlc-search"]').first();

let stage: Stage;
const step = stepsOn(() => stage);
let workflowId: string;

beforeAll(async () => {
	stage = await openStage();
	const { api, page, simulator } = stage;
	simulator.seed('avatars', looks / 5);
	simulator.seed('looks', looks, (index) => (index === looks - 30 ? { name: wanted } : {}));
	const credential = await accountOf(stage);
	const nodes = Object.entries(variants).map(([type, more]) =>
		heygenAction({
			name: type,
			credential,
			parameters: { resource: 'video', operation: 'create', type, ...more },
		}),
	);
	workflowId = (await api.workflows.create(chain('Create videos', manualTrigger(), ...nodes))).id;
	// high enough for the longest form
	await page.setViewportSize({ width: 1280, height: 1_300 });
});
afterAll(async () => await stage?.close());

describe('the form of a new video', () => {
	step('lists looks with their avatar, and finds one of 5,000', async ({ editor, page }) => {
		await editor.openWorkflow(workflowId);
		await editor.openNode('avatar');
		await editor.byId('rlc-input').first().click();
		await editor.byId('rlc-item').first().waitFor();
		await editor.shot('looks');
		const listed = async (text: string, hit: string): Promise<Locator> => {
			const startedMs = Date.now();
			await searchBox(page).fill(text);
			const entries = editor.byId('rlc-item');
			await entries.filter({ hasNotText: hit }).first().waitFor({ state: 'hidden' });
			const found = entries.filter({ hasText: hit }).first();
			await found.waitFor();
			const all = await entries.count();
			say(`'${text}' to a list of ${all} took ${Date.now() - startedMs} ms with ${looks} looks`);
			return found;
		};
		await listed('jules', 'Jules');
		const found = await listed('zelda', wanted);
		await editor.shot('looks-found');
		await found.click();
		await page.locator(`input[value*="${wanted}"], [title*="${wanted}"]`).first().waitFor();
	});

	step('reads on when a person scrolls down', async ({ editor, page }) => {
		await editor.byId('rlc-input').first().click();
		// n8n keeps what was typed.
		await searchBox(page).fill('');
		const entries = editor.byId('rlc-item');
		await entries.nth(19).waitFor();
		const count = await entries.count();
		await entries.last().scrollIntoViewIfNeeded();
		await entries.nth(count + 10).waitFor();
		await editor.closeNode();
	});

	for (const type of Object.keys(variants)) {
		step(`shows what a video of the type ${type} needs, and nothing else`, async ({ editor }) => {
			await editor.openWorkflow(workflowId);
			await editor.openNode(type);
			await editor.field('type').waitFor();
			const shown = fields[type] ?? [];
			for (const name of shown) await editor.field(name).waitFor();
			await editor.shot(`create-${type}`);
			for (const name of ['script', 'prompt']) {
				const count = await editor.byId(`parameter-input-${name}`).count();
				expect([name, count > 0]).toEqual([name, shown.includes(name)]);
			}
		});
	}
});
