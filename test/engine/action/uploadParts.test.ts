import type { IRun } from 'n8n-workflow';

import { act } from '../support/action';
import { bench, credentialsFor } from '../support/bench';

const here = bench({ uploadMaxBytes: 30_000, uploadPartBytes: 16_000 });
const parts = /^\/v3\/assets\/[^/]+\/parts$/;
const start = '/v3/assets/direct-uploads';

/** A zip goes to no form, however small. */
const upload = async (size: number): Promise<IRun> =>
	await act({
		credentials: credentialsFor(here.simulator, 'v3'),
		parameters: {
			...{ resource: 'asset', operation: 'upload' },
			file: { __rl: true, mode: 'url', value: here.simulator.presign('a.zip', size) },
		},
	});
const errorOf = (run: IRun) => run.data.resultData.error;
const outOf = (run: IRun) => run.data.resultData.runData.HeyGen?.[0]?.data?.main?.[0] ?? [];
const sizes = (): number[] => here.simulator.uploads.map(({ bytes }) => bytes);

describe('a file that HeyGen refuses for its size', () => {
	it('is sent in parts', async () => {
		const run = await upload(40_000);
		expect(errorOf(run)?.message).toBeUndefined();
		expect(outOf(run)).toMatchObject([
			{ json: { asset_id: expect.any(String), size_bytes: 40_000, status: 'completed' } },
		]);
		expect(sizes()).toEqual([16_000, 16_000, 8_000]);
		expect(here.simulator.count('DELETE', parts)).toBe(0);
	});

	it('is sent in parts too where its place is too small for it', async () => {
		const small = { asset_id: 'a', upload_url: `${here.simulator.url}/storage/a`, max_bytes: 9 };
		here.simulator.fault({
			...{ kind: 'status', status: 200, path: start, body: { data: small } },
		});
		expect(errorOf(await upload(32_000))?.message).toBeUndefined();
		expect(sizes()).toEqual([16_000, 16_000]);
	});

	it('keeps what was said of its size where HeyGen knows no parts', async () => {
		const small = { asset_id: 'a', upload_url: `${here.simulator.url}/storage/a`, max_bytes: 9 };
		const body = { data: small };
		here.simulator.fault({ kind: 'status', status: 200, path: start, body, times: 2 });
		const run = await upload(40_000);
		expect(errorOf(run)?.message).toMatch(/^The file '.*' has 40000 bytes, but HeyGen accepts/);
		expect(sizes()).toEqual([]);
	});

	it('is given up as a whole when a part is refused', async () => {
		here.simulator.fault({ kind: 'status', status: 403, path: /^\/storage/ });
		const run = await upload(40_000);
		expect(errorOf(run)?.message).toMatch(
			/could not be uploaded to .*: its host answered HTTP 403/,
		);
		expect(here.simulator.count('DELETE', parts)).toBe(1);
	});

	it('is put again from the start of the part when its storage is busy', async () => {
		here.simulator.fault({ kind: 'status', status: 503, path: /^\/storage/, times: 1 });
		expect(errorOf(await upload(40_000))?.message).toBeUndefined();
		expect(here.simulator.asked('POST', parts)).toHaveLength(3);
	});
});

it('a file that fits is sent at once', async () => {
	expect(errorOf(await upload(30_000))?.message).toBeUndefined();
	expect(sizes()).toEqual([30_000]);
	expect(here.simulator.asked('POST', start)[0]?.body).not.toHaveProperty('multipart');
});
