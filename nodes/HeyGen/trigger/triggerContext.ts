import type {
	FunctionsBase,
	IExecuteFunctions,
	IHookFunctions,
	INode,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { rotatedSecret } from '../rotatedSecrets';
import { readEvents, readOptions, type TriggerOptions } from './description/options';
import { memoryOf, type ProcessMemory } from './state/processMemory';
import { readStored, writeStored, type RegisteredEndpoint, type Stored } from './state/staticData';

/** The contexts in which n8n calls a trigger node. */
export type N8n = IExecuteFunctions | IHookFunctions | IPollFunctions | IWebhookFunctions;

/**
 * One call from n8n to a trigger node. Each entry point creates one and passes it on. Options and
 * event types are read once.
 */
export class Trigger<Context extends N8n = N8n> {
	readonly node: INode;
	/** Distinguishes the nodes of one workflow, even two that share an ID by mistake. */
	readonly scope: string;
	readonly memory: ProcessMemory;
	/** In a test run, a user sends the same event again and again. */
	readonly isTest: boolean;
	/** An imported or copied workflow may have the static data of another one. */
	private readonly owner: string;
	private readonly global: ReturnType<FunctionsBase['getWorkflowStaticData']>;

	constructor(
		readonly n8n: Context,
		readonly parameter: (name: string, fallback: unknown) => unknown,
	) {
		this.node = n8n.getNode();
		const { id, name, webhookId } = this.node;
		this.scope = JSON.stringify([id, webhookId ?? name]);
		this.owner = `${n8n.getInstanceId()}/${n8n.getWorkflow().id ?? ''}`;
		this.isTest = n8n.getMode() === 'manual';
		this.memory = memoryOf(JSON.stringify([this.owner, this.scope, this.isTest]));
		this.global = n8n.getWorkflowStaticData('global');
	}

	private readOptions: TriggerOptions | undefined;
	get options(): TriggerOptions {
		return (this.readOptions ??= readOptions(this.parameter('options', {})));
	}

	private readTypes: { types: string[] | null } | undefined;
	/**
	 * The selected event types; null = every event.
	 * @throws NodeOperationError if none is selected
	 */
	get types(): string[] | null {
		this.readTypes ??= { types: readEvents(this.node, this.parameter('events', [])) };
		return this.readTypes.types;
	}

	/** 'Receive Events: Polling'. Nothing is registered at HeyGen. */
	get isPolling(): boolean {
		return this.parameter('receive', 'webhook') === 'polling';
	}

	/** Read each time, because a hook and a poll may run at the same time. */
	get stored(): Stored {
		return readStored(this.global, this.scope, this.owner);
	}

	/** The newest state of this node's endpoint; undefined if there is none. */
	get endpoint(): RegisteredEndpoint | undefined {
		const saved = this.stored.endpoint;
		const here = this.memory.endpoint;
		const newest =
			here !== undefined && here.registeredAtMs >= (saved?.registeredAtMs ?? 0) ? here : saved;
		if (newest === undefined) return undefined;
		const told = rotatedSecret(newest.baseUrl, newest.endpointId);
		return told !== undefined && told.atMs > newest.registeredAtMs
			? { ...newest, secret: told.secret, registeredAtMs: told.atMs }
			: newest;
	}

	/**
	 * Only for hooks, polls and executions in the process of a poll.
	 * @param changes a value that is undefined is removed
	 */
	store(changes: Stored): void {
		if ('endpoint' in changes) this.memory.endpoint = changes.endpoint;
		writeStored(this.global, this.scope, this.owner, { ...this.stored, ...changes });
	}
}
