import { N8n } from '../e2e/support/n8n';
import { packCheckout } from '../e2e/support/packed';
import { N8nApi } from '../e2e/support/rest';
import { actionType, triggerType } from '../e2e/support/workflows';
import { listed, managed } from './support/managed';
import { Outside } from './support/outside';
import { publish, registry, registryHost, type Published } from './support/registry';

// What docs/install.md says of the environment variables, with unverified packages off as in n8n 3.0.
const limitMs = 400_000;
const wrong = `sha512-${Buffer.alloc(64).toString('base64')}`;

let outside: Outside;
let ours: Published;
let n8n: N8n;
let api: N8nApi;

/** The nodes of this package that n8n offers, without the tool that n8n makes of one. */
const offered = async (): Promise<string[]> =>
	(await api.nodeTypes(ours.name))
		.map(({ name }) => name)
		.filter((name) => !name.endsWith('Tool'))
		.sort();

beforeAll(async () => {
	ours = await publish(await packCheckout());
	outside = await Outside.open({ [registryHost]: registry([ours]) });
	n8n = await N8n.start({ env: { ...outside.env, ...managed([listed(ours, wrong)]) } });
	api = await N8nApi.setUp(n8n.url);
}, 1_200_000);

afterAll(async () => {
	await n8n?.dispose();
	await outside?.close();
}, 60_000);

it('a package with a wrong checksum is not installed, and n8n runs without it', async () => {
	expect(n8n.log).toMatch(
		/Failed to install community package .*Failed to verify package checksum/,
	);
	expect(await offered()).toEqual([]);
	expect(outside.requests.join()).not.toContain('.tgz');
});

it(
	'with the right one it is, unverified packages off',
	async () => {
		await n8n.restart(managed([listed(ours, ours.checksum)]));
		expect(await offered()).toEqual([actionType, triggerType].sort());
		expect(await api.communityPackages()).toMatchObject([
			{ packageName: ours.name, installedVersion: ours.version },
		]);
	},
	limitMs,
);

it('nothing can be installed or removed by hand then', async () => {
	const path = '/community-packages';
	const query = { name: ours.name };
	const refusal = /managed via environment variables/;
	await expect(api.session.call('DELETE', path, { query })).rejects.toThrow(refusal);
	await expect(api.session.call('POST', path, { body: query })).rejects.toThrow(refusal);
	expect(await offered()).toHaveLength(2);
});

it(
	'without the management it stays and is loaded, and by hand nothing unverified is installed',
	async () => {
		await n8n.restart({ N8N_COMMUNITY_PACKAGES_MANAGED_BY_ENV: 'false' });
		expect(await offered()).toHaveLength(2);
		await api.session.call('DELETE', '/community-packages', { query: { name: ours.name } });
		const install = api.session.call('POST', '/community-packages', { body: { name: ours.name } });
		await expect(install).rejects.toThrow(/unverified community packages is forbidden/);
		expect(await offered()).toEqual([]);
	},
	limitMs,
);

it(
	'a package that is not listed is removed',
	async () => {
		await n8n.restart(managed([listed(ours, ours.checksum)]));
		expect(await offered()).toHaveLength(2);
		await n8n.restart(managed([]));
		expect(await offered()).toEqual([]);
		expect(n8n.log).toContain(`Removed community package '${ours.name}'`);
	},
	limitMs,
);

it(
	'without a checksum n8n does not start',
	async () => {
		await expect(n8n.restart(managed([listed(ours)]))).rejects.toThrow(
			/no checksum available for .* and unverified packages are disabled/,
		);
	},
	limitMs,
);
