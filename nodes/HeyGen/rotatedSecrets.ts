import { cap } from './shared/cap';

/** The newest secret of each endpoint that an action node of this process rotated. */
const rotated = new Map<string, { secret: string; atMs: number }>();
const mostRotated = 1_000;

/** Called by the action node, so that a trigger on this endpoint uses the new secret at once. */
export function noteRotated(baseUrl: string, endpointId: string, secret: string): void {
	rotated.set(JSON.stringify([baseUrl, endpointId]), { secret, atMs: Date.now() });
	cap(rotated, mostRotated);
}

export const rotatedSecret = (
	baseUrl: string,
	endpointId: string,
): { secret: string; atMs: number } | undefined =>
	rotated.get(JSON.stringify([baseUrl, endpointId]));
