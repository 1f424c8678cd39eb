/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { PackageDirectoryLoader } from 'n8n-core';

import { Logs } from './support/logs';

const root = resolve(__dirname, '../..');
const built = join(root, 'dist/nodes/HeyGen');

describe('the built package, loaded as n8n loads it', () => {
	const logs = new Logs();
	const loader = new PackageDirectoryLoader(root);
	beforeAll(async () => {
		if (!existsSync(built)) throw new Error('build the package first: npx gulp build');
		await loader.loadAll();
		expect(logs.notable).toEqual([]);
	});

	it('has its two nodes under the names that workflows save', () => {
		expect(loader.packageName).toBe('n8n-nodes-heygen-events');
		expect(Object.keys(loader.nodeTypes).sort()).toEqual(['heyGen', 'heyGenTrigger']);
	});

	it('has both credentials, with the nodes that use them', () => {
		expect(Object.keys(loader.credentialTypes).sort()).toEqual([
			'heyGenEventsApi',
			'heyGenEventsOAuth2Api',
		]);
		for (const { supportedNodes } of Object.values(loader.known.credentials)) {
			expect([...(supportedNodes ?? [])].sort()).toEqual(['heyGen', 'heyGenTrigger']);
		}
	});

	it.each(['heyGen', 'heyGenTrigger'])('shows %s with light and dark icon and a codex', (name) => {
		const description = loader.nodeTypes[name]?.type.description;
		const folder = 'icons/n8n-nodes-heygen-events/dist/nodes/HeyGen';
		expect(description).toMatchObject({
			iconUrl: { light: `${folder}/heyGen.svg`, dark: `${folder}/heyGen.dark.svg` },
			codex: { categories: expect.arrayContaining([expect.any(String)]) },
		});
		for (const file of ['heyGen.svg', 'heyGen.dark.svg', `__schema__/v1.0.0`]) {
			expect(existsSync(join(built, file))).toBe(true);
		}
	});

	it.each(['heyGenEventsApi', 'heyGenEventsOAuth2Api'])('shows %s with icons', (name) => {
		expect(loader.credentialTypes[name]?.type).toMatchObject({
			iconUrl: {
				light: expect.stringMatching(/heyGen\.svg$/),
				dark: expect.stringMatching(/heyGen\.dark\.svg$/),
			},
		});
	});

	it('offers the action node as a tool, and not the trigger', () => {
		expect(loader.nodeTypes.heyGen?.type.description.usableAsTool).toEqual({
			replacements: { description: expect.stringMatching(/costs credits.*Get IDs with/) },
		});
		expect(loader.nodeTypes.heyGenTrigger?.type.description.usableAsTool).toBeUndefined();
	});

	it('knows the trigger by webhook, poll and execute', () => {
		const trigger = loader.nodeTypes.heyGenTrigger?.type;
		expect(trigger).toMatchObject({
			webhook: expect.any(Function),
			poll: expect.any(Function),
			execute: expect.any(Function),
		});
		expect(trigger?.description).not.toHaveProperty('polling');
	});
});
