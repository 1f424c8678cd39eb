import { sleep } from 'n8n-workflow';

import { waitMs, type Patience } from '../patience';
import { errnoOf } from '../thrown';
import { isConnectionErrno, unreachedBy } from '../unreached';
import { FileError } from './fileError';
import { openFile, type FileSource, type OpenFile } from './open';

/**
 * Fetches a file with the patience of any other GET, as often from the start as that allows.
 * @param store reads the whole body
 * @throws FileError
 */
export async function fetchFile<Stored>(
	source: FileSource,
	patience: Patience,
	link: string,
	store: (file: OpenFile) => Promise<Stored>,
): Promise<Stored> {
	const giveUpAtMs = Date.now() + patience.totalMs;
	for (let attempt = 1; ; attempt++) {
		try {
			return await fetchOnce(source, link, store);
		} catch (error) {
			const failure = asFileError(error, source);
			const wait = waitMs(attempt, failure.retryAfterSeconds);
			const isInTime = wait <= patience.longestWaitMs && Date.now() + wait < giveUpAtMs;
			if (failure.reason !== 'passing' || attempt >= patience.attempts || !isInTime) throw failure;
			source.context.logger.debug(`A file could not be fetched yet: ${failure.message}`);
			await sleep(wait);
		}
	}
}

async function fetchOnce<Stored>(
	source: FileSource,
	link: string,
	store: (file: OpenFile) => Promise<Stored>,
): Promise<Stored> {
	const file = await openFile(source, link);
	let broken: unknown;
	file.body.once('error', (error: unknown) => (broken = error));
	try {
		return await store(file);
	} catch (error) {
		file.end();
		throw whileStoring(error, broken);
	}
}

/** What fails while a file is stored is the host's doing only when the connection says so. */
function whileStoring(error: unknown, broken: unknown): unknown {
	if (broken instanceof FileError || isConnectionErrno(errnoOf(broken))) return broken;
	return new FileError('unstored', error instanceof Error ? error.message : String(error));
}

function asFileError(error: unknown, { silenceMs }: FileSource): FileError {
	if (error instanceof FileError) return error;
	const errno = errnoOf(error);
	if (errno === 'ECONNABORTED' || errno === 'ETIMEDOUT') {
		return new FileError('silent', `its host did not answer within ${silenceMs / 1_000} s`);
	}
	if (errno !== undefined && isConnectionErrno(errno)) {
		const { what } = unreachedBy(errno);
		return new FileError('passing', `its host could not be reached: ${what} (${errno})`);
	}
	const words = error instanceof Error ? error.message : String(error);
	return new FileError('forbidden', `n8n did not fetch it: ${words}`);
}
