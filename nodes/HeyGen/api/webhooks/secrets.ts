/**
 * The newest secret of each endpoint that HeyGen told this process. n8n saves static data only
 * when a hook or an execution has ended, and a rotation by the action node is not the trigger's:
 * until it has saved what it knows, the trigger finds it here.
 */
const told = new Map<string, { secret: string; atMs: number }>();
const most = 1_000;

export function rememberSecret(baseUrl: string, endpointId: string, secret: string): void {
	const key = `${baseUrl} ${endpointId}`;
	if (told.get(key)?.secret === secret) return;
	told.delete(key);
	told.set(key, { secret, atMs: Date.now() });
	for (const oldest of told.keys()) {
		if (told.size <= most) break;
		told.delete(oldest);
	}
}

/** The secret and when HeyGen told it (ms since 1970). */
export const toldSecret = (
	baseUrl: string,
	endpointId: string,
): { secret: string; atMs: number } | undefined => told.get(`${baseUrl} ${endpointId}`);
