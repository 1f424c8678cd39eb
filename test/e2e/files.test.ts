/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import type { IDataObject, INode } from 'n8n-workflow';

import type { Simulator } from '../simulator';
import { useSharedN8n, type Account } from './support/bench';
import { say } from './support/command';
import { items } from './support/executions';
import { growthOf, isTold, type Growth } from './support/memory';
import type { Execution } from './support/restTypes';
import { actionName, chain, heygenAction, manualTrigger, triggerName } from './support/workflows';

/**
 * Proves what the engine tests take for granted of a large file: n8n stores what it is given as a stream, and
 * gives it back as one, so that neither node needs memory for it.
 */

const megabyte = 2 ** 20;
/** HEYGEN_E2E_FILES=large: what a long video has. */
const isLarge = process.env.HEYGEN_E2E_FILES === 'large';
const down = (isLarge ? 1_024 : 384) * megabyte;
const up = (isLarge ? 300 : 192) * megabyte;
const limitMs = 300_000;

const bench = useSharedN8n();
const onLinux = isTold ? it : it.skip;
let account: Account;
let heygen: Simulator;

beforeEach(async () => {
	account = await bench.account('v3', { uploadMaxBytes: up });
	heygen = account.heygen;
});

const action = (name: string, parameters: IDataObject): INode =>
	heygenAction({ name, parameters, credential: account.credential });

const download = (videoId: string, name = actionName): INode =>
	action(name, {
		resource: 'video',
		operation: 'download',
		videoId: { __rl: true, mode: 'id', value: videoId },
	});

async function run(...nodes: INode[]): Promise<Execution> {
	const { id } = await account.save(chain('Files', manualTrigger(), ...nodes));
	const { executionId = '' } = await bench.api.workflows.run(id, 'Start');
	return await bench.api.executions.waitForOne(executionId, limitMs);
}

const inMegabytes = (bytes: number): number => Math.round(bytes / megabyte);
function tell(what: string, bytes: number, { before, most, ...growth }: Growth): void {
	say(
		`${inMegabytes(bytes)} MB ${what}: n8n had ${inMegabytes(before)} MB before and ${inMegabytes(most)} MB at most, ${inMegabytes(growth.bytes)} more`,
	);
}

describe('a file that is larger than what n8n should need for it', () => {
	onLinux(
		'comes down as a stream',
		async () => {
			await heygen.finishVideo({ videoId: 'large', bytes: down, deliver: false });
			let execution: Execution | undefined;
			const growth = await growthOf(bench.n8n.pid, async () => {
				execution = await run(download('large'));
			});
			tell('down', down, growth);
			const [item] = execution === undefined ? [] : items(execution, actionName);
			expect(item?.binary?.data).toMatchObject({ fileName: 'video.mp4', bytes: down });
			expect(growth.bytes).toBeLessThan(down / 2);
		},
		limitMs,
	);

	onLinux(
		'goes up as a stream, byte for byte',
		async () => {
			await heygen.finishVideo({ videoId: 'long', bytes: up, deliver: false });
			const upload = action('Upload', {
				resource: 'asset',
				operation: 'upload',
				file: { __rl: true, mode: 'binary', value: 'data' },
			});
			let execution: Execution | undefined;
			const growth = await growthOf(bench.n8n.pid, async () => {
				execution = await run(download('long'), upload);
			});
			tell('down and up', up, growth);
			expect(heygen.uploads).toMatchObject([{ status: 200, bytes: up }]);
			const [item] = execution === undefined ? [] : items(execution, 'Upload');
			expect(item?.json).toMatchObject({ size_bytes: up, status: 'completed' });
			expect(growth.bytes).toBeLessThan(up * 0.75);
		},
		limitMs,
	);

	onLinux(
		'comes with its event as a stream',
		async () => {
			const workflow = await account.listen({ options: { downloadVideo: true } });
			let execution: Execution | undefined;
			const growth = await growthOf(bench.n8n.pid, async () => {
				await heygen.finishVideo({ bytes: down });
				[execution] = await bench.api.executions.waitFor(workflow.id, 1, limitMs);
			});
			tell('with an event', down, growth);
			const [item] = execution === undefined ? [] : items(execution, triggerName);
			expect(item?.binary?.data).toMatchObject({ fileName: 'video.mp4', bytes: down });
			expect(growth.bytes).toBeLessThan(down / 2);
		},
		limitMs,
	);
});
