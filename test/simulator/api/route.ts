import type { Reply } from '../http/reply';
import type { World } from '../state/world';
import type { Generation, HeaderMap } from '../types';

export type Caller = 'key' | 'token';

export interface ApiRequest {
	method: string;
	path: string;
	query: URLSearchParams;
	headers: HeaderMap;
	raw: Buffer;
	/** The variable part of the path, where there is one. */
	id: string;
	/** All variable parts, in their order. */
	ids: readonly string[];
	caller: Caller;
}

export interface Route {
	method: string;
	/** Matches the whole path; its groups are the ids. */
	path: RegExp;
	/** Whether an Idempotency-Key means anything here. */
	idempotent?: boolean;
	handle(world: World, request: ApiRequest): Reply | Promise<Reply>;
}

export const generationOf = (path: string): Generation => (path.startsWith('/v1/') ? 'v1' : 'v3');
