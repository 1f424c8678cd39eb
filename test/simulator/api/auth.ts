import type { World } from '../state/world';
import type { Generation, HeaderMap } from '../types';
import { unauthorized } from './errors';
import type { Caller } from './route';

/** Both generations take the key; only v3 takes a bearer token. */
export function callerOf(world: World, headers: HeaderMap, form: Generation): Caller {
	const key = headers['x-api-key'];
	if (key !== undefined) {
		if (key === world.settings.apiKey) return 'key';
		throw unauthorized();
	}
	const token = /^Bearer (\S+)$/i.exec(headers['authorization']?.toString() ?? '')?.[1];
	if (form === 'v3' && token !== undefined && world.tokens.accepts(token)) return 'token';
	throw unauthorized();
}
