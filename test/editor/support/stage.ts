import type { Page } from 'playwright-core';

import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator';
import { invitedMember } from '../../e2e/support/member';
import type { N8n } from '../../e2e/support/n8n';
import { N8nApi } from '../../e2e/support/rest';
import { sharedN8n } from '../../e2e/support/shared';
import { apiKeyCredential } from '../../e2e/support/workflows';
import { openBrowser } from './browser';
import { Editor } from './editor';
import { screenshot } from './screens';

/** Somebody new in front of the n8n that all files share, with nothing of their own yet, and a HeyGen. */
export interface Stage {
	n8n: N8n;
	api: N8nApi;
	simulator: Simulator;
	page: Page;
	editor: Editor;
	close(): Promise<void>;
}

export async function openStage(options: SimulatorOptions = {}): Promise<Stage> {
	const { n8n, api: owners } = await sharedN8n();
	const session = await invitedMember(n8n.url, owners.session);
	const api = new N8nApi(n8n.url, session);
	const simulator = await startSimulator({ timeScale: 0.01, ...options });
	const { browser, context, page } = await openBrowser();
	const [name = '', value = ''] = session.cookie.split('=');
	await context.addCookies([{ name, value, url: n8n.url }]);
	return {
		n8n,
		api,
		simulator,
		page,
		editor: new Editor(page, n8n.url),
		async close() {
			await browser.close();
			await simulator.close();
		},
	};
}

/** The credential that the workflows of a stage use. */
export const accountOf = async ({ api, simulator }: Stage, apiKey = simulator.apiKey) =>
	await api.credentials.create(apiKeyCredential, 'HeyGen account', {
		apiKey,
		apiVersion: 'v3',
		baseUrl: simulator.url,
	});

/** `it` for steps, each of which goes on where the one before ended; a picture shows where one failed. */
export function stepsOn(stage: () => Stage) {
	let failed: string | undefined;
	return (name: string, body: (stage: Stage) => Promise<void>): void =>
		it(name, async () => {
			if (failed !== undefined) throw new Error(`comes after a step that failed: ${failed}`);
			const now = stage();
			failed = name;
			try {
				await body(now);
				failed = undefined;
			} finally {
				if (failed !== undefined) {
					const file = `failed-${name.replace(/\W+/g, '-')}`;
					await screenshot(now.page, file).catch(() => undefined);
				}
			}
		});
}
