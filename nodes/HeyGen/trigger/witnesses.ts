import { createHmac, randomBytes } from 'node:crypto';

import type { IHookFunctions, IPollFunctions } from 'n8n-workflow';

import { isSigned } from '../events/signature';
import { isObject, textOf } from '../narrow';
import type { Signatures } from './memory';
import { ask, questionHeader } from './neighbour';

/**
 * In queue mode other processes take HeyGen's deliveries than the one that polls, so only they see
 * whether HeyGen's signatures are right. What they have in common is the address, and the secret that
 * static data holds, be it dead at HeyGen or not. So the poll asks at its own address, again and again:
 * what stands before the processors gives each request to one of them.
 *
 * Asked is as in neighbour.ts, with a proof that the asker has the secret. Whoever takes it refuses it
 * with 401, as anything that HeyGen did not sign, and adds what it saw, with a proof of its own.
 */
export type Seen = Pick<Signatures, 'signedAtMs' | 'refusedAtMs'>;

/** Lower case, as Node.js gives headers. */
export const askerHeader = 'x-n8n-heygen-trigger-asker';

/** No body of HeyGen looks like these, so neither proof is a signature of one. */
const asking = (question: string): string => `n8n asks ${question}`;
const answering = (question: string, seen: Seen): string =>
	`n8n answers ${question} ${seen.signedAtMs} ${seen.refusedAtMs.join()}`;

const proofOf = (text: string, secret: string): string =>
	createHmac('sha256', secret).update(text).digest('hex');

const isProof = (text: string, proof: string | undefined, secret: string): boolean =>
	proof !== undefined && isSigned(Buffer.from(text, 'utf8'), proof, secret);

/** What is added to the refusal: nothing for who can't prove the secret. */
export function testimony(
	question: string,
	proof: string | undefined,
	secret: string | undefined,
	{ sinceMs, signedAtMs, refusedAtMs }: Signatures,
): object {
	if (secret === undefined || !isProof(asking(question), proof, secret)) return {};
	// One that saw no right signature yet has nothing to say about when the last one came.
	const seen: Seen = { signedAtMs: signedAtMs > sinceMs ? signedAtMs : 0, refusedAtMs };
	return { seen, proof: proofOf(answering(question, seen), secret) };
}

/** What one of the processes at the address saw; undefined when nobody there can be believed. */
export async function askWitness(
	context: IHookFunctions | IPollFunctions,
	url: string,
	secret: string,
): Promise<Seen | undefined> {
	const question = randomBytes(16).toString('hex');
	const { status, body } = await ask(context, url, {
		[questionHeader]: question,
		[askerHeader]: proofOf(asking(question), secret),
	});
	const seen = seenIn(body.seen);
	if (status !== 401 || seen === undefined) return undefined;
	return isProof(answering(question, seen), textOf(body.proof), secret) ? seen : undefined;
}

function seenIn(value: unknown): Seen | undefined {
	if (!isObject(value)) return undefined;
	const { signedAtMs, refusedAtMs } = value;
	if (typeof signedAtMs !== 'number' || !Array.isArray(refusedAtMs)) return undefined;
	return { signedAtMs, refusedAtMs: refusedAtMs.filter((each) => typeof each === 'number') };
}
