import { inOneLine } from '../../../nodes/HeyGen/api/errors';
import { isConnectionErrno, unreachedBy } from '../../../nodes/HeyGen/api/networkErrors';

const asked = { method: 'GET', url: 'https://api.heygen.com/v3/users/me' } as const;

it.each([
	['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed', 'NODE_EXTRA_CA_CERTS'],
	['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed', 'NODE_EXTRA_CA_CERTS'],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'authority', 'NODE_EXTRA_CA_CERTS'],
	['CERT_HAS_EXPIRED', 'not valid at this time', 'clock'],
	['CERT_REVOKED', 'certificate', 'certificate'],
	['ERR_TLS_CERT_ALTNAME_INVALID', 'another host', 'certificate'],
	['ENOTFOUND', 'no such host', 'Base URL'],
	['EAI_AGAIN', 'name server', 'look up names'],
	['ECONNREFUSED', 'refused', 'address'],
	['ECONNRESET', 'closed', 'try again'],
	['EPIPE', 'closed', 'try again'],
	['EHOSTUNREACH', 'no route', 'firewall'],
	['ENETUNREACH', 'no route', 'firewall'],
	['EPROTO', 'TLS', 'firewall'],
	['ERR_SSL_WRONG_VERSION_NUMBER', 'TLS', 'firewall'],
	['HPE_INVALID_CONSTANT', 'not HTTP', 'address'],
	['EVERYTHING', 'failed', 'try again'],
])('says what %s means and what to do', (errno, what, todo) => {
	const line = inOneLine({ ...asked, errno });
	expect(line).toContain(`HeyGen could not be reached at https://api.heygen.com: `);
	expect(line).toContain(`(${errno}).`);
	expect(unreachedBy(errno).what).toContain(what);
	expect(line).toContain(todo);
});

it('tells a broken connection from a full disk', () => {
	expect(['ECONNRESET', 'ETIMEDOUT', 'HPE_X'].map(isConnectionErrno)).toEqual([true, true, true]);
	expect(['ENOSPC', 'EACCES', undefined].map(isConnectionErrno)).toEqual([false, false, false]);
});
