import type { Operation, Resource } from '../../operation/operation';
import { get } from '../../operation/makers';
import { puts } from '../../operation/output';

const getApiKey: Operation = {
	option: {
		name: 'Get API Key',
		action: 'Get API key',
		description: 'Retrieve the name, status and scopes of the API key in use',
	},
	fields: [],
	output: puts({
		key_id: 'text?',
		key_name: 'text?',
		status: 'text?',
		scope_mode: 'text?',
		scopes: 'texts?',
		created_at: 'text?',
		updated_at: 'text?',
		expires_at: 'text?',
	}),
	async run({ heygen, item }) {
		if (heygen.connection.credentialType === 'heyGenEventsOAuth2Api') {
			throw item.refuse(
				'There is no API key to ask about: this node signs in with OAuth2',
				"Choose 'API Key' in 'Authentication', or the operation 'Get'.",
			);
		}
		return await heygen.object({ method: 'GET', path: '/v3/api_keys/self' });
	},
};

export const user: Resource = {
	name: 'User',
	defaultOperation: 'get',
	operations: {
		get: get({
			path: '/v3/users/me',
			output: puts({
				username: 'text',
				email: 'text?',
				first_name: 'text?',
				last_name: 'text?',
				billing_type: 'text?',
				wallet: 'object?',
				subscription: 'object?',
				usage_based: 'object?',
			}),
			option: {
				action: 'Get user with credits, quota and balance',
				description: 'Retrieve the account of the credential, with its balance: credits and quota',
			},
		}),
		getApiKey,
	},
};
