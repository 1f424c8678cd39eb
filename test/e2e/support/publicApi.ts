import type { Session } from './session';

interface ApiKey {
	rawApiKey: string;
}

/** Asks n8n's public API as whoever is logged in, with a key that has these scopes. */
export async function publicApi(session: Session, scopes: string[]) {
	const body = { label: 'Reader', scopes, expiresAt: null };
	const { rawApiKey } = await session.call<ApiKey>('POST', '/api-keys', { body });
	const headers = { 'X-N8N-API-KEY': rawApiKey };
	return async (path: string) => await session.raw('GET', `/api/v1${path}`, { headers });
}
