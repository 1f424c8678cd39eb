import type { FunctionsBase, IDataObject } from 'n8n-workflow';

import type { ApiVersion } from '../api/connection';
import { toldSecret } from '../api/webhooks/secrets';
import { isObject, textOf, textsOf } from '../narrow';

/** The endpoint at HeyGen that belongs to this trigger node, as kept in node static data. */
export interface Held {
	endpointId: string;
	secret: string;
	url: string;
	events: string[] | null;
	apiVersion: ApiVersion;
	baseUrl: string;
	/** When the secret became known, ms since 1970: of two, the newer one verifies. */
	registeredAtMs: number;
}

/** All that a node's own memory is read from: a hook, a delivery, a poll or an execution. */
export type Context = Pick<
	FunctionsBase,
	'getInstanceId' | 'getMode' | 'getNode' | 'getWorkflow' | 'getWorkflowStaticData'
>;

/**
 * What this process registered. n8n saves static data after all triggers of a workflow are up, and
 * an execution that started earlier may write an older state over it.
 */
const registered = new Map<string, Held>();

/** An imported or copied workflow may carry another one's static data. */
export const ownerOf = (context: Context): string =>
	`${context.getInstanceId()}/${context.getWorkflow().id ?? ''}`;

/** One trigger node, its test registration apart from its active one. */
export function nodeKey(context: Context): string {
	const mode = context.getMode?.() === 'manual' ? 'test' : 'active';
	return `${ownerOf(context)}/${context.getNode().id}/${mode}`;
}

function readHeld(value: unknown, owner: string): Held | undefined {
	if (!isObject(value) || value.owner !== owner) return undefined;
	const endpointId = textOf(value.endpointId);
	const secret = textOf(value.secret);
	const url = textOf(value.url);
	if (endpointId === undefined || secret === undefined || url === undefined) return undefined;
	return {
		endpointId,
		secret,
		url,
		events: textsOf(value.events) ?? null,
		apiVersion: value.apiVersion === 'v1' ? 'v1' : 'v3',
		baseUrl: textOf(value.baseUrl) ?? '',
		registeredAtMs: typeof value.registeredAtMs === 'number' ? value.registeredAtMs : 0,
	};
}

/** The newest state of this node's endpoint; undefined when none is held. Only reads. */
export function heldEndpoint(context: Context): Held | undefined {
	const saved = readHeld(context.getWorkflowStaticData('node').endpoint, ownerOf(context));
	const here = registered.get(nodeKey(context));
	const held =
		here !== undefined && here.registeredAtMs >= (saved?.registeredAtMs ?? 0) ? here : saved;
	if (held === undefined) return undefined;
	const told = toldSecret(held.baseUrl, held.endpointId);
	return told !== undefined && told.atMs > held.registeredAtMs
		? { ...held, secret: told.secret, registeredAtMs: told.atMs }
		: held;
}

/** Whether the secret is the one that was saved or registered, not one that came in between. */
export const isSaved = (context: Context, { secret }: Held): boolean =>
	registered.get(nodeKey(context))?.secret === secret ||
	readHeld(context.getWorkflowStaticData('node').endpoint, ownerOf(context))?.secret === secret;

/** Reassigned as a whole: n8n does not notice a change inside. */
export function hold(context: Context, held: Held): void {
	registered.set(nodeKey(context), held);
	context.getWorkflowStaticData('node').endpoint = {
		...held,
		owner: ownerOf(context),
	} as unknown as IDataObject;
}

/** Also what another owner left in copied static data. */
export function forget(context: Context): void {
	registered.delete(nodeKey(context));
	delete context.getWorkflowStaticData('node').endpoint;
}
