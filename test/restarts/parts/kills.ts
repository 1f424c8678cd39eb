import type { Generation, SimulatedEndpoint } from '../../simulator';
import type { Bench } from '../../e2e/support/bench';
import { query } from '../../e2e/support/database';
import { Scene } from '../../e2e/support/scene';
import { idsOf, tally } from '../../e2e/support/stored';
import { until } from '../../e2e/support/until';
import type { Cases, Prepared } from '../support/round';
import { subject, subjects, waitForList, type Subject } from '../support/subject';
import { delivers } from './survival';

/** Proves what the engine takes for granted of a kill: n8n ends as crashed what ran, and registers again at its start. */

const downloading = { options: { downloadVideo: true } };

const fetchesFile =
	(generation: Generation) =>
	async (bench: Bench): Promise<Prepared> => {
		const one = await subject(bench, generation, { isClose: true, parameters: downloading });
		const { account, workflow, endpoint } = one;
		const { heygen } = account;
		heygen.fault({ kind: 'hang', path: /^\/files\// });
		const event = await heygen.finishVideo({ bytes: 4_000 });
		const scene = new Scene(bench, account, workflow, endpoint);
		scene.events.push(event);
		const { event_data, event_type } = event;
		await until('the file to be asked for', async () => heygen.downloads[0]);
		const fault = `n8n is killed while a file is fetched (API ${generation})` as const;
		const repeat = async (): Promise<void> => {
			// before, n8n answers 200 to whatever comes
			await scene.open();
			const body = Buffer.from(JSON.stringify({ event_type, event_data }));
			expect(await heygen.send(endpoint, body)).toMatchObject({ status: 200 });
		};
		return {
			// by then it hangs
			last: async () => heygen.clearFaults(),
			after: async () => {
				await until('the crashed execution', async () => {
					const { crashed = 0 } = await tally(bench.n8n, workflow.id);
					return crashed > 0 ? true : undefined;
				});
				if (generation === 'v1') {
					// It has no history: HeyGen got its 200, and n8n does not run again what was cut off.
					await scene.show(fault, { lost: 1, sees: /^200$/ });
					await repeat();
				}
				await until('the event', async () =>
					(await idsOf(bench, one)).flat().length > 0 ? true : undefined,
				);
				expect((await idsOf(bench, one)).flat()).toEqual([event_data.video_id]);
				if (generation === 'v3') await scene.show(fault, { lost: 0, way: 'by a check' });
			},
		};
	};

export const kills: Cases = {
	'runs every event once that HeyGen delivers meanwhile': delivers(Infinity),
	'fetches the file again that the kill cut off, with API v3': fetchesFile('v3'),
	'runs a repeat of the event whose file the kill cut off, with API v1': fetchesFile('v1'),

	async 'adopts the endpoint that a kill left behind, and touches no other'(bench) {
		const both = await subjects(bench);
		for (const { account, endpoint } of both) {
			account.heygen.addEndpoint({ url: `${endpoint.url}/other` });
			account.heygen.addEndpoint({ url: endpoint.url.replace('127.0.0.1', 'n8n.example.com') });
		}
		const before = both.map(({ account }) => account.heygen.endpoints.map((one) => ({ ...one })));
		const from = both.map(({ account }) => account.heygen.requests.length);
		const check = async (each: Subject, index: number): Promise<void> => {
			const { heygen, generation } = each.account;
			await waitForList(each, from[index] ?? 0);
			await until('a delivery to be taken', async () => {
				const { attempts } = await heygen.finishVideo();
				return attempts.find(({ url }) => url === each.endpoint.url)?.status === 200 || undefined;
			});
			// v3 never shows a secret again, so there it has to be another one
			const hidden = ({ secret, ...rest }: SimulatedEndpoint) =>
				generation === 'v3' ? rest : { ...rest, secret };
			expect(heygen.endpoints.map(hidden)).toEqual(before[index]?.map(hidden));
			expect(heygen.endpoints.slice(1)).toEqual(before[index]?.slice(1));
		};
		return {
			// what n8n would have saved a moment later
			meanwhile: async () => {
				const sql = 'UPDATE workflow_entity SET "staticData" = NULL WHERE id = ?';
				for (const { workflow } of both) await query(bench.n8n, sql, [workflow.id]);
			},
			after: async () => {
				for (const [index, each] of both.entries()) await check(each, index);
			},
		};
	},
};
