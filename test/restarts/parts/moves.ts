/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';

import type { Bench } from '../../e2e/support/bench';
import type { Environment } from '../../e2e/support/environment';
import { items } from '../../e2e/support/executions';
import { until } from '../../e2e/support/until';
import { apiKeyCredential, productionUrl, triggerName } from '../../e2e/support/workflows';
import type { Cases } from '../support/round';
import { accepts, subject, subjects, waitForList, type Subject } from '../support/subject';

/** Proves that n8n reads WEBHOOK_URL and its protection of private addresses at its start, as the engine tests set them. */

export const refusingPrivateAddresses: Environment = {
	N8N_SSRF_PROTECTION_ENABLED: 'true',
	// where this HeyGen and n8n itself live
	N8N_SSRF_ALLOWED_IP_RANGES: '127.0.0.1/32,::1/128',
};

const isRegistered = (
	{ n8n }: Bench,
	{ account, workflow }: Omit<Subject, 'endpoint'>,
): true | undefined => {
	const url = productionUrl(n8n.webhookUrl, workflow);
	return account.heygen.endpoints.some((each) => each.url === url) || undefined;
};

export const moves: Cases = {
	async 'moves the endpoint along with WEBHOOK_URL, also when HeyGen is down at that moment'(
		bench,
	) {
		const both = await subjects(bench);
		const down = await subject(bench, 'v3', { isClose: true });
		let from = 0;
		return {
			last: async () => {
				from = down.account.heygen.requests.length;
				down.account.heygen.fault({ kind: 'reset', times: Infinity });
			},
			after: async () => {
				await waitForList(down, from);
				expect(isRegistered(bench, down)).toBeUndefined();
				down.account.heygen.clearFaults();
				for (const each of [...both, down]) {
					await until('the new URL', async () => isRegistered(bench, each));
					// a busy start may miss HeyGen's limit of a second, after which n8n itself begins anew
					expect(each.account.heygen.endpoints).toHaveLength(1);
					expect(each.account.endpointOf(each.workflow).events).toEqual(each.endpoint.events);
					// HeyGen may have the endpoint a moment before n8n has its secret
					await until('a delivery to be taken', async () =>
						(await accepts(each)).every((status) => status === 200) ? true : undefined,
					);
				}
			},
		};
	},
};

/** Somebody at another address of this machine, who counts how often it is called. */
async function door() {
	const rung = { count: 0 };
	const server = createServer((socket) => {
		rung.count++;
		socket.destroy();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.2', resolve));
	const place = `127.0.0.2:${(server.address() as AddressInfo).port}`;
	return { rung, place, close: () => server.close() };
}

const refused =
	'The file of the event could not be downloaded: n8n did not send the request: The request was blocked because it resolves to a restricted IP address.';

const privateAddress: Cases = {
	async 'asks no private address any more with N8N_SSRF_PROTECTION_ENABLED, but where it is allowed'(
		bench,
	) {
		const { rung, place, close } = await door();
		// what failed is not to come again by a check
		const options = { downloadVideo: true, recoverMissedEvents: false };
		const { account, workflow } = await subject(bench, 'v3', { parameters: { options } });
		const { heygen } = account;

		/** What the execution of a signed event says whose video lies there. */
		const linked = async (): Promise<string | undefined> => {
			const before = await bench.api.executions.list({ workflowId: workflow.id });
			const data = { ...heygen.sample('avatar_video.success'), url: `https://${place}/video.mp4` };
			const sent = await heygen.emit('avatar_video.success', data);
			expect(sent.attempts.at(-1)?.status).toBe(200);
			const runs = await bench.api.executions.waitFor(workflow.id, before.length + 1);
			return runs.at(-1)?.data.resultData.error?.message;
		};
		/** What the test of a credential says whose Base URL leads there. */
		const tested = async (): Promise<string> => {
			const data = { apiKey: 'example-key', apiVersion: 'v3', baseUrl: `http://${place}` };
			const { id } = await bench.api.credentials.create(apiKeyCredential, 'Elsewhere', data);
			const result = await bench.api.credentials.test(String(id));
			expect(result.status).toBe('Error');
			return result.message;
		};

		expect(await linked()).toMatch(/its host (closed the connection|could not be reached)/);
		const asked = rung.count;
		expect(asked).toBeGreaterThan(0);
		expect(await tested()).not.toContain('restricted IP address');
		expect(rung.count).toBeGreaterThan(asked);
		return {
			after: async () => {
				const before = rung.count;
				// the endpoint has moved
				await until('the new URL', async () => isRegistered(bench, { account, workflow }));
				expect(await linked()).toBe(refused);
				expect(await tested()).toContain('restricted IP address');
				expect(rung.count).toBe(before);
				close();
				const { event_data } = await heygen.finishVideo({ bytes: 3_000 });
				const finished = await until('the file from where it is allowed', async () => {
					const runs = await bench.api.executions.waitFor(workflow.id, 1);
					const all = runs.flatMap((run) => items(run, triggerName));
					return all.find(({ json: { video_id: id } }) => id === event_data.video_id);
				});
				expect(finished.binary?.data).toMatchObject({ bytes: 3_000 });
			},
		};
	},
};

// only Linux has more than one such address without being told
export const privateAddresses: Cases = existsSync('/proc/self/status') ? privateAddress : {};
