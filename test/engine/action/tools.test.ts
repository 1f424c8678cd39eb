import type { INodeParameters } from 'n8n-workflow';

import { act } from '../support/action';
import { bench, credentialsFor } from '../support/bench';
import { actionType, runningCode } from '../support/code';
import { arrived } from '../support/workflow';

const here = bench({ validateUrl: false });
beforeEach(() => here.simulator.seed('videos', 60, () => ({})));

const type = `${actionType}Tool`;
/** What a tool answers. */
const answered = async (parameters: INodeParameters, node: { type?: string } = { type }) => {
	const code = runningCode();
	const [heyGen] = [code.nodes[actionType]];
	if (heyGen === undefined) throw new Error('no action node');
	const { description } = heyGen;
	// As n8n makes a tool of it.
	const tool: typeof heyGen = Object.create(heyGen, {
		description: { value: { ...description, name: `${description.name}Tool` } },
	});
	const run = await act({
		credentials: credentialsFor(here.simulator, 'v3'),
		parameters: { resource: 'video', operation: 'getAll', ...parameters },
		node,
		code: { ...code, nodes: { ...code.nodes, [type]: tool } },
	});
	expect(run.data.resultData.error?.message).toBeUndefined();
	return arrived(run).map(({ json }) => json);
};
const few = 10;
const all = 16;
const keys = async (parameters: INodeParameters, node?: { type?: string }): Promise<string[]> =>
	Object.keys((await answered(parameters, node))[0] ?? {});

describe('a tool of an agent', () => {
	it('answers with few fields unless told otherwise', async () => {
		expect(await keys({})).toHaveLength(few);
		expect(await keys({ output: 'simplified' })).toHaveLength(few);
	});

	it('answers with all of them', async () => {
		expect(await keys({ output: 'raw' })).toHaveLength(all);
	});

	it('answers with those that were chosen', async () => {
		const fields = ['id', 'video_url', 'subtitle_url'];
		expect(await keys({ output: 'selectedFields', fields })).toEqual(fields);
		expect(await keys({ output: 'selectedFields', fields: 'id, status' })).toEqual([
			'id',
			'status',
		]);
		expect(await keys({ output: 'selectedFields', fields: [] })).toHaveLength(few);
	});

	it('lists ten entries unless told otherwise, and a node 50', async () => {
		expect(await answered({})).toHaveLength(10);
		expect(await answered({ limit: 20 })).toHaveLength(20);
		expect(await answered({}, {})).toHaveLength(50);
	});

	it.each<[string, INodeParameters]>([
		['by its own operation', { resource: 'webhookEndpoint', operation: 'create' }],
		[
			'by a call',
			{
				...{ resource: 'api', operation: 'call', method: 'POST' },
				...{ path: '/v3/webhooks/endpoints', body: '{"url": "https://a.example/"}' },
			},
		],
	])('is told no secret of an endpoint that was made %s', async (_case, parameters) => {
		const made = { url: 'https://a.example/', ...parameters };
		expect(await keys(made, {})).toContain('secret');
		here.simulator.reset();
		expect(await keys(made)).not.toContain('secret');
	});

	it('is told by Simplify where it is none', async () => {
		expect(await keys({ output: 'raw' }, {})).toHaveLength(few);
		expect(await keys({ simplify: false }, {})).toHaveLength(all);
	});
});
