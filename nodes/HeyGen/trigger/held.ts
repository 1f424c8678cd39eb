import { without } from '../narrow';
import type { Context } from './identity';
import { memoryOf, rotatedSecret } from './memory';
import { readStored, writeStored, type Held } from './stored';

/** Also what another owner left in copied static data. */
export function forgetEndpoint(context: Context): void {
	memoryOf(context).held = undefined;
	writeStored(context, without(readStored(context), 'endpoint'));
}

/** Remembers the endpoint in this process and in static data. */
export function hold(context: Context, held: Held): void {
	memoryOf(context).held = held;
	writeStored(context, { ...readStored(context), endpoint: held });
}

/** The newest state of this node's endpoint; undefined when none is held. Only reads. */
export function heldEndpoint(context: Context): Held | undefined {
	const saved = readStored(context).endpoint;
	const here = memoryOf(context).held;
	const held =
		here !== undefined && here.registeredAtMs >= (saved?.registeredAtMs ?? 0) ? here : saved;
	if (held === undefined) return undefined;
	const told = rotatedSecret(held.baseUrl, held.endpointId);
	return told !== undefined && told.atMs > held.registeredAtMs
		? { ...held, secret: told.secret, registeredAtMs: told.atMs }
		: held;
}

/** Whether other processes, which read static data, verify with this secret too. */
export const isSaved = (context: Context, { secret }: Held): boolean =>
	readStored(context).endpoint?.secret === secret;
