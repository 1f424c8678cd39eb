import type { IBinaryData } from 'n8n-workflow';

import type { EmittedEvent, Generation } from '../simulator';
import type { Account } from './support/bench';
import { useN8n } from './support/bench';
import { say } from './support/command';
import { items } from './support/executions';
import { growthOf, isTold } from './support/memory';
import type { Execution, StoredWorkflow } from './support/restTypes';
import { Scene } from './support/scene';
import { triggerName } from './support/workflows';

const bench = useN8n();
const generations: Generation[] = ['v1', 'v3'];
const gigabyte = 2 ** 30;
const megabyte = 2 ** 20;
const parameters = { options: { downloadVideo: true } };

const bodyOf = ({ event_id, event_type, event_data, created_at }: EmittedEvent): Buffer =>
	Buffer.from(JSON.stringify({ event_id, event_type, event_data, created_at }));

async function firstRun({ id }: StoredWorkflow, timeoutMs?: number): Promise<Execution> {
	const [run] = await bench.api.executions.waitFor(id, 1, timeoutMs);
	return run as Execution;
}

function fileOf(run: Execution): IBinaryData {
	const data = items(run, triggerName)[0]?.binary?.data;
	if (data === undefined) throw new Error(`no file: ${JSON.stringify(run.data.resultData.error)}`);
	return data;
}

/** What a person who clicks "Download" in the execution gets. */
async function stored({ id = '', fileName = '', mimeType }: IBinaryData) {
	const query = { id, fileName, mimeType, action: 'download' };
	const { headers, data } = await bench.api.session.raw('GET', '/rest/binary-data', { query });
	return { bytes: Number(headers['content-length']), start: String(data).slice(0, 40) };
}

/** The path that HeyGen is asked for a video's fresh link on. */
const videoPath: Record<Generation, RegExp> = {
	v1: /^\/v1\/video_status\.get$/,
	v3: /^\/v3\/videos\/[^/]+$/,
};

const statuses = ({ heygen }: Account): number[] => heygen.downloads.map(({ status }) => status);

describe.each(generations)('the file of an event with API %s', (generation) => {
	it('is attached as it is, and its host gets no key', async () => {
		const account = await bench.account(generation);
		const workflow = await account.listen(parameters);
		await account.heygen.finishVideo({ bytes: 300_000 });
		const run = await firstRun(workflow);
		const file = fileOf(run);
		expect(file).toMatchObject({
			mimeType: 'video/mp4',
			fileName: 'video.mp4',
			fileExtension: 'mp4',
			bytes: 300_000,
		});
		const { bytes, start } = await stored(file);
		expect(bytes).toBe(300_000);
		expect(start).toContain('ftypisom');
		expect(statuses(account)).toEqual([200]);
		const sent = JSON.stringify(account.heygen.downloads.map(({ headers }) => headers));
		expect(sent).not.toContain(account.heygen.apiKey);
		expect(sent.toLowerCase()).not.toMatch(/"(x-api-key|authorization)"/);
		expect(account.heygen.count('GET', videoPath[generation])).toBe(0);
	});

	it('is got through a fresh link when the one in the event has expired', async () => {
		const account = await bench.account(generation);
		const workflow = await account.listen(parameters);
		const event = await account.heygen.finishVideo({ bytes: 5_000, deliver: false });
		account.heygen.expireLinks();
		await account.heygen.send(account.endpointOf(workflow), bodyOf(event));
		const run = await firstRun(workflow);
		expect(run.status).toBe('success');
		expect((await stored(fileOf(run))).bytes).toBe(5_000);
		expect(statuses(account)).toEqual([403, 200]);
		expect(account.heygen.count('GET', videoPath[generation])).toBe(1);
	});

	it('fails the execution when no link works, and comes when that is tried again later', async () => {
		const account = await bench.account(generation);
		const workflow = await account.listen(parameters);
		const dead = { kind: 'status', status: 403, path: /^\/files\//, times: Infinity } as const;
		account.heygen.fault(dead);
		const event = await account.heygen.finishVideo({ bytes: 7_000 });
		const run = await firstRun(workflow);
		expect(run.status).toBe('error');
		expect(run.data.resultData.error?.message).toBe(
			'The file of the event could not be downloaded: its host answered HTTP 403, also after HeyGen was asked for a fresh link.',
		);
		expect(account.heygen.downloads).toHaveLength(2);
		account.heygen.clearFaults();
		const id = await bench.api.executions.retry(run.id);
		const retried = await bench.api.executions.waitForOne(id);
		expect(retried).toMatchObject({ status: 'success', mode: 'retry' });
		expect((await stored(fileOf(retried))).bytes).toBe(7_000);
		const scene = new Scene(bench, account, workflow, account.endpointOf(workflow));
		scene.events.push(event);
		const person = ['a failed execution: "The file of the event could not be downloaded …"'];
		await scene.show({ fault: 'The file of an event cannot be fetched', person });
	});

	it('is left out for an event that has none', async () => {
		const account = await bench.account(generation);
		const workflow = await account.listen(parameters);
		await account.heygen.failVideo();
		const run = await firstRun(workflow);
		expect(run.status).toBe('success');
		expect(items(run, triggerName)).toHaveLength(1);
		expect(items(run, triggerName)[0]?.binary).toBeUndefined();
		expect(account.heygen.downloads).toEqual([]);
	});
});

describe('a file of a gigabyte', () => {
	const onLinux = isTold ? it : it.skip;

	onLinux(
		'is streamed: n8n needs a small part of that memory',
		async () => {
			const account = await bench.account('v3');
			const workflow = await account.listen(parameters);
			const startedMs = Date.now();
			let file: IBinaryData | undefined;
			const { bytes: growth } = await growthOf(bench.n8n.pid, async () => {
				await account.heygen.finishVideo({ bytes: gigabyte });
				file = fileOf(await firstRun(workflow, 90_000));
			});
			const seconds = Math.round((Date.now() - startedMs) / 1_000);
			say(`1 GB took ${seconds} s, n8n grew by ${Math.round(growth / megabyte)} MB at most`);
			expect(file).toMatchObject({ fileName: 'video.mp4', bytes: gigabyte });
			expect(growth).toBeLessThan(gigabyte / 4);
		},
		120_000,
	);
});
