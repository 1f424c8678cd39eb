/** The end of the address that HeyGen calls. A later Wait node listens at another one. */
export const callbackPath = 'heygen';

/**
 * The address that HeyGen calls for one item of a parked execution. It already has n8n's own token.
 * @param resumeUrl n8n's address of this execution
 * @param wait see waiting/parked.ts
 * @throws TypeError if that is not a URL
 */
export function ownCallback(resumeUrl: string, wait: string, item: number): string {
	const url = new URL(resumeUrl);
	url.pathname = `${url.pathname.replace(/\/+$/, '')}/${callbackPath}`;
	url.searchParams.set('wait', wait);
	url.searchParams.set('item', String(item));
	return url.href;
}

/** Anyone who has such an address can resume a later Wait node of the execution. */
export function isOwnCallback(value: unknown): boolean {
	if (typeof value !== 'string' || !URL.canParse(value)) return false;
	const { pathname, searchParams: query } = new URL(value);
	return pathname.endsWith(`/${callbackPath}`) && query.has('wait') && query.has('item');
}
