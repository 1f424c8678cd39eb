import type { IBinaryData } from 'n8n-workflow';

import { useSharedN8n } from './support/bench';
import { items } from './support/executions';
import type { Execution, StoredWorkflow } from './support/restTypes';
import { Scene } from './support/scene';
import { triggerName } from './support/workflows';

/**
 * Proves what the engine tests take for granted of an event's file: n8n stores it, hands it to whoever clicks
 * "Download", and runs the trigger once more with the same event when a failed execution is tried again by hand.
 */
const bench = useSharedN8n();
const parameters = { options: { downloadVideo: true } };

async function firstRun({ id }: StoredWorkflow): Promise<Execution> {
	const [run] = await bench.api.executions.waitFor(id, 1);
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

it('n8n keeps the file as it is, and its host gets no key', async () => {
	const account = await bench.account('v3');
	const workflow = await account.listen(parameters);
	await account.heygen.finishVideo({ bytes: 300_000 });
	const file = fileOf(await firstRun(workflow));
	expect(file).toMatchObject({
		mimeType: 'video/mp4',
		fileName: 'video.mp4',
		fileExtension: 'mp4',
		bytes: 300_000,
	});
	const { bytes, start } = await stored(file);
	expect(bytes).toBe(300_000);
	expect(start).toContain('ftypisom');
	expect(account.heygen.downloads).toMatchObject([{ status: 200 }]);
	const sent = JSON.stringify(account.heygen.downloads.map(({ headers }) => headers));
	expect(sent).not.toContain(account.heygen.apiKey);
	expect(sent.toLowerCase()).not.toMatch(/"(x-api-key|authorization)"/);
});

it('n8n shows why there is no file, and a retry by hand fetches it', async () => {
	const account = await bench.account('v3');
	const workflow = await account.listen(parameters);
	account.heygen.fault({ kind: 'status', status: 403, path: /^\/files\//, times: Infinity });
	const event = await account.heygen.finishVideo({ bytes: 7_000 });
	const run = await firstRun(workflow);
	expect(run.status).toBe('error');
	expect(run.data.resultData.error?.message).toContain(
		'The file of the event could not be downloaded',
	);
	account.heygen.clearFaults();
	const id = await bench.api.executions.retry(run.id);
	const retried = await bench.api.executions.waitForOne(id);
	expect(retried).toMatchObject({ status: 'success', mode: 'retry' });
	expect((await stored(fileOf(retried))).bytes).toBe(7_000);
	const scene = new Scene(bench, account, workflow, account.endpointOf(workflow));
	scene.events.push(event);
	await scene.show('The file of an event cannot be fetched', { lost: 0, sees: '200' });
});
