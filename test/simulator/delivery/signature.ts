import { createHmac } from 'crypto';
import type { SendOptions } from '../types';

/** Lower-case hex HMAC-SHA256 of the bytes, with the whole secret text as the key. */
export const sign = (body: Buffer, secret: string): string =>
	createHmac('sha256', secret).update(body).digest('hex');

export interface HeaderParts {
	set: NonNullable<SendOptions['headers']>;
	signature: string;
	timestamp: number;
	eventId: string;
}

export function signatureHeaders(parts: HeaderParts): Record<string, string> {
	const headers: Record<string, string> = {};
	if (parts.set === 'signature' || parts.set === 'both') headers['Signature'] = parts.signature;
	if (parts.set === 'heygen' || parts.set === 'both') {
		headers['Heygen-Signature'] = parts.signature;
		headers['Heygen-Timestamp'] = String(parts.timestamp);
		headers['Heygen-Event-Id'] = parts.eventId;
	}
	return headers;
}
