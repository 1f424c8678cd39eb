import { randomUUID } from 'node:crypto';

import type { IConnections, IDataObject, INode } from 'n8n-workflow';

import type { WorkflowBody } from './restTypes';
import { fixedItem, splitOut } from './workflows';

/** n8n's own nodes, and workflows that are no chain. */

export const n8nNode = (
	type: string,
	name: string,
	typeVersion: number,
	parameters: IDataObject = {},
): INode => ({
	id: randomUUID(),
	name,
	type: `n8n-nodes-base.${type}`,
	typeVersion,
	position: [0, 0],
	parameters: parameters as INode['parameters'],
});

/** Starts a published workflow when its path is posted to. */
export const webhookNode = (name: string): INode => {
	const path = randomUUID();
	const parameters = { httpMethod: 'POST', path, options: {} };
	return { ...n8nNode('webhook', name, 2, parameters), webhookId: path };
};

/** Two nodes that put out one item for each script. */
export const scripts = (...words: string[]): INode[] => [
	fixedItem({ scripts: words.map((script) => ({ script })) }, 'Scripts'),
	splitOut('scripts', 'Items'),
];

/** From an output of a node to another node: `['Loop', 1, 'HeyGen']`. */
type Line = [from: string, output: number, to: string];

/** Nodes and the lines between them. */
export function graph(name: string, nodes: INode[], lines: Line[]): WorkflowBody {
	const connections: IConnections = {};
	for (const [from, output, to] of lines) {
		const main = (connections[from] ??= { main: [] }).main ?? [];
		while (main.length <= output) main.push([]);
		main[output]?.push({ node: to, type: 'main', index: 0 });
	}
	// n8n goes along the upper branch first
	const placed = nodes.map((one, index) => ({
		...one,
		position: [220 * index, 120 * index] as [number, number],
	}));
	return { name, nodes: placed, connections, settings: { executionOrder: 'v1' } };
}
