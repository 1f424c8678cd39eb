/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { basename, dirname } from 'node:path';

import { run } from '../../e2e/support/command';

export const registryHost = 'registry.npmjs.org';

export interface Published {
	name: string;
	version: string;
	/** As npm tells it, and as N8N_COMMUNITY_PACKAGES wants it: `sha512-…`. */
	checksum: string;
	tarball: Buffer;
	manifest: object;
}

/** What npm knows of a package once it is published. */
export async function publish(tarball: string): Promise<Published> {
	const args = ['-xzOf', basename(tarball), 'package/package.json'];
	const manifest: { name: string; version: string } = JSON.parse(
		await run('tar', args, { cwd: dirname(tarball) }),
	);
	const bytes = readFileSync(tarball);
	const checksum = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
	const { name, version } = manifest;
	return { name, version, checksum, tarball: bytes, manifest };
}

const fileOf = ({ name, version }: Published): string => `/${name}/-/${version}.tgz`;

const versionOf = (one: Published): object => ({
	...one.manifest,
	dist: {
		integrity: one.checksum,
		shasum: createHash('sha1').update(one.tarball).digest('hex'),
		tarball: `https://${registryHost}${fileOf(one)}`,
	},
});

/** npm's registry with these packages in it, one version of each. */
export const registry =
	(packages: readonly Published[]): RequestListener =>
	({ url = '' }, response) => {
		const path = decodeURIComponent(url.split('?')[0] ?? '');
		for (const one of packages) {
			const { name, version } = one;
			if (path === fileOf(one)) return void response.end(one.tarball);
			const whole = {
				name,
				'dist-tags': { latest: version },
				versions: { [version]: versionOf(one) },
			};
			const answers: Record<string, object> = {
				[`/${name}`]: whole,
				[`/${name}/${version}`]: versionOf(one),
				[`/${name}/latest`]: versionOf(one),
			};
			const answer = answers[path];
			if (answer === undefined) continue;
			response.setHeader('Content-Type', 'application/json');
			return void response.end(JSON.stringify(answer));
		}
		response.writeHead(404, { 'Content-Type': 'application/json' });
		response.end('{"error":"Not found"}');
	};
