/** The end of the address that HeyGen calls: a Wait node behind this one listens at another. */
export const callbackPath = 'heygen';

/**
 * Where HeyGen calls for one item of a parked execution. n8n's own token stands in it already.
 * @param resumeUrl n8n's address of this execution
 * @param wait see waiting/parked.ts
 * @throws TypeError where that is no URL
 */
export function ownCallback(resumeUrl: string, wait: string, item: number): string {
	const url = new URL(resumeUrl);
	url.pathname = `${url.pathname.replace(/\/+$/, '')}/${callbackPath}`;
	url.searchParams.set('wait', wait);
	url.searchParams.set('item', String(item));
	return url.href;
}

/** Whoever has such an address may go on with a later Wait node of the execution. */
export function isOwnCallback(value: unknown): boolean {
	if (typeof value !== 'string' || !URL.canParse(value)) return false;
	const { pathname, searchParams: query } = new URL(value);
	return pathname.endsWith(`/${callbackPath}`) && query.has('wait') && query.has('item');
}
