import { ICredentialsHelper } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialsExpressionResolveValues,
	ICredentialType,
	IExecuteData,
	IHttpRequestOptions,
	INode,
	INodeProperties,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { step } from './process';

export type StoredCredentials = Record<string, ICredentialDataDecryptedObject>;

/** What n8n's server does with credentials: keeps them, and carries out `authenticate`. */
export class CredentialsHelper extends ICredentialsHelper {
	constructor(
		private readonly types: () => Record<string, ICredentialType>,
		private readonly stored: StoredCredentials,
	) {
		super();
	}

	getParentTypes(name: string): string[] {
		return this.types()[name]?.extends ?? [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		options: IHttpRequestOptions,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		await step('request');
		const rule = this.types()[typeName]?.authenticate;
		if (typeof rule === 'function') return await rule(credentials, options);
		if (rule === undefined || workflow === undefined) return options;
		if (node === undefined) return options;
		const headers = Object.entries(rule.properties.headers ?? {}).map(([name, value]) => [
			name,
			workflow.expression.getSimpleParameterValue(node, String(value), 'internal', {
				$credentials: credentials,
			}),
		]);
		return { ...options, headers: { ...options.headers, ...Object.fromEntries(headers) } };
	}

	async preAuthentication(): Promise<undefined> {}

	async runPreAuthentication(): Promise<undefined> {}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_details: unknown,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		_raw?: boolean,
		values?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const stored = { ...this.stored[type] };
		if (!JSON.stringify(stored).includes('={{')) return stored;
		// Without a run there is nothing that an expression could read.
		if (values === undefined) return { ...stored, apiKey: '' };
		const { workflow, node, runExecutionData, runIndex, itemIndex, connectionInputData } = values;
		const resolved: unknown = workflow.expression.getParameterValue(
			stored as never,
			runExecutionData,
			runIndex,
			itemIndex,
			node.name,
			connectionInputData,
			mode,
			{},
			executeData,
		);
		return resolved as ICredentialDataDecryptedObject;
	}

	async updateCredentialsOauthTokenData(
		_details: unknown,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.stored[type] = { ...this.stored[type], ...data };
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('not needed here');
	}

	async updateCredentials(): Promise<void> {}

	getCredentialsProperties(): INodeProperties[] {
		return [];
	}
}
