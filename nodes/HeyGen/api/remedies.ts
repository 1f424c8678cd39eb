import { isUnsent, type Failure } from './failure';
import { unreachedBy } from './networkErrors';

const credits =
	"Top up the HeyGen account or change its plan; 'User: Get' of the HeyGen node shows the balance.";
const plan = 'Change the plan of the HeyGen account to one that has this.';
const scope = 'Give the key in the HeyGen credential the scope that HeyGen names, or all scopes.';
const access =
	'Check that the key in the HeyGen credential belongs to an account and plan that may do this.';
const key =
	'Check the key in the HeyGen credential: copy it again from the API page of the HeyGen account, or connect the account again.';
const missing =
	'Check the ID: it is not one of this HeyGen account, was deleted, or belongs to another resource.';
const ended = 'It is gone for good: it was deleted, or HeyGen has ended this part of its API.';
const clash = 'Look at HeyGen what is there already, and change or delete that first.';
const size = 'Send a smaller file or less at a time: that is more than HeyGen takes at once.';
const limit = "Delete what is no longer needed at HeyGen, or change the account's plan.";
const link =
	'Check that the URL leads to the file itself, without a login, and that HeyGen can reach it.';
const input = 'Change what HeyGen names, and run the node again.';
const unnamed =
	'HeyGen names no reason: compare what you enter with its API reference, or ask HeyGen.';
const later = 'Try again later.';
const fewer = 'Try again later, or do less at a time: HeyGen limits requests and jobs.';
const proxySize =
	'Send a smaller file, or raise the limit of the proxy between n8n and HeyGen, e.g. client_max_body_size of nginx.';
const address =
	'Check the Base URL in the HeyGen credential, and that nothing on the way keeps n8n from HeyGen.';
const looking = 'HeyGen may have done it all the same: look there before you try again.';

/** HeyGen's codes, in lower case. Source: docs/facts/heygen.md#envelopes-and-errors */
const byCode = new Map([
	['insufficient_credit', credits],
	['insufficient_credits', credits],
	['plan_upgrade_required', plan],
	['insufficient_api_key_scope', scope],
	['resource_limit_reached', limit],
	['resource_limit_exceeded', limit],
	['quota_exceeded', fewer],
	['download_failed', link],
	['payload_too_large', size],
	['gateway_timeout', later],
	['request_in_progress', looking],
	['brand_kit_not_ready', 'Wait until HeyGen has loaded the brand kit, and try again.'],
	['stale_edit_version', 'Get it again, and repeat the change: somebody else has changed it.'],
]);

const byStatus = new Map([
	[401, key],
	[402, credits],
	[403, access],
	[404, missing],
	[405, address],
	[408, later],
	[409, clash],
	[410, ended],
	[413, size],
	[423, later],
	[425, later],
	[429, fewer],
]);

/** What to do about a failure, in one sentence. */
export function remedyFor(failure: Failure): string {
	const { status, code, errno, isPage, unreadable } = failure;
	if (failure.mayBeDone) return looking;
	if (unreadable && !isPage) return failure.method === 'GET' ? later : looking;
	if (failure.cancelled) return 'Run the workflow again if it is still wanted.';
	if (isUnsent(failure)) {
		return 'Check the Base URL in the HeyGen credential, or connect the account again.';
	}
	if (status === undefined) {
		return errno === undefined || failure.timedOut
			? 'Check the Base URL in the credential and try again later.'
			: unreachedBy(errno).todo;
	}
	if (failure.redirectedTo !== undefined) {
		return 'Enter that address as Base URL in the HeyGen credential, if it is the right one.';
	}
	if (isPage && status === 413) return proxySize;
	if (isPage) return !unreadable && (status === 429 || status >= 500) ? later : address;
	return byCode.get(code?.toLowerCase() ?? '') ?? byStatus.get(status) ?? usual(failure, status);
}

/** For a status that says no more than its first digit. */
function usual({ said, code, param }: Failure, status: number): string {
	if (status >= 500) return later;
	if (status < 400) return address;
	return (said ?? code ?? param) === undefined ? unnamed : input;
}
