import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

import { patienceMs } from '../../e2e/support/until';
import { ensureChromium } from './chromium';

// what there is in a page; the types of the DOM would hold for every test
declare const location: { protocol: string };
declare const localStorage: { setItem(key: string, value: string): void };

const flags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

export interface Window {
	browser: Browser;
	context: BrowserContext;
	page: Page;
}

/** A browser with one empty window, the size of the pictures in the README. */
export async function openBrowser(): Promise<Window> {
	const browser = await chromium.launch({ executablePath: ensureChromium(), args: flags });
	const context = await browser.newContext({
		viewport: { width: 1280, height: 800 },
		locale: 'en-US',
		timezoneId: 'UTC',
		colorScheme: 'light',
		// what moves is drawn by the processor here
		reducedMotion: 'reduce',
	});
	context.setDefaultTimeout(patienceMs);
	// n8n's own first-time tips would lie over what the pictures are about
	await context.addInitScript(() => {
		if (!location.protocol.startsWith('http')) return;
		for (const place of ['NDV', 'CANVAS']) {
			localStorage.setItem(`N8N_PIN_DATA_DISCOVERY_${place}`, 'true');
		}
	});
	return { browser, context, page: await context.newPage() };
}
