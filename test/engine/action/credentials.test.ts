import type { IDataObject, INode, INodeParameters, IRun } from 'n8n-workflow';

import { act } from '../support/action';
import { bench, credentialsFor } from '../support/bench';

const here = bench();
const look = { __rl: true, mode: 'id', value: 'look_1' };
const video = { resource: 'video', operation: 'create', avatarId: look, script: 'Hi' };

/** With a key that each item gives. */
const run = async (
	parameters: INodeParameters,
	keys: string[],
	node: Partial<INode> = {},
): Promise<IRun> =>
	await act({
		credentials: {
			heyGenEventsApi: {
				...credentialsFor(here.simulator, 'v3').heyGenEventsApi,
				apiKey: '={{ $json.key }}',
			},
		},
		parameters,
		items: keys.map((key): IDataObject => ({ key })),
		node,
	});
const keysSent = (): unknown[] =>
	here.simulator.requests.map(({ headers }) => headers['x-api-key']);
const goOn: Partial<INode> = { onError: 'continueRegularOutput' };

it('the credential is read for each item, and its requests have the key of the item', async () => {
	await run(video, ['key-of-somebody-else', here.simulator.apiKey], goOn);
	// n8n sends once more after a 401.
	expect([...new Set(keysSent())]).toEqual(['key-of-somebody-else', here.simulator.apiKey]);
	expect(here.simulator.requests.map(({ status }) => status)).toEqual([401, 401, 200]);
});

it('an operation that sends all items in one call refuses another credential', async () => {
	const file = { __rl: true, mode: 'url', value: here.simulator.presign('a.mp4', 50_000) };
	const parameters = { resource: 'asset', operation: 'uploadMany', file };
	const { error } = (await run(parameters, [here.simulator.apiKey, 'another-key'])).data.resultData;
	expect(error?.message).toMatch(/^The credential is another one for each item/);
	expect(here.simulator.requests).toEqual([]);
});

describe('Create and Wait', () => {
	const wait = { ...video, operation: 'createAndWait' };
	it('by callback makes nothing where the key can not be read when HeyGen calls', async () => {
		const { error } = (await run(wait, [here.simulator.apiKey])).data.resultData;
		expect(error?.message).toBe(
			"The credential's expression can't be read any more when HeyGen calls",
		);
		expect(here.simulator.requests).toEqual([]);
	});

	it('makes nothing with the key of another item', async () => {
		const options = { howToWait: 'ask' };
		const keys = [here.simulator.apiKey, 'another-key'];
		const { error } = (await run({ ...wait, options }, keys)).data.resultData;
		expect(error?.message).toMatch(/is not the first item's/);
		expect(error).toMatchObject({ context: { itemIndex: 1 } });
		expect(here.simulator.requests).toEqual([]);
	});
});
