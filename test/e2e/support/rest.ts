import type {
	INodeListSearchResult,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';

import { CredentialsApi } from './credentialsApi';
import { Executions } from './executions';
import { owner } from './owner';
import type { InstalledPackage, ParameterRequest } from './restTypes';
import { Session } from './session';
import { WorkflowsApi } from './workflowsApi';

const parameterBody = (request: ParameterRequest) => ({
	path: request.path,
	methodName: request.methodName,
	nodeTypeAndVersion: { name: request.nodeType, version: 1 },
	currentNodeParameters: request.parameters,
	credentials: request.credentials,
	...(request.filter === undefined ? {} : { filter: request.filter }),
	...(request.paginationToken === undefined ? {} : { paginationToken: request.paginationToken }),
});

/** Everything the tests ask n8n, in the words of its editor. */
export class N8nApi {
	readonly session: Session;
	readonly workflows: WorkflowsApi;
	readonly credentials: CredentialsApi;
	readonly executions: Executions;

	constructor(url: string, session = new Session(url)) {
		this.session = session;
		this.workflows = new WorkflowsApi(this.session);
		this.credentials = new CredentialsApi(this.session);
		this.executions = new Executions(this.session);
	}

	/** Logged in as the owner of a fresh n8n. */
	static async setUp(url: string): Promise<N8nApi> {
		const api = new N8nApi(url);
		await api.session.call('POST', '/owner/setup', { body: owner });
		return api;
	}

	/** Again, as after a restart with another port; the login itself survives restarts. */
	static async logIn(url: string): Promise<N8nApi> {
		const api = new N8nApi(url);
		const body = { emailOrLdapLoginId: owner.email, password: owner.password };
		await api.session.call('POST', '/login', { body });
		return api;
	}

	/** What a dropdown shows. @throws RestError as the editor does when the node's method throws */
	async options(request: ParameterRequest): Promise<INodePropertyOptions[]> {
		return await this.session.call('POST', '/dynamic-node-parameters/options', {
			body: parameterBody(request),
		});
	}

	/** What a resource locator's list shows. */
	async locatorResults(request: ParameterRequest): Promise<INodeListSearchResult> {
		return await this.session.call('POST', '/dynamic-node-parameters/resource-locator-results', {
			body: parameterBody(request),
		});
	}

	/** Settings > Community nodes. */
	async communityPackages(): Promise<InstalledPackage[]> {
		return await this.session.call('GET', '/community-packages');
	}

	async nodeTypes(prefix = ''): Promise<INodeTypeDescription[]> {
		const { data } = await this.session.raw('GET', '/types/nodes.json');
		return (data as INodeTypeDescription[]).filter(({ name }) => name.startsWith(prefix));
	}

	/**
	 * What the editor shows of a node's output before its first run; undefined when there is none.
	 * @param path as under __schema__/v1.0.0: `output` for a node without operations, else `resource/operation`
	 */
	async outputSchema(nodeType: string, path = 'output', version = '1.0.0'): Promise<unknown> {
		const address = `/schemas/${nodeType}/${version}/${path}.json`;
		const { status, data } = await this.session.raw('GET', address);
		return status === 200 ? data : undefined;
	}
}
