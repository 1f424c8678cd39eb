import { createHmac } from 'node:crypto';

import { readEvent } from '../../nodes/HeyGen/events/event';
import { isSigned } from '../../nodes/HeyGen/events/signature';
import type { Measured } from './passes';

const secret = 'whsec_example';
const sizes = { '1 kB': 1_000, '100 kB': 100_000 };

/** An event of about so many bytes, with a long title in place of nothing. */
function bodyOf(bytes: number): Buffer {
	const event_data = { video_id: 'video-1', url: 'https://example.com/a.mp4', title: '' };
	const shell = JSON.stringify({ event_type: 'avatar_video.success', event_data }).length;
	event_data.title = 'a'.repeat(Math.max(0, bytes - shell));
	return Buffer.from(JSON.stringify({ event_type: 'avatar_video.success', event_data }));
}

/** Microseconds a call. */
function timed(calls: number, work: () => unknown): number {
	const startedMs = performance.now();
	for (let call = 0; call < calls; call++) work();
	return ((performance.now() - startedMs) * 1_000) / calls;
}

/**
 * What the trigger itself does to a delivery before n8n has anything to do, beside the bare HMAC of the same
 * bytes, which nobody who verifies can do without.
 */
export function measureOwn(passes: number, calls: number): Map<string, Measured[]> {
	const all = new Map<string, Measured[]>();
	for (const [name, bytes] of Object.entries(sizes)) {
		const body = bodyOf(bytes);
		const hmac = (): string => createHmac('sha256', secret).update(body).digest('hex');
		const signature = hmac();
		const check = (): boolean => isSigned(body, signature, secret);
		const all3 = (): unknown => isSigned(body, signature, secret) && readEvent(body);
		const some = Math.ceil(calls / (bytes / 1_000));
		for (const warm of [hmac, check, all3]) timed(some, warm);
		all.set(
			name,
			Array.from({ length: passes }, () => {
				const bare = timed(some, hmac);
				const checked = timed(some, check);
				const read = timed(some, all3);
				return {
					'bare HMAC, µs': bare,
					'verified, µs': checked,
					'verified and read, µs': read,
					'verified and read, times the bare HMAC': read / bare,
				};
			}),
		);
	}
	return all;
}
