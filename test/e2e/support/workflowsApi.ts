import { chosenVersion } from './install';
import type { ManualRun, PublicationStatus, StoredWorkflow, WorkflowBody } from './restTypes';
import { RestError, type Session } from './session';
import { until } from './until';
import { testUrl } from './workflows';

// n8n tries an activation five times, 1/2/4/8 s apart
const publishLimitMs = 90_000;

const isOld = (): boolean => /^(1|2\.1?\d)\./.test(chosenVersion() ?? '');
const isFirst = (): boolean => chosenVersion()?.startsWith('1.') === true;

/** Older versions answer an activation after the hooks, and have no status to ask for. */
function afterwards(reason: unknown): PublicationStatus {
	if (!(reason instanceof RestError) || reason.status !== 404) throw reason;
	return { status: 'published', liveVersionId: null, pendingVersionId: null, triggers: [] };
}

export class WorkflowsApi {
	constructor(private readonly session: Session) {}

	async create(body: WorkflowBody): Promise<StoredWorkflow> {
		// n8n 1.x wants to be told
		const switched = isFirst() ? { active: false } : {};
		return await this.session.call('POST', '/workflows', { body: { ...switched, ...body } });
	}

	async get(id: string): Promise<StoredWorkflow> {
		return await this.session.call('GET', `/workflows/${id}`);
	}

	/** Changes the draft; what runs changes with publish(). */
	async update(id: string, body: Partial<WorkflowBody>): Promise<StoredWorkflow> {
		const { versionId } = await this.get(id);
		return await this.session.call('PATCH', `/workflows/${id}`, { body: { ...body, versionId } });
	}

	/** Answers before n8n has called the trigger's hooks: waitPublished() tells how that ended. */
	async publish(id: string): Promise<StoredWorkflow> {
		const { versionId } = await this.get(id);
		return await this.session.call('POST', `/workflows/${id}/activate`, { body: { versionId } });
	}

	async publicationStatus(id: string): Promise<PublicationStatus> {
		const path = `/workflows/${id}/publication-status`;
		return await this.session
			.call<PublicationStatus>('GET', path)
			.catch((reason: unknown) => afterwards(reason));
	}

	/** Whatever the end is, it is returned. n8n reads it in two queries, so it is said twice. */
	async waitSettled(id: string, timeoutMs = publishLimitMs): Promise<PublicationStatus> {
		let before = '';
		return await until(
			`the publication of workflow ${id}`,
			async () => {
				const now = await this.publicationStatus(id);
				const isTwice = now.status === before;
				before = now.status;
				return isTwice && now.status !== 'in_progress' ? now : undefined;
			},
			{ timeoutMs },
		);
	}

	/** @throws RestError with the message that a user reads when n8n could not activate a trigger */
	async waitPublished(id: string, timeoutMs = publishLimitMs): Promise<PublicationStatus> {
		const status = await this.waitSettled(id, timeoutMs);
		if (status.status !== 'published') {
			const messages = status.triggers
				.map(({ errorMessage }) => errorMessage ?? '')
				.filter(Boolean);
			throw new RestError(0, messages.join('\n') || status.status, status);
		}
		return status;
	}

	async activate(id: string, timeoutMs = publishLimitMs): Promise<PublicationStatus> {
		await this.publish(id);
		return await this.waitPublished(id, timeoutMs);
	}

	/** Resolves when the trigger's delete() has been called. */
	async deactivate(id: string): Promise<void> {
		await this.session.call('POST', `/workflows/${id}/deactivate`, { body: {} });
		await this.waitSettled(id);
	}

	/** Calls delete() of an active workflow's triggers, as deactivating does. */
	async archive(id: string): Promise<void> {
		await this.session.call('POST', `/workflows/${id}/archive`, { body: {} });
		await this.waitSettled(id);
	}

	/** n8n deletes archived workflows only. */
	async remove(id: string): Promise<void> {
		await this.archive(id);
		await this.session.call('DELETE', `/workflows/${id}`);
	}

	/** In the draft, as the editor does: connections follow the name. */
	async renameNode(id: string, from: string, to: string): Promise<StoredWorkflow> {
		const { nodes, connections } = await this.get(id);
		const renamed = (name: string): string => (name === from ? to : name);
		const text = JSON.stringify(connections, (key, value: unknown) =>
			key === 'node' && typeof value === 'string' ? renamed(value) : value,
		);
		const entries = Object.entries(JSON.parse(text) as typeof connections);
		return await this.update(id, {
			nodes: nodes.map((node) => ({ ...node, name: renamed(node.name) })),
			connections: Object.fromEntries(entries.map(([name, value]) => [renamed(name), value])),
		});
	}

	/** "Execute workflow" from a trigger; with a webhook trigger n8n then listens on testUrl(). */
	async run(id: string, trigger: string): Promise<ManualRun> {
		// older versions run what the editor holds rather than what is saved
		const held = isOld() ? { workflowData: await this.get(id) } : {};
		return await this.session.call('POST', `/workflows/${id}/run`, {
			body: { ...held, triggerToStartFrom: { name: trigger } },
		});
	}

	/** Resolves when n8n has called delete(); it answers before. */
	async stopListening(workflow: Pick<StoredWorkflow, 'id' | 'nodes'>): Promise<void> {
		await this.session.call('DELETE', `/test-webhook/${workflow.id}`);
		const path = testUrl('', workflow);
		// with an Origin n8n looks whether anybody listens
		const headers = { origin: 'http://127.0.0.1' };
		await until(`the end of listening on ${path}`, async () => {
			const { status } = await this.session.raw('OPTIONS', path, { headers });
			return status === 404 ? true : undefined;
		});
	}
}
