import type { CanvasNode } from './canvas';
import type { Built } from './calls/call';
import type { Call, Pipeline } from './pipeline/find';
import { callbackUrlOf } from './calls/video';
import { objectIn } from './canvas';
import { idOf } from './notes';
import type { Json, JsonObject } from './read/value';

const ownType = 'n8n-nodes-heygen-events.heyGen';

/** What n8n keeps of a node beside its parameters, and what means the same afterwards. */
const kept = [
	'id',
	'disabled',
	'notes',
	'notesInFlow',
	'executeOnce',
	'alwaysOutputData',
	'onError',
	'continueOnFail',
];

/** The node of this package in place of an old call. */
export function ownNode(
	node: CanvasNode,
	built: Built,
	onError?: 'continueErrorOutput',
): JsonObject {
	const { raw } = node;
	const its = Object.fromEntries(
		kept.flatMap((key): Array<[string, Json]> => (raw[key] === undefined ? [] : [[key, raw[key]]])),
	);
	if (onError !== undefined) delete its.continueOnFail;
	return {
		parameters: {
			authentication: 'apiKey',
			resource: built.resource,
			operation: built.operation,
			...built.parameters,
		},
		...its,
		name: node.name,
		type: ownType,
		typeVersion: 1,
		position: raw.position ?? [0, 0],
		...(onError !== undefined && { onError }),
	};
}

/** What a create becomes: it waits where the old workflow asked. */
export function pipelineNode(pipeline: Pipeline, made: Built): { raw: JsonObject; built: Built } {
	const { create, statuses, failed, waitMinutes } = pipeline;
	if (statuses.length === 0) return aloneNode(create, made);
	const options: JsonObject = {
		whenTimeIsUp: 'error',
		...(waitMinutes !== undefined && { waitMinutes }),
	};
	const built = { ...made, parameters: { ...made.parameters, options } };
	const raw = ownNode(create.node, built, failed.length > 0 ? 'continueErrorOutput' : undefined);
	if (statuses.some((each) => each.raw.disabled === true)) raw.disabled = true;
	built.notes.push(...notesOf(pipeline));
	return { raw, built };
}

function aloneNode(create: Call, made: Built): { raw: JsonObject; built: Built } {
	const url = callbackUrlOf(create.request);
	const parameters = {
		...made.parameters,
		...(url.callbackUrl !== undefined && {
			additionalFields: { ...objectIn(made.parameters.additionalFields), ...url },
		}),
	};
	const built = { ...made, operation: create.type.alone ?? made.operation, parameters };
	built.notes.push(
		url.callbackUrl === undefined
			? 'Nobody here fetches the video: choose the operation … and Wait, or start another workflow with HeyGen Trigger.'
			: 'HeyGen goes on calling the address in Callback URL. HeyGen Trigger in its place checks what comes, and needs no address; … and Wait needs no second part at all.',
	);
	return { raw: ownNode(create.node, built), built };
}

function notesOf(pipeline: Pipeline): string[] {
	const { create, isLoop, isRepeated, waitMinutes, failed, statuses } = pipeline;
	const minutes = waitMinutes === 1 ? 'a minute' : `${waitMinutes ?? 60} minutes`;
	const notes = [
		failed.length > 0
			? `After ${minutes}, and when HeyGen fails, the error output goes on.`
			: `After ${minutes}, and when HeyGen fails, the node ends with an error. On Error and When Time Is Up change that.`,
	];
	if (isRepeated)
		notes.push('A video that failed was made anew. It no longer is, for each try is billed.');
	if (!isLoop)
		notes.unshift(
			'The video was asked for once, ready or not. Now what follows gets it when it is ready.',
		);
	if (callbackUrlOf(create.request).callbackUrl !== undefined) {
		notes.push(
			'HeyGen no longer calls the callback_url of before: the node itself hears when the video is ready.',
		);
	}
	const again = [create.node, ...statuses].some((each) => each.raw.retryOnFail === true);
	if (again)
		notes.push(
			'Retry On Fail is off: the node itself tries again where that makes no second video.',
		);
	return notes;
}

/** Joins several creates again under the name of their status node. */
export const jointOf = ({ name, raw }: CanvasNode): JsonObject => ({
	parameters: {},
	...(raw.id !== undefined && { id: raw.id }),
	name,
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: raw.position ?? [0, 0],
});

/** Lets the first entry of a list through, for what follows is to run once. */
export const onceOf = (name: string, { position: [x, y] }: CanvasNode): JsonObject => ({
	parameters: {},
	id: idOf(name),
	name,
	type: 'n8n-nodes-base.limit',
	typeVersion: 1,
	position: [x + 112, y + 112],
});
