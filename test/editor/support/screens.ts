/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { mkdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import type { Page } from 'playwright-core';

const largestBytes = 200_000;

/** Every picture of a run; HEYGEN_EDITOR_SCREENS puts them elsewhere. */
export const screensFolder = resolve(
	process.env.HEYGEN_EDITOR_SCREENS ?? join(tmpdir(), 'heygen-editor-screens'),
);

/**
 * The pictures of the README and docs/, made anew with HEYGEN_DOCS_IMAGES=1 only: IDs and times make each run's
 * pictures a little different, and a test run should leave the checkout as it was.
 */
const docsFolder = resolve(__dirname, '..', '..', '..', 'docs', 'images');
export const makesPictures = process.env.HEYGEN_DOCS_IMAGES === '1';

/** One picture of what the window shows. @param inDocs whether docs/images has it too */
export async function screenshot(page: Page, name: string, inDocs = false): Promise<void> {
	const file = `${name}.png`;
	mkdirSync(screensFolder, { recursive: true });
	const path = join(screensFolder, file);
	await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
	const { size } = statSync(path);
	if (size > largestBytes) throw new Error(`${file} has ${size} bytes, more than ${largestBytes}`);
	if (!makesPictures || !inDocs) return;
	mkdirSync(docsFolder, { recursive: true });
	await page.screenshot({ path: join(docsFolder, file), animations: 'disabled', caret: 'hide' });
}
