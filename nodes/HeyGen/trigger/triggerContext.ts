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

/** What n8n calls a trigger node with. */
export type N8n = IExecuteFunctions | IHookFunctions | IPollFunctions | IWebhookFunctions;

/**
 * One call of n8n's to a trigger node: made at each of n8n's entrances, and handed down. What it reads
 * of the node it reads once.
 */
export class Trigger<Context extends N8n = N8n> {
	readonly node: INode;
	/** Tells the nodes of one workflow apart, also two that share an id by mistake. */
	readonly scope: string;
	readonly memory: ProcessMemory;
	/** In a test run a person sends the same event again and again. */
	readonly isTest: boolean;
	/** An imported or copied workflow may carry another one's static data. */
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
	/** The chosen event types; null for every event. @throws NodeOperationError when none is chosen */
	get types(): string[] | null {
		this.readTypes ??= { types: readEvents(this.node, this.parameter('events', [])) };
		return this.readTypes.types;
	}

	/** 'Receive Events': nothing is registered at HeyGen, it is asked. */
	get isPolling(): boolean {
		return this.parameter('receive', 'webhook') === 'polling';
	}

	/** As it is at this moment: a hook and a poll may run side by side. */
	get stored(): Stored {
		return readStored(this.global, this.scope, this.owner);
	}

	/** The newest state of this node's endpoint; undefined when there is none. */
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

	/** Only hooks and polls may, and what runs in the process of a poll. @param changes what is undefined is removed */
	store(changes: Stored): void {
		if ('endpoint' in changes) this.memory.endpoint = changes.endpoint;
		writeStored(this.global, this.scope, this.owner, { ...this.stored, ...changes });
	}
}
