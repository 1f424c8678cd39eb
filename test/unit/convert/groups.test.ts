import { validateWorkflowGroups, type INode, type INodeTypeDescription } from 'n8n-workflow';

import { convertWorkflow, type JsonObject, type Workflow } from '../../../convert';
import { cases } from '../../convert/cases';
import { plainCases } from '../../convert/plain';
import { nodesOf, noteTexts } from './workflows';

/** What n8n asks before it saves a workflow. */
function isTaken(workflow: Workflow): boolean {
	const getNodeType = ({ type }: INode): INodeTypeDescription => {
		const isTrigger = type.includes('Trigger');
		return {
			displayName: type,
			name: type,
			group: [isTrigger ? 'trigger' : 'transform'],
			version: 1,
			description: '',
			defaults: {},
			inputs: isTrigger ? [] : ['main'],
			outputs: ['main', 'main', 'main', 'main'],
			properties: [],
		};
	};
	const { nodes, connections: connectionsBySourceNode, nodeGroups } = workflow as never;
	return validateWorkflowGroups({ nodes, connectionsBySourceNode, nodeGroups, getNodeType }).valid;
}

const groupOf = (nodes: JsonObject[], name = 'Mine'): JsonObject => ({
	id: name,
	name,
	nodeIds: nodes.map(({ id }) => String(id)),
});

it.each(cases)('n8n takes the groups of $name, whatever was in them', ({ workflow: old }) => {
	const nodes = nodesOf(old);
	let count = 0;
	for (let from = 1; from < nodes.length; from++) {
		for (let to = from + 1; to <= nodes.length; to++) {
			const grouped = { ...old, nodeGroups: [groupOf(nodes.slice(from, to))] };
			if (!isTaken(grouped)) continue;
			count++;
			expect(isTaken(convertWorkflow(grouped).workflow as Workflow)).toBe(true);
		}
	}
	expect(count).toBeGreaterThan(0);
});

it('keeps groups, without what went', () => {
	const old = plainCases[0]?.workflow ?? {};
	const [start, setup, create, wait, status, iff, done] = nodesOf(old) as [
		...Array<JsonObject & { id: string }>,
	];
	const groups = [[create, wait, status, iff, done], [wait, status, iff], [setup]];
	const nodeGroups = groups.map((each, index) => groupOf(each as JsonObject[], `G${index}`));
	const { workflow, report } = convertWorkflow({ ...old, nodeGroups });
	expect(start).toBeDefined();
	expect((workflow as Workflow).nodeGroups).toEqual([
		groupOf([create, done] as JsonObject[], 'G0'),
		groupOf([setup] as JsonObject[], 'G2'),
	]);
	expect(JSON.stringify(report)).not.toContain('The group');
});

it('dissolves a group that n8n would refuse, and says so', () => {
	const old = cases.find(({ name }) => name === 'S: a Switch on the status')?.workflow ?? {};
	const nodeGroups = [groupOf(nodesOf(old).slice(3))];
	const { workflow } = convertWorkflow({ ...old, nodeGroups });
	expect((workflow as Workflow).nodeGroups).toEqual([]);
	expect(noteTexts(workflow).join()).toContain('The group "Mine" is gone');
});
