/**
 * Every row of the table in docs/faults.md, by what breaks, in its order there. A test that sees a fault
 * names it as it stands here.
 */
export const faults = {
	n8n: [
		'n8n is down for an hour',
		"n8n's clock is an hour ahead (API v1)",
		"n8n's clock is an hour ahead (API v3)",
		"n8n's clock is an hour behind (API v1)",
		"n8n's clock is an hour behind (API v3)",
		'n8n is killed while a file is fetched (API v1)',
		'n8n is killed while a file is fetched (API v3)',
	],
	"n8n's database": [
		"n8n's database is locked for some seconds",
		"n8n's database is full",
		"n8n's database cannot be asked for a minute, n8n is restarted, and HeyGen repeats (in n8n's engine)",
	],
	'The way between HeyGen and n8n': [
		'The delivery gets lost on the way',
		'The answer gets lost after n8n has stored the execution',
		'HeyGen hangs up before n8n has answered',
		'An event has 20 MB (n8n takes 16 by default)',
		'Forgeries in a row, each a copy of an event that was lost',
	],
	"HeyGen's API (in n8n's engine)": [
		"HeyGen's API fails once, at any of the calls below",
		"HeyGen's API goes on failing: publishing, at the list of endpoints",
		"HeyGen's API goes on failing: publishing, at the new endpoint",
		"HeyGen's API goes on failing: publishing, at the secret of an endpoint that was left there (API v3)",
		"HeyGen's API goes on failing: publishing, at the list of events (API v3)",
		"HeyGen's API goes on failing: a start of n8n, at the list of endpoints",
		"HeyGen's API goes on failing: a check, at the list of events (API v3)",
		"HeyGen's API goes on failing: a check, at the list of endpoints (API v3)",
		"HeyGen's API goes on failing: a check, at a new endpoint for one that is gone (API v3)",
		"HeyGen's API goes on failing: unpublishing",
	],
	'The endpoint at HeyGen': [
		'The answer to a registration gets lost',
		'Somebody deletes the endpoint (API v1), then n8n is restarted',
		'Somebody disables the endpoint (API v1), then n8n is restarted',
		'Somebody points the endpoint elsewhere (API v1), then n8n is restarted',
		'Somebody narrows the endpoint to other events (API v1), then n8n is restarted',
		'Somebody deletes the endpoint (API v3)',
		'Somebody disables the endpoint (API v3)',
		'Somebody points the endpoint elsewhere (API v3)',
		'Somebody narrows the endpoint to other events (API v3)',
		'Somebody deletes the endpoint, and makes another one with its URL (API v3)',
		'Somebody rotates the secret (API v3)',
	],
	'The file of an event': [
		'The file of an event cannot be fetched',
		'The file of one of several missed events cannot be fetched',
		'There is no room for the file of an event',
		'The file of an event cannot be fetched at first, and **Retry On Fail** is on',
		'Several events were missed, and **Execute Once** is on',
	],
	'A copy': [
		'A workflow is copied, with all that n8n stored for it',
		'A workflow is imported into another n8n, with all that n8n stored for it',
		'A database is copied to a second n8n with another address',
	],
	'Queue mode, 100 events in fifteen seconds': [
		'A worker is killed',
		'Main is killed',
		'Redis is away for 3 s',
		'PostgreSQL is away for 3 s',
	],
} as const;

export type FaultName = (typeof faults)[keyof typeof faults][number];
