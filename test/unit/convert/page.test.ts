/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '../../../docs/convert');
const page = readFileSync(join(folder, 'index.html'), 'utf8');

it('is the page that npm run generate makes now', () => {
	// In a process of its own: esbuild does not run in Jest's.
	const fresh = execFileSync(process.execPath, [join(folder, 'build.js')], { encoding: 'utf8' });
	expect(fresh === page).toBe(true);
});

it('loads nothing, and sends nothing', () => {
	expect(page).toContain("default-src 'none'");
	expect(page).not.toMatch(
		/<(?:script|img|iframe)[^>]*\ssrc=|<link\b|@import|url\(|\bfetch\(|XMLHttpRequest|sendBeacon|WebSocket/,
	);
});

it('knows light and dark', () => {
	expect(page).toContain('color-scheme: light dark');
	expect(page).toContain('prefers-color-scheme: dark');
});
