import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether HeyGen signed these bytes. Never throws; an empty secret is false.
 * @param rawBody as received, never JSON parsed and written again
 * @param signature 64 hex characters
 * @param secret the whole text that HeyGen gave, `whsec_` included
 * Source: heygen-api/webhooks.md section 5
 */
export function isSigned(rawBody: Buffer, signature: string, secret: string): boolean {
	if (secret === '') return false;
	// Compared as text: Buffer.from(…, 'hex') would stop at the first bad character and pass the rest.
	const sent = Buffer.from(signature.toLowerCase(), 'utf8');
	const ours = Buffer.from(createHmac('sha256', secret).update(rawBody).digest('hex'), 'utf8');
	return sent.length === ours.length && timingSafeEqual(sent, ours);
}

/** A delivery's headers under lower-case names, as Node.js gives them. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The value of a header; undefined when it is missing, empty or came twice. */
export function headerOf(headers: Headers, name: string): string | undefined {
	const value = headers[name];
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Both names are seen in the wild, in both generations: what came, HeyGen's own prefix first. */
export const signaturesOf = (headers: Headers): string[] =>
	['heygen-signature', 'signature'].flatMap((name) => headerOf(headers, name) ?? []);
