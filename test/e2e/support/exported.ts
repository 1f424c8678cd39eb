/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { run } from './command';
import { environment } from './environment';
import { ensureInstalled } from './install';
import type { N8n } from './n8n';
import { freePort } from './ports';

/** The file that `n8n export:workflow` writes, beside the n8n that runs. */
export async function exportOf({ userFolder, webhookUrl }: N8n, id: string): Promise<string> {
	const installed = await ensureInstalled();
	const file = join(userFolder, 'exported.json');
	const ports = { port: await freePort(), brokerPort: await freePort() };
	const args = [installed.n8n, 'export:workflow', `--id=${id}`, `--output=${file}`];
	const env = environment({ ...installed, ...ports, userFolder, webhookUrl }, {});
	await run(installed.node, args, { cwd: userFolder, env });
	return readFileSync(file, 'utf8');
}
