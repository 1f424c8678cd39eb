import { convertWorkflow, type Workflow } from '../../../convert';
import { plainCases } from '../../convert/plain';
import { nodesOf, noteTexts, ownNodes } from './workflows';

const old = plainCases[0]?.workflow ?? {};
const text = JSON.stringify(old);

it.each([
	['an object', old],
	['text', text],
	['text with spaces around it', `\n ${text} \n`],
	['text as Windows saves it', `\uFEFF${text}`],
	['text with a fence around it', `\`\`\`json\n${text}\n\`\`\``],
	['a list of one', [old]],
	['a template', { id: 1, name: 'T', workflow: old }],
	['a template of the API of n8n', { workflow: { id: 1, name: 'T', workflow: old } }],
	[
		'a piece of the canvas',
		{ nodes: old.nodes, connections: old.connections, pinData: {}, meta: {} },
	],
])('takes %s', (_what, input) => {
	const { workflow, report } = convertWorkflow(input);
	expect(ownNodes(workflow)).toHaveLength(1);
	expect(report.converted).toMatchObject([{ operation: 'Video: Create and Wait' }]);
});

it('takes nodes without links', () => {
	expect(ownNodes(convertWorkflow(old.nodes).workflow)).toHaveLength(2);
});

it('gives a list for a list', () => {
	const { workflow, report } = convertWorkflow([old, old]);
	expect((workflow as Workflow[]).map((each) => ownNodes(each).length)).toEqual([1, 1]);
	expect(report.converted).toHaveLength(2);
});

const circle: Record<string, unknown> = {};
circle.circle = circle;

it.each([
	['no JSON', 'workflow', /^This is no JSON: /],
	['nothing', '', /^This is no JSON: /],
	['undefined', undefined, /^This is no JSON: /],
	['a circle', circle, /^This can't be written as JSON: /],
	['no workflow', '{"a": 1}', /^There is no workflow in this JSON: /],
	['null', null, /^There is no workflow/],
	['an empty list', [], /^There is no workflow/],
	['a list with something else in it', [old, 1], /^There is no workflow/],
	['20 MB', `"${'x'.repeat(20_000_000)}"`, /^This is larger than 20 MB: /],
	['what nests without end', '['.repeat(200_000), /^This is no JSON: /],
	[
		'what nests too deeply',
		`{"nodes": [{"name": "A", "type": "a", "parameters": {"a": ${'['.repeat(100_000)}${']'.repeat(100_000)}}}]}`,
		/^This is nested too deeply: /,
	],
])('says in one sentence what is wrong with %s', (_what, input, message) => {
	expect(() => convertWorkflow(input)).toThrow(message);
	try {
		convertWorkflow(input);
	} catch (error) {
		expect((error as Error).constructor.name).toBe('Error');
		expect((error as Error).message.match(/\.(?:\s|$)/g)).toHaveLength(1);
	}
});

it('leaves a workflow without HeyGen as it was', () => {
	const other = {
		nodes: [{ name: 'A', type: 'n8n-nodes-base.noOp', parameters: {}, position: [0, 0] }],
		connections: {},
	};
	expect(convertWorkflow(other)).toEqual({
		workflow: other,
		report: { converted: [], expressions: [], left: [], keys: [] },
	});
});

it('takes pinned data of what went away, and keeps the other', () => {
	const pinData = {
		Setup: [{ json: {} }],
		'Create Video': [{ json: {} }],
		'Get Status': [{ json: {} }],
	};
	const { workflow } = convertWorkflow({ ...old, pinData });
	expect((workflow as Workflow).pinData).toEqual({ Setup: [{ json: {} }] });
});

it('tells on the canvas of the price, and what to do', () => {
	const [note, ...more] = noteTexts(convertWorkflow(old).workflow);
	expect(more).toEqual([]);
	expect(note).toContain('Now **Video: Create and Wait**.');
	expect(note).toContain('three times as much');
	expect(note).toContain('Choose a **HeyGen Events API** credential');
});

it('keeps what n8n keeps of a node, and switches a second try off', () => {
	const nodes = nodesOf(old).map((node) =>
		node.name === 'Create Video'
			? {
					...node,
					retryOnFail: true,
					notes: 'Mine',
					disabled: true,
					onError: 'continueRegularOutput',
				}
			: node,
	);
	const [made] = ownNodes(convertWorkflow({ ...old, nodes }).workflow);
	expect(made).toMatchObject({ notes: 'Mine', disabled: true, onError: 'continueRegularOutput' });
	expect(made).not.toHaveProperty('retryOnFail');
});
