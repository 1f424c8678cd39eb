import { query } from './database';
import type { N8n } from './n8n';
import type { N8nApi } from './rest';

/**
 * Enters an installed package in n8n's own list, as its installer does at the end, so that Settings > Community
 * nodes shows it and N8N_REINSTALL_MISSING_PACKAGES watches over it.
 * Source: n8n/dist/modules/community-packages/installed-packages.repository.js
 */
export async function registerPackage(
	n8n: N8n,
	api: N8nApi,
	name: string,
	version: string,
): Promise<void> {
	await query(
		n8n,
		'INSERT OR REPLACE INTO installed_packages (packageName, installedVersion) VALUES (?, ?)',
		[name, version],
	);
	for (const type of await api.nodeTypes(`${name}.`)) {
		await query(
			n8n,
			'INSERT OR REPLACE INTO installed_nodes (name, type, latestVersion, package) VALUES (?, ?, ?, ?)',
			[type.displayName, type.name, 1, name],
		);
	}
}
