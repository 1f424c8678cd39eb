import type { IDataObject, INodeCredentialsDetails } from 'n8n-workflow';

import type { CredentialTest, StoredCredential } from './restTypes';
import type { Session } from './session';

export class CredentialsApi {
	constructor(private readonly session: Session) {}

	/** @returns what a node's `credentials` refers to it with */
	async create(type: string, name: string, data: IDataObject): Promise<INodeCredentialsDetails> {
		const body = { type, name, data };
		const { id } = await this.session.call<StoredCredential>('POST', '/credentials', { body });
		return { id, name };
	}

	async get(id: string): Promise<StoredCredential> {
		const query = { includeData: 'true' };
		return await this.session.call('GET', `/credentials/${id}`, { query });
	}

	async update(id: string, data: IDataObject): Promise<void> {
		const { name, type } = await this.get(id);
		await this.session.call('PATCH', `/credentials/${id}`, { body: { name, type, data } });
	}

	async remove(id: string): Promise<void> {
		await this.session.call('DELETE', `/credentials/${id}`);
	}

	/** The "Retry" of the credential's window: what it saved, tested as n8n tests it. */
	async test(id: string): Promise<CredentialTest> {
		const credentials = await this.get(id);
		return await this.session.call('POST', '/credentials/test', { body: { credentials } });
	}
}
