/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { rmSync } from 'node:fs';

import { say } from './support/command';
import { owner } from './support/owner';
import { reloading } from './support/renewal';
import { keptFile, startShared } from './support/shared';

/** An n8n that is kept running between runs of single test files, until Ctrl+C: `npm run test:e2e:keep`. */
async function main(): Promise<void> {
	rmSync(keptFile(), { force: true });
	rmSync(keptFile().replace(/\.json$/, ''), { recursive: true, force: true });
	rmSync(keptFile().replace(/\.json$/, '.log'), { force: true });
	const { n8n } = await startShared(keptFile(), reloading);
	say(`n8n is kept running at ${n8n.url} (${owner.email} / ${owner.password})`);
	say('In another terminal: npx jest --selectProjects e2e -t "an event that comes again"');
	await new Promise<void>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
	});
	await n8n.dispose();
	rmSync(keptFile(), { force: true });
}

main().then(
	() => process.exit(0),
	(error: unknown) => {
		say(error instanceof Error ? error.message : String(error));
		process.exit(1);
	},
);
