import type { JsonObject, Workflow } from '../../../convert';
import { create, iff, setup, start, status, wait } from '../../convert/nodes';

export const listOf = (value: unknown): JsonObject[] =>
	Array.isArray(value) ? (value as JsonObject[]) : [];

export const nodesOf = (workflow: Workflow | Workflow[]): JsonObject[] =>
	listOf((workflow as Workflow).nodes);

export const ownNodes = (workflow: Workflow | Workflow[]): JsonObject[] =>
	nodesOf(workflow).filter(({ type }) => type === 'n8n-nodes-heygen-events.heyGen');

export const noteTexts = (workflow: Workflow | Workflow[]): string[] =>
	nodesOf(workflow)
		.filter(({ type }) => type === 'n8n-nodes-base.stickyNote')
		.map(({ parameters }) => String((parameters as JsonObject).content));

/** Names of links' ends that are no nodes. */
export function looseEnds(workflow: Workflow): string[] {
	const names = new Set(nodesOf(workflow).map(({ name }) => String(name)));
	const ends = Object.entries((workflow.connections ?? {}) as JsonObject).flatMap(
		([from, outputs]) => [
			from,
			...(Object.values(outputs as JsonObject).flat(2) as unknown as JsonObject[]).map(({ node }) =>
				String(node),
			),
		],
	);
	return ends.filter((name) => !names.has(name));
}

/** A video that is made, and asked for until it is finished; what follows is linked behind it. */
export const asking = (): JsonObject[] => [start(), setup(), create(), wait(), status(), iff()];
export const askingLine = 'Start > Setup > Create Video > Wait > Get Status > If';
