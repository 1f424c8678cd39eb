import type { Reply } from '../http/reply';
import type { World } from '../state/world';
import { callerOf } from './auth';
import { ApiError, errorReply, noRoute } from './errors';
import { authorize, token } from './oauth';
import { generationOf } from './route';
import type { ApiRequest, Route } from './route';
import { v1Routes } from './v1';
import { v3Routes } from './v3';
import { v3EndpointRoutes } from './v3Endpoints';
import { v3ReadRoutes } from './v3Reads';

const routes: readonly Route[] = [...v1Routes, ...v3EndpointRoutes, ...v3ReadRoutes, ...v3Routes];

export type IncomingCall = Omit<ApiRequest, 'id' | 'ids' | 'caller'>;
export type Pause = () => Promise<void>;

/** Carries out one API request; `pause` runs while the operation counts as being under way. */
export async function dispatch(world: World, call: IncomingCall, pause: Pause): Promise<Reply> {
	const name = `${call.method} ${call.path}`;
	if (name === 'POST /v1/oauth/token' || name === 'GET /oauth/authorize') {
		await pause();
		return call.method === 'POST' ? token(world, call) : authorize(world, call.query);
	}
	return await answering(call.path, async () => await operate(world, call, pause));
}

async function operate(world: World, call: IncomingCall, pause: Pause): Promise<Reply> {
	const route = routes.find((each) => each.method === call.method && each.path.test(call.path));
	if (!route) throw noRoute(call.method, call.path);
	const caller = callerOf(world, call.headers, generationOf(call.path));
	const ids = (route.path.exec(call.path) ?? []).slice(1).map(decodeURIComponent);
	const work = async (): Promise<Reply> =>
		await answering(call.path, async () => {
			await pause();
			return await route.handle(world, { ...call, id: ids[0] ?? '', ids, caller });
		});
	if (!route.idempotent) return await work();
	const key = call.headers['idempotency-key'];
	return await world.idempotency.run(key?.toString(), `${call.method} ${call.path}`, work);
}

/** Puts refusals into the words of the generation that was asked. */
async function answering(path: string, work: () => Promise<Reply>): Promise<Reply> {
	try {
		return await work();
	} catch (error) {
		const known =
			error instanceof ApiError ? error : new ApiError(500, 'internal_error', String(error));
		return errorReply(known, generationOf(path));
	}
}
