/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { existsSync } from 'node:fs';

import type { Generation } from '../simulator';
import { useN8n } from './support/bench';
import { changeEndpoints, showChanged } from './support/damages';
import { writesTables } from './support/faultTable';
import { holdDatabase, whileFilesEndAt, whileFull } from './support/hold';
import { LossyWay } from './support/lossy';
import { forChecks, onlyOnce, repeating, Scene } from './support/scene';
import { until } from './support/until';

/**
 * Faults of a bad day. What docs/faults.md says of each is what is seen here: HEYGEN_E2E_TABLES=1 writes
 * the table, and other runs compare with it. Further rows come from the tests of what they are about.
 */
const bench = useN8n();
const generations: Generation[] = ['v1', 'v3'];
const limitMs = 180_000;
const lockedMs = 3_000;
const megabyte = 1_000_000;
const nothingWrong = { lost: 0, twice: 0 };
/** What HeyGen sends again after ten seconds may be found by a check before. */
const eitherWay = 'by their deliveries or by a check';
const { begin } = Scene;

const logged = (words: string): boolean => bench.n8n.log.includes(words);

describe('the database of n8n', () => {
	it(
		'is locked for some seconds',
		async () => {
			const scene = await begin(bench, 'v3', repeating);
			const held = holdDatabase(bench.n8n, lockedMs);
			await held.begun;
			await scene.happen();
			await held.ended;
			await scene.arrive();
			await scene.looks(2);
			// one delivery gets through, another one is told to come again
			for (const each of scene.sees().split('; '))
				expect(each).toMatch(/^((500|no answer), then )*200$/);
			const heygen = '200, or 500 and then 200';
			const fault = "n8n's database is locked for some seconds";
			expect(await scene.show({ fault, heygen, way: eitherWay })).toMatchObject(nothingWrong);
		},
		limitMs,
	);

	it(
		'takes no new execution',
		async () => {
			const scene = await begin(bench, 'v3', repeating);
			await whileFull(bench.n8n, async () => {
				await scene.happen();
				expect(scene.events.flatMap(({ attempts }) => attempts)).toHaveLength(3);
			});
			await scene.arrive();
			await scene.looks(2);
			const fault = "n8n's database is full";
			expect(await scene.show({ fault, way: eitherWay })).toMatchObject(nothingWrong);
		},
		limitMs,
	);
});

// only Linux can set a limit for a process that runs
(existsSync('/usr/bin/prlimit') ? it : it.skip)(
	'there is no room for the file of an event',
	async () => {
		const parameters = { options: { downloadVideo: true } };
		const scene = await begin(bench, 'v3', repeating, parameters);
		const url = scene.account.heygen.presign('video.mp4', 40 * megabyte);
		await whileFilesEndAt(bench.n8n, 20 * megabyte, async () => {
			await scene.emit({}, { url });
			await bench.api.executions.waitFor(scene.workflow.id, 1);
		});
		const words = 'The file of the event was not stored by n8n';
		const [run] = await bench.api.executions.waitFor(scene.workflow.id, 1);
		expect(run?.data.resultData.error?.message).toContain(words);
		const id = await bench.api.executions.retry(run?.id ?? '');
		expect(await bench.api.executions.waitForOne(id)).toMatchObject({ status: 'success' });
		await scene.looks(2);
		const fault = 'There is no room for the file of an event';
		const person = [`a failed execution: "${words} …"`];
		expect(await scene.show({ fault, person })).toMatchObject(nothingWrong);
	},
	limitMs,
);

const losses = [
	['The delivery gets lost on the way', 'request', []],
	['The answer gets lost after n8n has stored the execution', 'answer', [200, 200, 200]],
] as const;

it.each(losses)(
	'%s',
	async (fault, lost, unheard) => {
		for (const generation of generations) {
			const scene = await begin(bench, generation, repeating);
			const endpoint = scene.account.endpointOf(scene.workflow);
			const way = await LossyWay.open(scene.endpoint.url, lost);
			endpoint.url = way.url;
			await scene.happen();
			await Promise.all(scene.events.map(async ({ settled }) => await settled));
			endpoint.url = scene.endpoint.url;
			await way.close();
			expect(way.unheard).toEqual(unheard);
			await scene.arrive();
			await scene.looks(2);
			expect(await scene.show({ fault })).toMatchObject(nothingWrong);
		}
	},
	limitMs,
);

describe('the clock of n8n', () => {
	const clock = require.resolve('./support/clock.cjs');
	const withClock = (aheadMs: number): Record<string, string> => ({
		NODE_OPTIONS: `--require ${clock}`,
		HEYGEN_E2E_CLOCK_AHEAD_MS: String(aheadMs),
	});
	const hourMs = 3_600_000;
	const clocks: Array<['ahead' | 'behind', number]> = [
		['ahead', hourMs],
		['behind', -hourMs],
	];

	it.each(clocks)(
		'is an hour %s',
		async (name, aheadMs) => {
			const scenes: Scene[] = [];
			for (const each of generations) scenes.push(await begin(bench, each, onlyOnce));
			await bench.n8n.restart(withClock(aheadMs));
			for (const scene of scenes) {
				await scene.open();
				await scene.happen(3, aheadMs > 0 ? forChecks : {});
				await scene.arrive();
				await scene.looks(2);
				const { generation, heygen } = scene.account;
				const fault = `n8n's clock is an hour ${name} (API ${generation})` as const;
				const person = aheadMs > 0 ? ['a line in the log for each delivery'] : [];
				const seen = await scene.show({ fault, person });
				expect(seen).toMatchObject(nothingWrong);
				expect(heygen.endpoints).toEqual([scene.endpoint]);
			}
			expect(logged('its timestamp is too old')).toBe(true);
		},
		limitMs,
	);

	it(
		'was right all the time, and n8n was down for an hour',
		async () => {
			// to n8n, which runs an hour behind, this is an hour ago
			const scene = await begin(bench, 'v3', onlyOnce);
			const changed = await changeEndpoints(bench);
			await bench.n8n.stop();
			await scene.happen(3, { secondsAgo: 5 * 60, apartSeconds: 20 * 60 });
			await bench.n8n.restart({ NODE_OPTIONS: undefined });
			await scene.arrive();
			await scene.looks(2);
			const seen = await scene.show({ fault: 'n8n is down for an hour' });
			expect(seen).toMatchObject(nothingWrong);
			expect(scene.account.heygen.endpoints).toEqual([scene.endpoint]);
			for (const each of changed) await showChanged(each);
		},
		limitMs,
	);
});

it(
	'an event is larger than what n8n takes',
	async () => {
		const scene = await begin(bench, 'v3', onlyOnce);
		const { attempts } = await scene.emit(
			{ createdAt: new Date(Date.now() - forChecks.secondsAgo * 1_000) },
			{ title: 'a'.repeat(20 * megabyte) },
		);
		// n8n answers before the trigger is asked, maybe while HeyGen still sends
		for (const { status } of attempts) expect([0, 413, 500]).toContain(status);
		await scene.arrive();
		await scene.looks(1);
		await bench.api.workflows.deactivate(scene.workflow.id);
		const fault = 'An event has 20 MB (n8n takes 16 by default)';
		const seen = await scene.show({ fault, heygen: '413 or 500 from n8n itself, or no answer' });
		expect(seen).toMatchObject(nothingWrong);
	},
	limitMs,
);

describe('forgeries in a row', () => {
	// a whole n8n refuses about 40 in a second
	const forgeryCount = writesTables ? 10_000 : 200;
	const words = 'A delivery to the HeyGen Trigger was refused';
	const refusals = (): number => bench.n8n.log.split(words).length - 1;

	it(
		'of an event that was lost change nothing, and neither it nor another one is lost',
		async () => {
			const scene = await begin(bench, 'v3', onlyOnce);
			const { heygen } = scene.account;
			const createdAt = new Date(Date.now() - forChecks.secondsAgo * 1_000);
			const { event_id, event_type, event_data } = await scene.emit({ deliver: false, createdAt });
			const body = Buffer.from(JSON.stringify({ event_id, event_type, event_data }));
			const before = refusals();
			const statuses = new Set<number>();
			for (let each = 0; each < forgeryCount; each++) {
				const forged = { secret: 'whsec_of_nobody' };
				statuses.add((await heygen.send(scene.endpoint, body, forged)).status);
			}
			await scene.happen(1);
			await scene.arrive();
			await scene.looks(2);
			expect(heygen.endpoints).toEqual([scene.endpoint]);
			await until('the log', async () => (refusals() >= before + forgeryCount ? true : undefined));
			const seen = await scene.show({
				fault: 'Forgeries in a row, each a copy of an event that was lost',
				heygen: `200; the forger sees ${[...statuses].join(', ')}`,
				person: ['a line in the log for each forgery'],
				figures: `${forgeryCount.toLocaleString('en')} forgeries`,
			});
			expect(seen).toMatchObject(nothingWrong);
		},
		writesTables ? 1_800_000 : limitMs,
	);
});
