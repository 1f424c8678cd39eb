import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

const defaultScopes = 'openid profile email';

/** A HeyGen account connected through OAuth2 with PKCE. API v3 only. */
export class HeyGenEventsOAuth2Api implements ICredentialType {
	name = 'heyGenEventsOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'HeyGen Events OAuth2 API';

	icon: Icon = {
		light: 'file:../nodes/HeyGen/heyGen.svg',
		dark: 'file:../nodes/HeyGen/heyGen.dark.svg',
	};

	documentationUrl =
		'https://github.com/heygen-events/n8n-nodes-heygen-events?tab=readme-ov-file#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'pkce',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: 'https://app.heygen.com/oauth/authorize',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: 'https://api2.heygen.com/v1/oauth/token',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			description: 'HeyGen gives it out when it registers an app',
		},
		// HeyGen's clients are public: PKCE replaces the secret, and the ID is sent in the body.
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Custom Scopes',
			name: 'customScopes',
			type: 'boolean',
			default: false,
			description: 'Whether to ask for other scopes than the default ones',
		},
		{
			displayName: 'Enabled Scopes',
			name: 'enabledScopes',
			type: 'string',
			default: `${defaultScopes} webhooks:read webhooks:write`,
			description: 'Separated by spaces. The client has to be allowed to ask for them.',
			displayOptions: { show: { customScopes: [true] } },
		},
		// n8n drops a saved scope of this credential, so only a default can set one.
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: `={{$self["customScopes"] ? $self["enabledScopes"] : "${defaultScopes}"}}`,
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.heygen.com',
			placeholder: 'e.g. https://api.heygen.com',
			description: 'Change it only when requests have to go through a proxy of your own',
		},
	];
}
