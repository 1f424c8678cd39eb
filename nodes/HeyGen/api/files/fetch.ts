import type { RetryPolicy } from '../retryPolicy';
import { retry } from '../retry';
import { errnoOf } from '../fromThrown';
import { isConnectionErrno } from '../networkErrors';
import { FileError, fileErrorOf } from './fileError';
import { openFile, type FileSource, type OpenFile } from './open';

/** A link from HeyGen may exist a moment before its file. */
const tooEarly = [403, 404];
const earlyAttempts = 4;

/**
 * Fetches a file with the retry policy of any other GET, each time from the start.
 * @param store reads the whole body, or ends the file
 * @throws FileError
 */
export async function fetchFile<Stored>(
	source: FileSource,
	{ attempts, totalMs }: RetryPolicy,
	link: string,
	store: (file: OpenFile) => Promise<Stored>,
): Promise<Stored> {
	const once = async (): Promise<Stored> => await fetchOnce(source, link, store);
	return await retry(source.context, totalMs, once, (thrown) => {
		const error = fileErrorOf(thrown, source.silenceMs);
		const { status = 0, retryAfterSeconds: afterSeconds } = error.answered;
		if (error.reason === 'passing') return { error, again: { attempts, afterSeconds } };
		const isEarly = source.isFresh === true && tooEarly.includes(status);
		return { error, again: isEarly ? { attempts: earlyAttempts } : undefined };
	});
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

/** An error while storing a file is only the host's fault if the connection broke. */
function whileStoring(error: unknown, broken: unknown): unknown {
	if (error instanceof FileError) return error;
	if (broken instanceof FileError || isConnectionErrno(errnoOf(broken))) return broken;
	return new FileError('unstored', error instanceof Error ? error.message : String(error));
}
