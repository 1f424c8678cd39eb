import type { Locator, Page } from 'playwright-core';

import { screenshot } from './screens';

const testId = (id: string): string => `[data-test-id="${id}"]`;

/** n8n's editor as a person uses it: every click is counted. */
export class Editor {
	clicks = 0;

	constructor(
		readonly page: Page,
		private readonly url: string,
	) {}

	byId(id: string): Locator {
		return this.page.locator(testId(id));
	}

	/** A parameter's field. @param name its name, as in `parameter-input-events` */
	field(name: string): Locator {
		return this.byId(`parameter-input-${name}`).first();
	}

	get nodeView(): Locator {
		return this.byId('ndv');
	}

	/** The list that an open dropdown shows, wherever n8n puts it. */
	get openList(): Locator {
		return this.page.locator('.el-select-dropdown:visible, [role="listbox"]:visible').last();
	}

	get triggerNode(): Locator {
		return this.byId('canvas-trigger-node').first();
	}

	async click(target: Locator): Promise<void> {
		await target.click();
		this.clicks++;
	}

	async openNewWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.byId('canvas-plus-button').waitFor();
	}

	async openHome(): Promise<void> {
		await this.page.goto(`${this.url}/home/workflows`);
		await this.byId('new-workflow-card').waitFor();
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.byId('canvas-controls').waitFor();
		await this.page.locator('.vue-flow__node').first().waitFor();
	}

	/** Types into the nodes panel, which is open. */
	async search(text: string): Promise<void> {
		await this.byId('node-creator-search-bar').waitFor();
		await this.page.keyboard.type(text);
	}

	async openNode(name: string): Promise<void> {
		const node = this.page.locator(`[data-node-name="${name}"]`).first();
		await node.dblclick();
		await this.nodeView.waitFor();
	}

	async closeNode(): Promise<void> {
		await this.byId('ndv-close-button').click();
		await this.nodeView.waitFor({ state: 'hidden' });
	}

	/** Opens a dropdown parameter and chooses. */
	async choose(parameter: string, option: string): Promise<void> {
		await this.click(this.field(parameter));
		await this.click(this.openList.getByText(option, { exact: true }));
	}

	/** 'Add option', 'Add Field': puts one of a collection's parameters into the form. */
	async addToCollection(name: string): Promise<void> {
		await this.byId('collection-parameter-add').last().click();
		await this.openList.getByText(name, { exact: true }).click();
	}

	async publish(): Promise<void> {
		await this.byId('workflow-open-publish-modal-button').click();
		await this.byId('workflow-publish-button').click();
	}

	async unpublish(): Promise<void> {
		await this.byId('version-menu-button').click();
		await this.page.getByText('Unpublish', { exact: true }).click();
		const confirm = this.page.getByRole('button', { name: 'Unpublish' }).last();
		await confirm.click();
		await this.page.getByText('This will prevent all production').waitFor({ state: 'hidden' });
	}

	/** Fills the open window of a HeyGen Events API credential and saves, which tests it. */
	async fillCredential(apiKey: string, baseUrl: string): Promise<void> {
		await this.field('apiKey').locator('input').fill(apiKey);
		await this.field('baseUrl').locator('input').fill(baseUrl);
		await this.click(this.byId('credential-save-button'));
	}

	/** Closes the notices at the lower right, which lie over the window. */
	async dismissToasts(): Promise<void> {
		const toasts = this.page.locator('.el-notification');
		const close = toasts.first().locator('.el-notification__closeBtn');
		// A click that falls into the fading in is lost, so it is made again.
		while ((await toasts.count()) > 0) {
			await close.click({ force: true, timeout: 2_000 }).catch(() => undefined);
			await toasts
				.first()
				.waitFor({ state: 'hidden', timeout: 2_000 })
				.catch(() => undefined);
		}
	}

	/** What the notices at the lower right say. */
	async toast(containing: string | RegExp): Promise<string> {
		const toast = this.page.locator('.el-notification').filter({ hasText: containing }).first();
		await toast.waitFor();
		return await toast.innerText();
	}

	async shot(name: string, { docs = false } = {}): Promise<void> {
		await screenshot(this.page, name, docs);
	}
}
