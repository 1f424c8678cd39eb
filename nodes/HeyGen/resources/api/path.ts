import { unfit } from '../../operation/fields/invalidInput';

/**
 * The path behind the Base URL, to which alone the key is sent.
 * @param entered a path, or the whole address of one @throws InvalidInput for what leads elsewhere
 */
export function pathUnder(baseUrl: string, entered: string): string {
	const rest = entered.startsWith(`${baseUrl}/`) ? entered.slice(baseUrl.length) : entered;
	const path = /^v\d+\//.test(rest) ? `/${rest}` : rest;
	if (/^\/(?![/\\])[^\\#\s]*$/.test(path) && isUnder(baseUrl, path)) return path;
	throw unfit('Path', `is '${entered}', and has to be a path of the HeyGen API such as /v3/videos`);
}

/** Also with '..' in it, encoded or not, however often. */
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
