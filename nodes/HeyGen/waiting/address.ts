/** The end of the address that HeyGen calls: a Wait node behind this one listens at another. */
export const callbackPath = 'heygen';

/**
 * Where HeyGen calls for one item. n8n's own token stands in it already.
 * @param resumeUrl n8n's address of this execution
 * @param wait see parked.ts
 */
export function callbackUrl(resumeUrl: string, wait: string, item: number): string {
	const url = new URL(resumeUrl);
	url.pathname = `${url.pathname.replace(/\/+$/, '')}/${callbackPath}`;
	url.searchParams.set('wait', wait);
	url.searchParams.set('item', String(item));
	return url.href;
}
