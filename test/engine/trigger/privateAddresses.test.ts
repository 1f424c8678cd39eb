/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';

import { bench } from '../support/bench';
import { ssrfProtection } from '../support/container';

const here = bench();
const protection = ssrfProtection();
// where the simulator lives
protection.allowedIpRanges = ['127.0.0.1/32'];
afterEach(() => {
	protection.enabled = false;
});

const refused =
	'The file of the event could not be downloaded: n8n did not fetch it: The request was blocked because it resolves to a restricted IP address.';

// only Linux has more than one such address without being told
(existsSync('/proc/self/status') ? describe : describe.skip)('a link to a private address', () => {
	let rung = 0;
	const door = createServer((socket) => {
		rung++;
		socket.destroy();
	});
	let link = '';

	beforeAll(async () => {
		await new Promise<void>((resolve) => door.listen(0, '127.0.0.2', resolve));
		link = `https://127.0.0.2:${(door.address() as AddressInfo).port}/video.mp4`;
	});
	afterAll(() => door.close());

	/** What the execution of a signed event with that link says. */
	async function told(url: string): Promise<string | undefined> {
		const n8n = here.workflow('v3', { options: { downloadVideo: true } });
		await n8n.activate();
		await here.simulator.emit('avatar_video.success', { video_id: 'a', url });
		return (await n8n.results())[0]?.data.resultData.error?.message;
	}

	it('is followed while n8n is not told to refuse such', async () => {
		expect(await told(link)).toContain('its host could not be reached');
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
});
