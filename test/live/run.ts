/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { parseArgs } from 'node:util';

import { keepConfirmed } from '../simulator/confirmed';
import { checkLive } from './check';
import { reportOf } from './report';

const theirs = 'https://api.heygen.com';

/**
 * Whether HeyGen still answers as this project takes it: `HEYGEN_API_KEY=… npm run live`. What is asked
 * costs nothing. HEYGEN_WEBHOOK_URL is a public https address of which an endpoint is made and deleted;
 * HEYGEN_BASE_URL asks another server, such as the simulator. `-- --keep` writes down for the simulator
 * which answers HeyGen has confirmed.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { keep: { type: 'boolean', default: false } } });
	const { HEYGEN_API_KEY: apiKey, HEYGEN_BASE_URL, HEYGEN_WEBHOOK_URL } = process.env;
	if (!apiKey) throw new Error('Set HEYGEN_API_KEY to an API key of HeyGen.');
	const account = {
		apiKey,
		baseUrl: HEYGEN_BASE_URL || theirs,
		webhookUrl: HEYGEN_WEBHOOK_URL || undefined,
	};
	if (values.keep && account.baseUrl !== theirs) {
		throw new Error('Only HeyGen itself can confirm an answer: leave HEYGEN_BASE_URL out.');
	}
	const findings = await checkLive(account);
	const day = new Date().toISOString().slice(0, 10);
	process.stdout.write(`${reportOf(findings, account, day)}\n`);
	if (values.keep) keepConfirmed({ day, answers: findings.confirmed });
	process.exitCode = findings.differences.length > 0 ? 1 : 0;
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
