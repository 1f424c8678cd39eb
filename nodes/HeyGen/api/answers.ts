import { cap } from '../shared/cap';

/** More than the number of executions that run at once. */
const most = 1_000;
const answers = new Map<string, unknown>();

/**
 * For requests without an Idempotency-Key at HeyGen: once there is an answer, a retry of the
 * execution (Retry On Fail) gets the same answer, so nothing is created or paid for twice. n8n
 * retries in the same process. @param key of the request, like an Idempotency-Key
 */
export async function answeredOnce(key: string, ask: () => Promise<unknown>): Promise<unknown> {
	if (!answers.has(key)) answers.set(key, await ask());
	cap(answers, most);
	return answers.get(key);
}
