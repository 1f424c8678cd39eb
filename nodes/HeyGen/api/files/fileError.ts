/**
 * Why there is no file:
 * - `dead`: the link leads to no file, another one may
 * - `passing`: the host is busy, or the connection broke
 * - `silent`: the host stopped sending; whoever waited has waited long enough
 * - `forbidden`: the link leads to where no file may come from
 * - `unstored`: the file came, but n8n could not store it
 */
export type FileReason = 'dead' | 'passing' | 'silent' | 'forbidden' | 'unstored';

/** A file that was not fetched. The message is half a sentence about its host or link. */
export class FileError extends Error {
	constructor(
		readonly reason: FileReason,
		message: string,
		readonly retryAfterSeconds?: number,
	) {
		super(message);
	}
}
