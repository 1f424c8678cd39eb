import { cap } from '../shared/cap';

/** More than the executions that run at once. */
const most = 1_000;
const answers = new Map<string, unknown>();

/**
 * Of a call that HeyGen takes no Idempotency-Key for: once it is answered, a retry of the execution
 * (Retry On Fail) gets the answer again, and nothing is made, or paid, twice. n8n tries again in the
 * same process. @param key of the call, as an Idempotency-Key is
 */
export async function answeredOnce(key: string, ask: () => Promise<unknown>): Promise<unknown> {
	if (!answers.has(key)) answers.set(key, await ask());
	cap(answers, most);
	return answers.get(key);
}
