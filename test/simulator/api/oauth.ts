import { createHash } from 'crypto';
import { formBody } from '../http/body';
import type { Reply } from '../http/reply';
import type { World } from '../state/world';
import type { ApiRequest } from './route';

const EXPIRES_S = 864_000;

const refuse = (error: string): Reply => ({
	status: 400,
	body: { error, error_description: 'The simulator does not take this request.' },
});

const bearer = (access_token: string) => ({
	token_type: 'Bearer',
	access_token,
	expires_in: EXPIRES_S,
});

const s256 = (verifier: string): string =>
	createHash('sha256').update(verifier).digest('base64url');

/** The page where a user would agree; this one agrees at once and sends the browser back. */
export function authorize(world: World, query: URLSearchParams): Reply {
	const clientId = query.get('client_id');
	const redirectUri = query.get('redirect_uri');
	const challenge = query.get('code_challenge');
	const fine =
		query.get('response_type') === 'code' && query.get('code_challenge_method') === 'S256';
	if (!clientId || !redirectUri || !challenge || !fine || !URL.canParse(redirectUri)) {
		return refuse('invalid_request');
	}
	const back = new URL(redirectUri);
	back.searchParams.set('code', world.tokens.newCode({ clientId, redirectUri, challenge }));
	back.searchParams.set('state', query.get('state') ?? '');
	return { status: 302, body: '', headers: { Location: back.href } };
}

/** POST /v1/oauth/token: a public client, which names itself in the form. */
export function token(world: World, request: Pick<ApiRequest, 'headers' | 'raw'>): Reply {
	const form = formBody(request.headers, request.raw);
	if (!form) return refuse('invalid_request');
	if (!form.get('client_id')) return refuse('invalid_client');
	switch (form.get('grant_type')) {
		case 'authorization_code':
			return byCode(world, form);
		case 'refresh_token':
			return byRefresh(world, form);
		default:
			return refuse('unsupported_grant_type');
	}
}

function byCode(world: World, form: URLSearchParams): Reply {
	const grant = world.tokens.useCode(form.get('code') ?? '');
	const fits =
		grant?.clientId === form.get('client_id') &&
		grant?.redirectUri === form.get('redirect_uri') &&
		grant?.challenge === s256(form.get('code_verifier') ?? '');
	if (!grant || !fits) return refuse('invalid_grant');
	const refresh_token = world.tokens.newRefresh();
	return { status: 200, body: { ...bearer(world.tokens.newAccess()), refresh_token } };
}

/** Gives no new refresh token: the client has to keep the one it used. */
function byRefresh(world: World, form: URLSearchParams): Reply {
	if (!world.tokens.refreshes(form.get('refresh_token') ?? '')) return refuse('invalid_grant');
	return { status: 200, body: bearer(world.tokens.newAccess()) };
}
