import type { HeyGen } from '../api/client';
import { apiError, asThrown, failureOf } from '../api/errors';
import type { Failure } from '../api/failure';
import { withoutDot } from '../failureText';

const key = 'callback_url';

/** HeyGen names the field, and where it does not, its words have the field's key in them. */
const isAboutAddress = ({ status, param, said = '' }: Failure): boolean =>
	(status === 400 || status === 422) && (param?.includes(key) ?? said.includes(key));

/** A create that failed. HeyGen decides what it can call, so its refusal says what to do about it. */
export function aboutAddress({ connection }: HeyGen, thrown: unknown, callback: string): Error {
	const failure = failureOf(thrown);
	if (failure === undefined || !isAboutAddress(failure)) return asThrown(thrown);
	const said = withoutDot(failure.said ?? `HTTP ${failure.status}`);
	// The rest of the address holds n8n's token.
	const { origin } = new URL(callback);
	return apiError(connection.context.getNode(), failure, {
		message: `HeyGen refused to call n8n back at ${origin}: "${said}". Set the environment variable WEBHOOK_URL of n8n to its public https address, or choose 'Ask HeyGen' under 'How to Wait'.`,
	});
}
