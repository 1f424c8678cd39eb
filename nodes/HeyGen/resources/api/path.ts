import { unfit } from '../../operation/fields/invalidInput';

/**
 * The path under the Base URL; the key must only be sent there.
 * @param entered a path, or a whole address @throws InvalidInput for an address elsewhere
 */
export function pathUnder(baseUrl: string, entered: string): string {
	const rest = entered.startsWith(`${baseUrl}/`) ? entered.slice(baseUrl.length) : entered;
	const path = /^v\d+\//.test(rest) ? `/${rest}` : rest;
	if (/^\/(?![/\\])[^\\#\s]*$/.test(path) && isUnder(baseUrl, path)) return path;
	throw unfit('Path', `is '${entered}', and has to be a path of the HeyGen API such as /v3/videos`);
}

/** Also with '..' in the path, encoded any number of times. */
function isUnder(baseUrl: string, path: string): boolean {
	const base = new URL(`${baseUrl}/`);
	const { origin, pathname } = new URL(baseUrl + path);
	return (
		origin === base.origin &&
		pathname.startsWith(base.pathname) &&
		!climbs(path.split('?')[0] ?? '')
	);
}

function climbs(path: string): boolean {
	if (/(^|[/\\])\.\.([/\\]|$)/.test(path)) return true;
	try {
		const decoded = decodeURIComponent(path);
		return decoded !== path && climbs(decoded);
	} catch {
		return false;
	}
}
