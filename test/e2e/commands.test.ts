/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs beside n8n, not inside it */
import { spawnSync } from 'node:child_process';

/**
 * Proves what the README promises right after a clone. `npm ci` and `npm test` are what runs this, and the bench
 * goes its whole way in the GitHub workflow.
 */
const limitMs = 600_000;

function npm(...args: string[]): string {
	const { status, stdout, stderr } = spawnSync('npm', ['run', ...args], {
		encoding: 'utf8',
		shell: process.platform === 'win32',
		timeout: limitMs,
	});
	expect({ status, said: status === 0 ? '' : `${stdout}\n${stderr}`.slice(-2_000) }).toEqual({
		status: 0,
		said: '',
	});
	return stdout;
}

it(
	'npm run demo -- --exit shows the first event',
	() => expect(npm('demo', '--', '--exit')).toMatch(/avatar_video\.success/),
	limitMs,
);
