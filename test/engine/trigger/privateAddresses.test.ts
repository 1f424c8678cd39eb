/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { existsSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';

import { bench } from '../support/bench';
import { skipSleep } from '../support/clock';
import { ssrfProtection } from '../support/container';
import type { N8n } from '../support/n8n';

const here = bench();
const protection = ssrfProtection();
afterEach(() => {
	jest.restoreAllMocks();
	protection.enabled = false;
});

const refused =
	'The file of the event could not be downloaded: n8n did not send the request: The request was blocked because it resolves to a restricted IP address.';

const listen = async (server: Server, address: string): Promise<number> => {
	await new Promise<void>((resolve) => server.listen(0, address, resolve));
	return (server.address() as AddressInfo).port;
};

// only Linux has more than one such address without being told
(existsSync('/proc/self/status') ? describe : describe.skip)('a link to a private address', () => {
	let rung = 0;
	const door = createServer((socket) => {
		rung++;
		socket.destroy();
	});
	let link = '';
	const hosts: Server[] = [];

	beforeAll(async () => {
		link = `https://127.0.0.2:${await listen(door, '127.0.0.2')}/video.mp4`;
	});
	afterEach(() => hosts.splice(0).forEach((host) => host.close()));
	afterAll(() => door.close());

	async function active(): Promise<N8n> {
		const n8n = here.workflow('v3', { options: { downloadVideo: true } });
		await n8n.activate();
		return n8n;
	}

	/** What the execution of a signed event with that link says. */
	async function told(url: string, n8n?: N8n): Promise<string | undefined> {
		const running = n8n ?? (await active());
		await here.simulator.emit('avatar_video.success', { video_id: 'a', url });
		return (await running.results())[0]?.data.resultData.error?.message;
	}

	it('is followed while n8n is not told to refuse such', async () => {
		const n8n = await active();
		skipSleep();
		expect(await told(link, n8n)).toContain('its host closed the connection');
		expect(rung).toBeGreaterThan(0);
	});

	it('is refused by n8n with N8N_SSRF_PROTECTION_ENABLED, before anybody is asked', async () => {
		protection.enabled = true;
		const before = rung;
		expect(await told(link)).toBe(refused);
		expect(rung).toBe(before);
		// what is allowed still comes, and leads nowhere else
		expect(await told(here.simulator.presign('a.mp4', 3_000))).toBeUndefined();
	});

	/** Through a host that is allowed, because the Base URL leads there. */
	async function toldByRedirect(): Promise<string | undefined> {
		const n8n = await active();
		const host = createHttpServer((_request, response) => {
			response.writeHead(302, { Location: link, Connection: 'close' }).end();
		});
		hosts.push(host);
		const baseUrl = `http://127.0.0.1:${await listen(host, '127.0.0.1')}`;
		n8n.credentials.heyGenEventsApi = { ...n8n.credentials.heyGenEventsApi, baseUrl };
		return await told(`${baseUrl}/a.mp4`, n8n);
	}

	it('is refused too when a redirect leads there', async () => {
		protection.enabled = true;
		const before = rung;
		expect(await toldByRedirect()).toBe(refused);
		expect(rung).toBe(before);
	});
});
