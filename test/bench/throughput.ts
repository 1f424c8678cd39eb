import { pooled } from '../e2e/support/burst';
import { waitForAll } from '../e2e/support/stored';
import { Queue } from '../queue/support/stage';
import { events, insist } from '../e2e/support/signed';
import { percentile, type Measured } from './passes';
import { nextNodeMs } from './sending';

const width = 20;
const doneLimitMs = 300_000;

/** Queue mode with so many workers, as many deliveries as it takes. */
export async function queueThroughput(
	workers: number,
	count: number,
	passes: number,
): Promise<Measured[]> {
	const queue = new Queue();
	await queue.open({ workers, env: { N8N_LOG_LEVEL: 'error' } });
	try {
		const account = await queue.bench.account('v3');
		const workflow = await account.listen();
		const endpoint = account.endpointOf(workflow);
		const measured: Measured[] = [];
		for (let pass = 0; pass < passes; pass++) {
			const startedMs = Date.now();
			const answers = await pooled(
				events(count),
				width,
				async (event) => await insist(account.heygen, endpoint, event),
			);
			await waitForAll(queue.postgres, workflow.id, count * (pass + 1), doneLimitMs);
			const begun = await nextNodeMs(queue.postgres, workflow.id, count);
			const ms = answers.map((answer) => answer.ms);
			measured.push({
				'deliveries a second, twenty at a time': (count * 1_000) / (Math.max(...begun) - startedMs),
				'answer p50, ms': percentile(ms, 50),
				'answer p99, ms': percentile(ms, 99),
			});
		}
		return measured;
	} finally {
		await queue.close();
	}
}
