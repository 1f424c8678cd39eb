import type { JsonObject } from '../../narrow';
import { firstBytes, type FileStream } from './stream';

/** Types that storage hosts, and pages in front of them, return instead of a file. */
const noFiles = /^(text\/(html|xml)|application\/(xhtml\+xml|xml|json|problem\+json))\b/i;
const markup = /^\ufeff?\s*<(!doctype|html|head|body|\?xml|error)\b/i;

/** Pictures, audio and films have an early zero byte; texts have none. */
const isText = (start: Buffer): boolean => !start.includes(0);

/**
 * A page, a message or an empty body is not the file, whatever the status says.
 * @param takesText whether the file itself is text, such as captions
 * @returns the reason; undefined for a file
 */
export async function whyNoFile(
	headers: JsonObject,
	body: FileStream,
	takesText: boolean,
): Promise<string | undefined> {
	const type = String(headers['content-type'] ?? '');
	if (noFiles.test(type)) return 'its link leads to a page or a message, not to a file';
	const start = await firstBytes(body);
	if (start.length === 0) return 'its host sent an empty answer';
	const isMessage = isText(start) && (/^text\//i.test(type) || /^\s*[<{[]/.test(start.toString()));
	if (!markup.test(start.toString()) && (takesText || !isMessage)) return undefined;
	return 'its link leads to a page or a message, not to a file';
}
