/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { existsSync } from 'node:fs';

import { useSharedN8n } from './support/bench';
import { writesTables } from './support/faultTable';
import { holdDatabase, whileFilesEndAt, whileFull } from './support/hold';
import { LossyWay } from './support/lossy';
import { forChecks, onlyOnce, repeating, Scene } from './support/scene';
import { until } from './support/until';

/**
 * Proves what no engine test can: what n8n answers HeyGen, stores and runs while its own database, disk or way to
 * HeyGen fails. The numbers in docs/faults.md are those that are seen here; further rows come from the
 * tests of what they are about.
 */
const bench = useSharedN8n();
const limitMs = 180_000;
const lockedMs = 3_000;
const megabyte = 1_000_000;
const { begin } = Scene;

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
			await scene.show("n8n's database is locked for some seconds", { lost: 0 });
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
			await scene.show("n8n's database is full", { lost: 0, sees: /^500, then 200$/ });
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
		await scene.show('There is no room for the file of an event', { lost: 0, sees: /^200$/ });
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
		const scene = await begin(bench, 'v3', repeating);
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
		await scene.show(fault, { lost: 0, sees: /^no answer, then 200$/ });
	},
	limitMs,
);

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
		await scene.show('An event has 20 MB (n8n takes 16 by default)', { lost: 0 });
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
			// A line a minute, however many there are.
			await until('the log', async () => (refusals() > before ? true : undefined));
			expect(refusals() - before).toBeLessThan(forgeryCount / 10);
			expect([...statuses]).toEqual([401]);
			await scene.show('Forgeries in a row, each a copy of an event that was lost', {
				lost: 0,
				figures: `${forgeryCount.toLocaleString('en')} forgeries`,
			});
		},
		writesTables ? 1_800_000 : limitMs,
	);
});
