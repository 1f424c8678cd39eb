import type { Page } from 'playwright-core';

import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator';
import { N8n } from '../../e2e/support/n8n';
import { owner } from '../../e2e/support/owner';
import { packCheckout } from '../../e2e/support/packed';
import { N8nApi } from '../../e2e/support/rest';
import { apiKeyCredential } from '../../e2e/support/workflows';
import { openBrowser } from './browser';
import { Editor } from './editor';
import { screenshot } from './screens';

/** A person in front of a fresh n8n with the package installed, and a HeyGen to talk to. */
export interface Stage {
	n8n: N8n;
	api: N8nApi;
	simulator: Simulator;
	page: Page;
	editor: Editor;
	close(): Promise<void>;
}

export async function openStage(options: SimulatorOptions = {}): Promise<Stage> {
	const n8n = await N8n.start({ tarball: await packCheckout() });
	const api = await N8nApi.setUp(n8n.url);
	const simulator = await startSimulator({ timeScale: 0.01, ...options });
	const { browser, context, page } = await openBrowser();
	await context.request.post(`${n8n.url}/rest/login`, {
		data: { emailOrLdapLoginId: owner.email, password: owner.password },
	});
	return {
		n8n,
		api,
		simulator,
		page,
		editor: new Editor(page, n8n.url),
		async close() {
			await browser.close();
			await simulator.close();
			await n8n.dispose();
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
