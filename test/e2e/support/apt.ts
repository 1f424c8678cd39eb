/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { run } from './command';

/** Where the command is; in the PATH or in one of these folders. */
export function findCommand(name: string, folders: string[] = []): string | undefined {
	const path = (process.env.PATH ?? '').split(delimiter);
	return [...folders, ...path].map((folder) => join(folder, name)).find((file) => existsSync(file));
}

/** Folders like /usr/lib/postgresql/15/bin, the newest version first. */
export function versionedFolders(base: string, below: string): string[] {
	if (!existsSync(base)) return [];
	const newestFirst = readdirSync(base).sort((a, b) => Number(b) - Number(a));
	return newestFirst.map((version) => join(base, version, below));
}

export const canInstall = (): boolean =>
	process.getuid?.() === 0 && existsSync('/etc/debian_version');

/** Debian's package, as root. */
export async function aptInstall(name: string): Promise<void> {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const options = { cwd: '/', env };
	await run('apt-get', ['update'], { ...options, label: 'reading the lists of packages' });
	await run('apt-get', ['install', '-y', '--no-install-recommends', name], {
		...options,
		label: `installing ${name}`,
	});
}
