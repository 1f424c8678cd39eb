/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import fc from 'fast-check';

import type { Generation } from '../../simulator';
import { bench, bytes, generations, post } from '../../engine/support/bench';
import type { N8n } from '../../engine/support/n8n';
import { forged, sign, signedOddities, type Input } from './inputs';

/** Forgeries with each generation. HEYGEN_FUZZ=50000, ten minutes, makes them 100,000 in all. */
const runs = Number(process.env.HEYGEN_FUZZ ?? 800);
const limitMs = Math.max(120_000, runs * 60);
/** What refusals may leave behind: what the engine sets up once, and a tenth of a kB each. */
const flatKb = 20_000 + runs / 10;

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

function heapKb(): number {
	if (typeof collect === 'function') collect();
	return process.memoryUsage().heapUsed / 1_024;
}

const here = bench();

const headersOf = ({ contentType, signature, timestamp, eventId }: Input) => ({
	'Content-Type': contentType,
	...(signature.value !== undefined && { [signature.header]: signature.value }),
	...(timestamp !== undefined && { 'heygen-timestamp': timestamp }),
	...(eventId !== undefined && { 'heygen-event-id': eventId }),
});

const send = async (n8n: N8n, input: Input): Promise<number> =>
	(await post(n8n.url, input.body, headersOf(input))).status;

interface Kept {
	why: string;
	body: string;
	headers: Record<string, string>;
	isSigned: boolean;
	status: Record<Generation, number>;
}

const corpus: Kept[] = readdirSync(join(__dirname, 'corpus')).map((file) =>
	JSON.parse(readFileSync(join(__dirname, 'corpus', file), 'utf8')),
);

describe.each(generations)('deliveries of any kind over %s', (generation) => {
	let n8n: N8n;
	let secret = '';

	beforeEach(async () => {
		n8n = here.workflow(generation);
		await n8n.activate();
		secret = here.simulator.endpoints[0]?.secret ?? '';
	});

	it(
		'are refused unless HeyGen signed them, start nothing and leave nothing behind',
		async () => {
			const property = fc.asyncProperty(forged, async (input) => {
				const { value } = input.signature;
				fc.pre(value?.includes(sign(input.body, secret)) !== true);
				const status = await send(n8n, input);
				expect([401, 422]).toContain(status);
				here.logs.clear();
			});
			const beforeKb = heapKb();
			const fromMs = Date.now();
			await fc.assert(property, { numRuns: runs });
			expect(await n8n.results()).toEqual([]);
			const afterKb = heapKb();
			const grownKb = afterKb - beforeKb;
			const heap = [beforeKb, afterKb].map((kb) => `${Math.round(kb / 1_024)} MB`).join(' to ');
			const seconds = Math.round((Date.now() - fromMs) / 1_000);
			process.stdout.write(
				`${runs} forgeries over ${generation} in ${seconds} s: heap from ${heap}\n`,
			);
			expect(grownKb).toBeLessThan(flatKb);
			expect(here.simulator.endpoints).toHaveLength(1);
		},
		limitMs,
	);

	it(
		'are never answered with an error of the server when they are signed',
		async () => {
			const property = fc.asyncProperty(signedOddities, async (input) => {
				const value = sign(input.body, secret);
				const signature = { header: 'heygen-signature', value };
				expect([200, 400, 401, 422]).toContain(await send(n8n, { ...input, signature }));
			});
			await fc.assert(property, { numRuns: Math.ceil(runs / 4) });
			for (const { status } of await n8n.results()) expect(status).toBe('success');
		},
		limitMs,
	);

	it.each(corpus)('are answered as before: $why', async (kept) => {
		const body = bytes(kept.body);
		const signature = kept.isSigned ? { signature: sign(body, secret) } : {};
		const headers = { ...signature, ...kept.headers };
		expect((await post(n8n.url, body, headers)).status).toBe(kept.status[generation]);
	});
});
