/** What happened to a connection without an answer, and what to do. */
export interface Unreached {
	what: string;
	todo: string;
}

const name = 'Check the host in the link or Base URL, and that n8n can look up names.';
const network =
	'Check that nothing between n8n and the host, e.g. a firewall, blocks the connection.';
const later = 'Check the address, and try again later.';
const trust =
	'If the certificate is correct, add its authority to n8n with NODE_EXTRA_CA_CERTS; otherwise something in between answers.';
const date = "Check the clock of n8n's machine, and the certificate of the host.";

const is = (what: string, todo: string): Unreached => ({ what, todo });
const selfSigned = is('its certificate is self-signed', trust);
const unknownIssuer = is('its certificate comes from an authority that n8n does not know', trust);
const outdated = is('its certificate is not valid at this time', date);
const unknown = is('no such host is known', name);
const noNames = is('the name server did not answer', name);
const noRoute = is('there is no route to it', network);
const closed = is('the connection was closed before the answer was complete', later);
const noTls = is("it does not support n8n's versions of TLS", network);
const slow = is('it did not answer in time', later);

/** By Node.js's error codes. */
const table = new Map<string, Unreached>([
	['DEPTH_ZERO_SELF_SIGNED_CERT', selfSigned],
	['SELF_SIGNED_CERT_IN_CHAIN', selfSigned],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', unknownIssuer],
	['UNABLE_TO_GET_ISSUER_CERT', unknownIssuer],
	['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', unknownIssuer],
	['CERT_UNTRUSTED', unknownIssuer],
	['CERT_HAS_EXPIRED', outdated],
	['CERT_NOT_YET_VALID', outdated],
	['ERR_TLS_CERT_ALTNAME_INVALID', is('its certificate is for another host', trust)],
	['ENOTFOUND', unknown],
	['EAI_NONAME', unknown],
	['EAI_NODATA', unknown],
	['EAI_AGAIN', noNames],
	['EAI_FAIL', noNames],
	['ECONNREFUSED', is('it refused the connection, nothing listens there', later)],
	['EHOSTUNREACH', noRoute],
	['ENETUNREACH', noRoute],
	['EHOSTDOWN', noRoute],
	['ENETDOWN', noRoute],
	['EADDRNOTAVAIL', noRoute],
	['ECONNRESET', closed],
	['EPIPE', closed],
	['ERR_STREAM_PREMATURE_CLOSE', closed],
	['EPROTO', noTls],
	['ETIMEDOUT', slow],
	['ESOCKETTIMEDOUT', slow],
	['ECONNABORTED', slow],
]);

const kinds: Array<[RegExp, Unreached]> = [
	[/^HPE_/, is('its answer is not HTTP', later)],
	[/^ERR_(SSL|TLS)_/, noTls],
	[/^(CERT_|UNABLE_TO_|ERROR_IN_CERT|CRL_)/, unknownIssuer],
];

export const unreachedBy = (errno: string): Unreached =>
	table.get(errno) ??
	kinds.find(([pattern]) => pattern.test(errno))?.[1] ??
	is('the connection failed', later);

/** Whether a code is about a connection, and not about a full disk, for example. */
export const isConnectionErrno = (errno: string | undefined): boolean =>
	errno !== undefined && (table.has(errno) || kinds.some(([pattern]) => pattern.test(errno)));
