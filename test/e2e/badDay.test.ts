/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { connect } from 'node:net';

import type { INode } from 'n8n-workflow';

import { sign, type EmittedEvent } from '../simulator';
import { useSharedN8n, type Account } from './support/bench';
import { items } from './support/executions';
import { showFault } from './support/faultTable';
import type { StoredWorkflow } from './support/restTypes';
import { Scene } from './support/scene';
import { allOutput, tally } from './support/stored';
import { until } from './support/until';
import { triggerName, triggerWorkflow } from './support/workflows';

/**
 * Proves what the engine tests take for granted where something goes wrong around an event: what n8n does with a
 * request whose sender has gone, how often it runs a trigger with Retry On Fail, and that Execute Once lets a
 * trigger put out several items.
 */
const bench = useSharedN8n();
const limitMs = 180_000;
const downloading = { options: { downloadVideo: true } };
const filePath = /^\/files\//;

const idsOf = async (workflow: StoredWorkflow): Promise<string[]> =>
	(await allOutput(bench.n8n, workflow.id, triggerName))
		.flat()
		.map((item) => String(item.video_id));

/** @param least how many executions there are at least */
async function settled({ id }: StoredWorkflow, least = 1): Promise<Record<string, number>> {
	return await until('no execution under way', async () => {
		const { new: waiting = 0, running = 0, ...done } = await tally(bench.n8n, id);
		return waiting + running === 0 && Object.keys(done).length >= least ? done : undefined;
	});
}

/** A workflow whose trigger has settings, such as Retry On Fail. */
async function listenWith(account: Account, settings: Partial<INode>, parameters = downloading) {
	const workflow = triggerWorkflow({ parameters, credential: account.credential });
	const nodes = workflow.nodes.map((node) =>
		node.name === triggerName ? { ...node, ...settings } : node,
	);
	return await account.activate({ ...workflow, nodes });
}

/** Videos whose deliveries were lost, old enough that HeyGen would not be delivering them now. */
async function miss({ heygen }: Account, ids: string[]): Promise<EmittedEvent[]> {
	const missed: EmittedEvent[] = [];
	for (const [index, video_id] of ids.entries()) {
		const createdAt = new Date(Date.now() - (60 - index) * 1_000);
		const data = { ...heygen.sample('avatar_video.success'), video_id };
		missed.push(await heygen.emit('avatar_video.success', data, { deliver: false, createdAt }));
	}
	return missed;
}

/** What docs/faults.md says of these events is what came of them. */
function sceneOf(account: Account, workflow: StoredWorkflow, events: EmittedEvent[]): Scene {
	const scene = new Scene(bench, account, workflow, account.endpointOf(workflow));
	scene.events.push(...events);
	return scene;
}

it(
	'a sender that hangs up before n8n answers',
	async () => {
		const account = await bench.account('v3');
		const workflow = await account.listen();
		const endpoint = account.endpointOf(workflow);
		const body = Buffer.from('{"event_type":"avatar_video.success","event_data":{"video_id":"a"}}');
		const signature = sign(body, endpoint.secret);
		const { hostname, port, pathname } = new URL(endpoint.url);
		for (const openMs of [5, 20, 50, 100, 200]) {
			await new Promise<void>((resolve) => {
				const socket = connect(Number(port), hostname, () => {
					const head = `POST ${pathname} HTTP/1.1\r\nHost: n8n\r\nContent-Type: application/json\r\nSignature: ${signature}\r\nContent-Length: ${body.length}\r\n\r\n`;
					socket.write(head + body.toString());
					setTimeout(() => {
						socket.destroy();
						resolve();
					}, openMs);
				});
			});
		}
		// A busy n8n may have read none of them.
		await settled(workflow, 0);
		// A repeat is answered at once, whatever became of the others.
		const { status } = await account.heygen.send(endpoint, body);
		await settled(workflow);
		const times = (await idsOf(workflow)).filter((id) => id === 'a').length;
		expect({ status, times }).toEqual({ status: 200, times: 1 });
		showFault({
			fault: 'HeyGen hangs up before n8n has answered',
			lost: times > 0 ? 0 : 1,
			twice: times > 1 ? 1 : 0,
			figures: 'hung up after 5, 20, 50, 100 and 200 ms',
		});
	},
	limitMs,
);

it(
	'a file that fails at the first try, with Retry On Fail',
	async () => {
		const account = await bench.account('v3');
		const retrying = { retryOnFail: true, maxTries: 2, waitBetweenTries: 500 };
		const workflow = await listenWith(account, retrying);
		// HeyGen is asked for another link, so both are dead at the first try.
		account.heygen.fault({ kind: 'status', status: 403, path: filePath, times: 2 });
		const event = await account.heygen.finishVideo({ bytes: 4_000 });
		const [run] = await bench.api.executions.waitFor(workflow.id, 1);
		expect(run?.status).toBe('success');
		if (run === undefined) throw new Error('no execution');
		expect(items(run, triggerName)).toMatchObject([
			{ json: { video_id: event.event_data.video_id }, binary: { data: { bytes: 4_000 } } },
		]);
		const fault = 'The file of an event cannot be fetched at first, and **Retry On Fail** is on';
		await sceneOf(account, workflow, [event]).show(fault, { lost: 0, way: 'by their deliveries' });
	},
	limitMs,
);

describe('recovered events', () => {
	it(
		'come out together although the file of one is gone, and are not tried for ever',
		async () => {
			const account = await bench.account('v3');
			const workflow = await account.listenClosely(downloading);
			const scene = sceneOf(account, workflow, await miss(account, ['a', 'b', 'c']));
			// HeyGen has no other link for it.
			account.heygen.fault({ kind: 'status', status: 403, path: filePath });
			const found = await until('three items', async () => {
				const ids = await idsOf(workflow);
				return ids.length >= 3 ? ids : undefined;
			});
			expect(found).toEqual(['a', 'b', 'c']);
			const [output] = (await allOutput(bench.n8n, workflow.id, triggerName)).filter(
				(each) => each.length > 0,
			);
			expect(output?.map(({ error }) => error !== undefined)).toEqual([true, false, false]);
			expect(await settled(workflow)).toEqual({ success: 1 });
			const fault = 'The file of one of several missed events cannot be fetched';
			await scene.show(fault, { lost: 0, way: 'by a check' });
		},
		limitMs,
	);

	it(
		'all come out with Execute Once',
		async () => {
			const account = await bench.account('v3');
			const workflow = await account.listenClosely();
			await bench.api.workflows.deactivate(workflow.id);
			const once = await listenWith(
				account,
				{ executeOnce: true },
				{
					...Object(workflow.nodes.find(({ name }) => name === triggerName)?.parameters),
				},
			);
			const scene = sceneOf(account, once, await miss(account, ['a', 'b', 'c']));
			const found = await until('three items', async () => {
				const ids = await idsOf(once);
				return ids.length >= 3 ? ids : undefined;
			});
			expect(found).toEqual(['a', 'b', 'c']);
			const fault = 'Several events were missed, and **Execute Once** is on';
			await scene.show(fault, { lost: 0, way: 'by a check' });
		},
		limitMs,
	);
});
