const PRIVATE: readonly RegExp[] = [
	/^(0|10|127)\./,
	/^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
	/^169\.254\./,
	/^172\.(1[6-9]|2\d|3[01])\./,
	/^192\.168\./,
	/^\[(::|f[cd]|fe[89ab])/,
	/(^|\.)(localhost|local|internal)$/,
];

/** Whether the address could be reached from outside, judged by its text alone. */
export function isPublicHttps(text: string): boolean {
	if (!URL.canParse(text)) return false;
	const { protocol, hostname } = new URL(text);
	const host = hostname.replace(/\.$/, '');
	if (protocol !== 'https:') return false;
	if (!host.startsWith('[') && !host.includes('.')) return false;
	return !PRIVATE.some((pattern) => pattern.test(host));
}
