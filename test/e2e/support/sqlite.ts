/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

import { run, say } from './command';

const probe = `new (require('sqlite3').Database)(':memory:').get('SELECT 1', (error) => process.exit(error ? 1 : 0))`;

async function loads(node: string, folder: string): Promise<boolean> {
	return await run(node, ['-e', probe], { cwd: folder }).then(
		() => true,
		() => false,
	);
}

function buildEnv(node: string): NodeJS.ProcessEnv {
	// the build calls `node` itself, and has to meet the one that will load the addon
	const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` };
	const prefix = dirname(dirname(node));
	// from the environment, because a value there wins over an option of the command line
	return existsSync(join(prefix, 'include', 'node', 'node_api.h'))
		? { ...env, npm_config_nodedir: prefix }
		: env;
}

async function compile(node: string, folder: string): Promise<void> {
	// npm's own: the one that n8n brings is too old for a Python without distutils
	const gyp = (await run('npm', ['config', 'get', 'node-gyp'], { cwd: folder })).trim();
	await run(node, [gyp, 'rebuild'], {
		cwd: join(folder, 'node_modules', 'sqlite3'),
		env: buildEnv(node),
		label: 'building sqlite3 (about a minute)',
	});
}

async function download(node: string, folder: string): Promise<void> {
	await run(node, [join(folder, 'node_modules', 'prebuild-install', 'bin.js'), '-r', 'napi'], {
		cwd: join(folder, 'node_modules', 'sqlite3'),
		label: 'downloading sqlite3 (it could not be built)',
	});
}

/**
 * Makes n8n's database addon loadable. Packages are installed without their scripts, so nobody has built it;
 * the Node.js package brings the headers, so nothing is downloaded where there is a compiler.
 */
export async function ensureSqlite(node: string, folder: string): Promise<void> {
	if (await loads(node, folder)) return;
	await compile(node, folder).catch(async (reason: unknown) => {
		say(String(reason));
		await download(node, folder);
	});
	if (!(await loads(node, folder))) {
		throw new Error(`sqlite3 in ${folder} does not load in ${node}`);
	}
}
