import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { resources } from '../../../nodes/HeyGen/resources';
import type { Resource } from '../../../nodes/HeyGen/operation/operation';
import type { JobKind } from '../../simulator/jobs/kinds';
import type { Bench } from './bench';
import { waitingFor } from './parking';
import type { Waiting } from './waiting';

export type ResourceName = keyof typeof resources;

interface Begun {
	resource: ResourceName;
	kind: JobKind;
}

/** What the create of each would have put down, as far as its end needs it. */
const blank: Partial<Record<JobKind, IDataObject>> = {
	backgroundRemoval: { _layers: ['foreground'] },
	image: { num_images: 1 },
	look: { group_id: 'group', avatar_type: 'photo_avatar' },
};
/** Begun by somebody else; the ID of the job, and the one to wait for. */
export function begun(here: Bench, { resource, kind }: Begun): { job: string; id: string } {
	const group_id = `group-${here.simulator.jobs.length}`;
	const job = here.simulator.beginJob(kind, {
		...blank[kind],
		...(kind === 'look' && { group_id }),
	});
	if (resource !== 'avatar') return { job, id: job };
	here.simulator.put('avatars', {
		id: group_id,
		status: 'processing',
		error: null,
		looks_count: 1,
	});
	return { job, id: group_id };
}

/** The parameter that takes the ID. */
const nameOf = (resource: ResourceName, operation = 'wait'): string => {
	const { operations }: Resource = resources[resource];
	return operations[operation]?.fields[0]?.property.name ?? '';
};
interface More {
	options?: INodeParameters;
	node?: Partial<INode>;
	operation?: string;
	executionOrder?: 'v0' | 'v1';
	mode?: 'trigger' | 'manual';
}
/** `Wait` with an ID for each item; not begun. */
export const waitFor = (
	here: Bench,
	resource: ResourceName,
	ids: string[],
	{ options = {}, operation = 'wait', ...more }: More = {},
): Waiting =>
	waitingFor(here, resource, operation, {
		items: ids.map((id): IDataObject => ({ id })),
		parameters: {
			[nameOf(resource, operation)]: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			options,
		},
		// Where what is made would have a callback.
		webhookUrl: 'https://n8n.acme.com',
		...more,
	});
export const parkedFor = async (...wanted: Parameters<typeof waitFor>): Promise<Waiting> => {
	const waiting = waitFor(...wanted);
	const run = await waiting.start();
	expect(run.data.resultData.error?.message).toBeUndefined();
	expect(waiting.isParked).toBe(true);
	return waiting;
};
