import type { Account } from '../../e2e/support/bench';
import type { N8n } from '../../e2e/support/n8n';
import { until } from '../../e2e/support/until';
import type { SimulatedEndpoint } from '../../simulator';
import { twice } from '../support/outcome';
import type { Queue } from '../support/stage';
import { Watched } from '../support/watched';

const mendLimitMs = 180_000;

type Damage = (account: Account, endpoint: SimulatedEndpoint) => unknown;

const elsewhere = 'http://127.0.0.1:9/elsewhere';

const damages: Array<[string, Damage]> = [
	['deleted', ({ heygen }, { endpoint_id }) => heygen.removeEndpoint(endpoint_id)],
	['disabled', ({ heygen }, { endpoint_id }) => heygen.disable(endpoint_id)],
	[
		're-pointed',
		({ heygen }, { endpoint_id }) =>
			heygen.endpoints
				.filter((each) => each.endpoint_id === endpoint_id)
				.forEach((each) => (each.url = elsewhere)),
	],
];

const mends =
	(damage: Damage) =>
	async (queue: Queue): Promise<void> => {
		const watched = await Watched.listen(queue);
		const { account, endpoint } = watched;
		damage(account, endpoint);
		await until(
			'both processors to take deliveries',
			async () => {
				const [mended] = account.heygen.endpoints;
				if (mended?.url !== endpoint.url || mended.status !== 'enabled') return undefined;
				return (await watched.answers()).every((status) => status === 200) ? true : undefined;
			},
			{ timeoutMs: mendLimitMs, seen: () => account.heygen.endpoints },
		);
		expect(account.heygen.endpoints).toHaveLength(1);
		const mended = watched.endpoint;
		await account.heygen.finishVideo();
		await watched.ticks(3);
		// and is left alone from then on
		expect(account.heygen.endpoints).toEqual([mended]);
		expect(await watched.answers()).toEqual([200, 200]);
		expect(twice(await watched.outcome())).toEqual([]);
	};

/** What somebody changed at HeyGen is main's to mend, and the processors' to know. */
export const repairs: Record<string, (queue: Queue) => Promise<void>> = {
	...Object.fromEntries(
		damages.map(([name, damage]) => [
			`mends an endpoint that was ${name}, for both processors`,
			mends(damage),
		]),
	),

	async 'brings events that only the processors see refused, after somebody changed the secret'(
		queue,
	) {
		const watched = await Watched.listen(queue);
		const { account, endpoint } = watched;
		account.heygen.rotate(endpoint.endpoint_id);
		const processors = queue.processors.map(newLines);
		const events = [await account.heygen.finishVideo(), await account.heygen.finishVideo()];
		await watched.ticks(1);
		events.push(await account.heygen.finishVideo());
		await watched.arrival(events.map(({ event_data }) => String(event_data.video_id)));
		expect(processors.map((lines) => lines()).join('')).toContain('its signature is wrong');
		await watched.ticks(3);
		expect(twice(await watched.outcome())).toEqual([]);
		expect(account.heygen.endpoints).toHaveLength(1);
	},
};

/** What the process writes from now on. */
function newLines(process: N8n): () => string {
	const from = process.log.length;
	return () => process.log.slice(from);
}
