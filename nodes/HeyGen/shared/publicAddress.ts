/** Host names that exist only in private networks. */
const privateNames = new Set([
	...['local', 'localhost', 'localdomain', 'internal', 'private', 'intranet', 'lan', 'home'],
	...['corp', 'test', 'example', 'invalid', 'arpa'],
]);

/**
 * Whether HeyGen may be able to call an address: https, and a public host name or IP address. This
 * makes no request; HeyGen has the last word.
 */
export function isPublic(address: string): boolean {
	if (!URL.canParse(address)) return false;
	const { protocol, hostname } = new URL(address);
	if (protocol !== 'https:') return false;
	const host = hostname.replace(/\.$/, '');
	// Only 2000::/3 of IPv6 is in use.
	if (host.startsWith('[')) return /^\[[23][0-9a-f]{3}:/.test(host);
	// The URL class has normalized all other notations of an IP address to this one.
	const numbers = /^(\d+)\.(\d+)\.\d+\.\d+$/.exec(host);
	if (numbers !== null) return isPublicV4(Number(numbers[1]), Number(numbers[2]));
	const labels = host.split('.');
	return labels.length > 1 && !privateNames.has(labels.at(-1) ?? '');
}

function isPublicV4(first: number, second: number): boolean {
	if ([0, 10, 127].includes(first) || first >= 224) return false;
	if (first === 100) return second < 64 || second > 127;
	if (first === 169) return second !== 254;
	if (first === 172) return second < 16 || second > 31;
	if (first === 192) return second !== 168;
	return first !== 198 || (second !== 18 && second !== 19);
}
