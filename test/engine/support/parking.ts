import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';

import { resources } from '../../../nodes/HeyGen/resources';
import type { Resource } from '../../../nodes/HeyGen/operation/operation';
import type { Generation } from '../../simulator';
import { operations as table } from '../action/operations';
import { credentialsFor, pause, type Bench } from './bench';
import { variants } from './parameters';
import { Waiting, type WaitingSetup } from './waiting';
import { arrived } from './workflow';

interface More extends Partial<WaitingSetup> {
	parameters?: INodeParameters;
	generation?: Generation;
}

/** What an operation that waits needs of parameters, and more. */
export function parametersFor(
	resource: keyof typeof resources,
	operation: string,
	more: INodeParameters = {},
): INodeParameters {
	const { operations }: Resource = resources[resource];
	const [required] = variants(operations[operation]?.fields ?? []);
	const { with: also } = table[resource]?.[operation] ?? {};
	return { ...required, ...also, ...more, resource, operation };
}

/** Any operation that waits, not begun. */
export function waitingFor(
	here: Bench,
	resource: keyof typeof resources,
	operation: string,
	{ parameters = {}, generation = 'v3', ...more }: More = {},
): Waiting {
	return new Waiting({
		host: here.host,
		credentials: credentialsFor(here.simulator, generation),
		parameters: parametersFor(resource, operation, parameters),
		...more,
	});
}

export async function parked(...wanted: Parameters<typeof waitingFor>): Promise<Waiting> {
	const waiting = waitingFor(...wanted);
	const run = await waiting.start();
	expect(run.data.resultData.error?.message).toBeUndefined();
	expect(waiting.isParked).toBe(true);
	return waiting;
}

export async function ended(waiting: Waiting): Promise<IRun> {
	for (let tries = 0; waiting.isParked || waiting.run?.data.waitTill !== undefined; tries++) {
		if (tries > 500) throw new Error('it still waits');
		await pause(20);
	}
	expect(waiting.mistakes).toBe(0);
	if (waiting.run === undefined) throw new Error('it never ran');
	return waiting.run;
}

export const out = (run: IRun, output = 0): IDataObject[] =>
	arrived(run, output).map(({ json }) => json);

/** Makes a video of each script, and waits. */
export const videos = (
	scripts: readonly string[],
	options: INodeParameters = {},
	more: More = {},
): More => ({
	items: scripts.map((script): IDataObject => ({ script })),
	...more,
	parameters: {
		speechSource: 'script',
		script: '={{ $json.script }}',
		options,
		...more.parameters,
	},
});

export const parkedVideos = async (
	here: Bench,
	...wanted: Parameters<typeof videos>
): Promise<Waiting> => await parked(here, 'video', 'createAndWait', videos(...wanted));
