/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs beside n8n, not inside it */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome'];
const usual = '/usr/bin/chromium';
const say = (text: string): void => void process.stdout.write(`[editor] ${text}\n`);

function onPath(name: string): string[] {
	const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
	return folders.map((folder) => join(folder, name));
}

/** Where the browser is: CHROMIUM_PATH when it is set, else what Debian, Ubuntu or Google installed. */
export function findChromium(): string | undefined {
	const given = process.env.CHROMIUM_PATH;
	const candidates = given !== undefined ? [given] : [usual, ...names.flatMap(onPath)];
	return candidates.find((candidate) => existsSync(candidate));
}

const apt = (...args: string[]): boolean =>
	spawnSync('apt-get', args, {
		stdio: 'inherit',
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
	}).status === 0;

/**
 * The browser, installed with apt when it is missing and this may be done.
 * @throws Error that says how to get one
 */
export function ensureChromium(): string {
	const found = findChromium();
	if (found !== undefined) return found;
	if (process.env.CHROMIUM_PATH !== undefined) {
		throw new Error(`There is no browser at CHROMIUM_PATH: ${process.env.CHROMIUM_PATH}`);
	}
	if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		say('installing Chromium with apt, once (about 300 MB) ...');
		apt('update');
		apt('install', '--yes', '--no-install-recommends', 'chromium', 'fonts-liberation');
	}
	const installed = findChromium();
	if (installed !== undefined) return installed;
	throw new Error(
		'The editor tests need Chromium: install it (Debian, Ubuntu: sudo apt-get install chromium), or set CHROMIUM_PATH to a Chrome or Chromium binary.',
	);
}
