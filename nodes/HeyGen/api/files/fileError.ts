import { isConnectionErrno, unreachedBy } from '../networkErrors';
import { errnoOf } from '../fromThrown';

/**
 * Why there is no file:
 * - `dead`: the link has no file, another link may
 * - `passing`: the host is busy, or the connection broke
 * - `silent`: the host stopped sending, and the caller has waited long enough
 * - `forbidden`: files may not come from where the link leads
 * - `unstored`: the file came, but n8n could not store it
 */
export type FileReason = 'dead' | 'passing' | 'silent' | 'forbidden' | 'unstored';

/** A file that was not fetched. The message is half a sentence about its host or link. */
export class FileError extends Error {
	constructor(
		readonly reason: FileReason,
		message: string,
		readonly answered: { status?: number; retryAfterSeconds?: number | undefined } = {},
	) {
		super(message);
	}
}

const timeOuts = ['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT'];
const closed = ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'];

/** Turns any error of a download into a FileError, and says whether the host caused it. */
export function fileErrorOf(error: unknown, silenceMs: number): FileError {
	if (error instanceof FileError) return error;
	const errno = errnoOf(error) ?? '';
	if (timeOuts.includes(errno)) {
		return new FileError('silent', `its host did not answer within ${silenceMs / 1_000} s`);
	}
	if (closed.includes(errno)) {
		return new FileError('passing', `its host closed the connection too early (${errno})`);
	}
	if (isConnectionErrno(errno)) {
		const { what } = unreachedBy(errno);
		return new FileError('passing', `its host could not be reached: ${what} (${errno})`);
	}
	const words = error instanceof Error ? error.message : String(error);
	return new FileError('forbidden', `n8n did not send the request: ${words}`);
}
