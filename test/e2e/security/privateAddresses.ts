/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';

import type { EmittedEvent } from '../../simulator';
import type { Account, Bench } from '../support/bench';
import { items } from '../support/executions';
import type { StoredWorkflow } from '../support/restTypes';
import { until } from '../support/until';
import { triggerName } from '../support/workflows';

const limitMs = 180_000;

// only Linux has more than one such address without being told
const onLinux = existsSync('/proc/self/status') ? describe : describe.skip;

/** What n8n's own setting does. n8n is started anew for it, so this comes last in a file. */
export const privateAddresses = (bench: Bench): void =>
	onLinux('a private address', () => {
		let rung = 0;
		const door = createServer((socket) => {
			rung++;
			socket.destroy();
		});
		let place = '';
		let account: Account;
		let workflow: StoredWorkflow;

		beforeAll(async () => {
			await new Promise<void>((resolve) => door.listen(0, '127.0.0.2', resolve));
			place = `127.0.0.2:${(door.address() as AddressInfo).port}`;
			account = await bench.account('v3');
			// what failed is not to come again by a check
			workflow = await account.listen({
				options: { downloadVideo: true, recoverMissedEvents: false },
			});
		}, limitMs);
		afterAll(() => door.close());

		/** What the execution of a signed event says whose video lies there. */
		async function linked(): Promise<string | undefined> {
			const { heygen } = account;
			const before = await bench.api.executions.list({ workflowId: workflow.id });
			const data = { ...heygen.sample('avatar_video.success'), url: `https://${place}/video.mp4` };
			const sent: EmittedEvent = await heygen.emit('avatar_video.success', data);
			expect(sent.attempts.at(-1)?.status).toBe(200);
			const runs = await bench.api.executions.waitFor(workflow.id, before.length + 1);
			return runs.at(-1)?.data.resultData.error?.message;
		}

		/** What the test of a credential says whose Base URL leads there. */
		async function tested(): Promise<string> {
			const data = { apiKey: 'example-key', apiVersion: 'v3', baseUrl: `http://${place}` };
			const { id } = await bench.api.credentials.create('heyGenEventsApi', 'Elsewhere', data);
			const result = await bench.api.credentials.test(String(id));
			expect(result.status).toBe('Error');
			return result.message;
		}

		it(
			'is asked while n8n is not told to refuse such',
			async () => {
				expect(await linked()).toMatch(/its host (closed the connection|could not be reached)/);
				const asked = rung;
				expect(asked).toBeGreaterThan(0);
				expect(await tested()).not.toContain('restricted IP address');
				expect(rung).toBeGreaterThan(asked);
			},
			limitMs,
		);

		it(
			'is refused with N8N_SSRF_PROTECTION_ENABLED before anybody is asked, but where it is allowed',
			async () => {
				await bench.n8n.restart({
					N8N_SSRF_PROTECTION_ENABLED: 'true',
					// where this HeyGen lives
					N8N_SSRF_ALLOWED_IP_RANGES: '127.0.0.1/32',
				});
				const before = rung;
				expect(await linked()).toBe(
					'The file of the event could not be downloaded: n8n did not send the request: The request was blocked because it resolves to a restricted IP address.',
				);
				expect(await tested()).toContain('restricted IP address');
				expect(rung).toBe(before);
				const { event_data } = await account.heygen.finishVideo({ bytes: 3_000 });
				const finished = await until('the file from where it is allowed', async () => {
					const runs = await bench.api.executions.waitFor(workflow.id, 1);
					const all = runs.flatMap((run) => items(run, triggerName));
					return all.find(({ json: { video_id: id } }) => id === event_data.video_id);
				});
				expect(finished.binary?.data).toMatchObject({ bytes: 3_000 });
			},
			limitMs,
		);
	});
