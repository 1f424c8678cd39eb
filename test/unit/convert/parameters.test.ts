import { NodeHelpers, type INode, type INodeParameters } from 'n8n-workflow';

import { convertWorkflow, type JsonObject } from '../../../convert';
import { HeyGen } from '../../../nodes/HeyGen/HeyGen.node';
import { cases } from '../../convert/cases';
import { ownNodes } from './workflows';

const { description } = new HeyGen();

/** The next version's option, of which this one may not know yet. */
const isKnown = JSON.stringify(description.properties).includes('whenTimeIsUp');
const expected = (node: JsonObject): JsonObject => {
	const parameters = node.parameters as JsonObject;
	const { whenTimeIsUp, ...options } = (parameters.options ?? {}) as JsonObject;
	return isKnown || whenTimeIsUp === undefined ? parameters : { ...parameters, options };
};

/** What n8n keeps of the parameters that it is given: names that the node does not have are dropped. */
const kept = (node: JsonObject): INodeParameters | null =>
	NodeHelpers.getNodeParameters(
		description.properties,
		node.parameters as INodeParameters,
		true,
		false,
		node as unknown as INode,
		description,
	);

it('would notice a parameter that the node does not have', () => {
	const [node] = ownNodes(convertWorkflow(cases[0]?.workflow).workflow);
	const parameters = { ...(node?.parameters as JsonObject), avatarID: 'a' };
	expect(kept({ ...node, parameters })).not.toHaveProperty('avatarID');
	expect(kept({ ...node, parameters })).toHaveProperty('avatarId');
});

describe.each(cases.filter(({ ends }) => typeof ends !== 'object'))('$name', ({ workflow }) => {
	it.each(
		ownNodes(convertWorkflow(workflow).workflow).map((node) => [String(node.name), node] as const),
	)('%s has parameters of the node, and no others', (_name, node) => {
		expect(kept(node)).toMatchObject(expected(node));
		const { resource, operation } = node.parameters as JsonObject;
		const operations = description.properties.filter(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes(String(resource)),
		);
		const values = operations.flatMap(({ options }) =>
			(options ?? []).map((option) => ('value' in option ? option.value : '')),
		);
		expect(values).toContain(operation);
	});
});
