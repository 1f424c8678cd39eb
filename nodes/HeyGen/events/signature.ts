import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether HeyGen signed these bytes. Never throws; an empty secret is false.
 * @param rawBody as received, never JSON parsed and written again
 * @param signatures 64 hex characters each; one valid signature is enough
 * @param secret the whole text from HeyGen, including `whsec_`
 * Source: docs/facts/heygen.md#signature
 */
export function isSigned(
	rawBody: Buffer,
	signatures: string | readonly string[],
	secret: string,
): boolean {
	if (secret === '') return false;
	// Compared as text: Buffer.from(…, 'hex') would stop at the first bad character and accept the
	// rest.
	const ours = Buffer.from(createHmac('sha256', secret).update(rawBody).digest('hex'), 'utf8');
	return [signatures].flat().some((signature) => {
		const sent = Buffer.from(signature.toLowerCase(), 'utf8');
		return sent.length === ours.length && timingSafeEqual(sent, ours);
	});
}

/** A delivery's headers with lower-case names, as Node.js provides them. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The value of a header; undefined if it is missing, empty or came twice. */
export function headerOf(headers: Headers, name: string): string | undefined {
	const value = headers[name];
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** More than a proxy adds; an unsigned delivery must not cost more than others. */
const mostSignatures = 20;

/** Without `sha256=` or `sha256:`, as other services write it, and without quotes or brackets. */
const bare = (signature: string): string =>
	signature.replace(/["'`<>()[\]{}]/g, '').replace(/^[\w-]+[=:]/, '');

/**
 * Both headers were seen in both generations; HeyGen's own prefix comes first. A proxy may join a
 * repeated header into one line, with a comma, a semicolon or a blank in between.
 */
export function signaturesOf(headers: Headers): string[] {
	const sent = ['heygen-signature', 'signature'].flatMap((name) => headers[name] ?? []);
	const signatures = sent.flatMap((value) => value.split(/[\s,;]+/)).map(bare);
	return [...new Set(signatures.filter((each) => each !== ''))].slice(0, mostSignatures);
}
