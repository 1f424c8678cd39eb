/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { readdirSync } from 'node:fs';

import { read } from './documents';

const folders = [
	'test/e2e',
	'test/restarts',
	'test/restarts/parts',
	'test/e2e/waiting',
	'test/queue',
];
/** What the cases are made of. */
const parts = /\/(?:demo|keep|round|subject)\.ts$/;
const files = folders
	.flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`))
	.filter((file) => file.endsWith('.ts') && !parts.test(file));

it.each(files)('%s says what it proves of n8n before it begins', (file) => {
	const [, after = ''] =
		/^(?:import [^;]*;\n|\/\* eslint[^\n]*\n|\n)+([^]*)$/.exec(read(file)) ?? [];
	expect(after.slice(0, 200)).toMatch(/^\/\*\*[\s*]+Proves /);
});
