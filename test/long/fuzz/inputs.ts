import { createHmac } from 'node:crypto';

import fc from 'fast-check';

import { fixtures } from '../../fixtures';

/** One POST to the trigger's address. */
export interface Input {
	body: Buffer;
	contentType: string;
	/** What stands in the signature's header; undefined sends none. `right` is the true one. */
	signature: { header: string; value: string | undefined };
	timestamp: string | undefined;
	eventId: string | undefined;
}

export const sign = (body: Buffer, secret: string): string =>
	createHmac('sha256', secret).update(body).digest('hex');

/** What a header may hold. */
const headerText = fc.string({
	unit: fc.constantFrom(...'abcdef0123456789ABCDEF=,;"\'. -_{}[]%$\\'),
	maxLength: 200,
});

const names = ['event_type', 'event_data', 'event_id', '__proto__', 'constructor', 'toString'];
const oddKeys = fc.oneof(fc.constantFrom(...names), fc.string());
const oddEvent = fc.record(
	{
		event_type: fc.oneof(
			fc.constantFrom('avatar_video.success', 'avatar_video.fail'),
			fc.jsonValue(),
		),
		event_data: fc.oneof(fc.dictionary(oddKeys, fc.jsonValue()), fc.jsonValue()),
		event_id: fc.jsonValue(),
		created_at: fc.jsonValue(),
	},
	{ requiredKeys: [] },
);

/** HeyGen's own bytes with some of them changed, left out or put in. */
const broken = fc
	.tuple(
		fc.constantFrom(...fixtures.map(({ bytes }) => bytes)),
		fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.constantFrom('set', 'cut', 'add')), {
			minLength: 1,
			maxLength: 5,
		}),
	)
	.map(([bytes, changes]) =>
		changes.reduce((now, [place, value, how]) => {
			const at = now.length === 0 ? 0 : place % now.length;
			if (how === 'cut') return now.subarray(0, at);
			const after = how === 'set' ? at + 1 : at;
			return Buffer.concat([now.subarray(0, at), Buffer.from([value]), now.subarray(after)]);
		}, bytes),
	);

const nested = fc
	.integer({ min: 1, max: 3_000 })
	.map((depth) => Buffer.from(`{"event_type":${'['.repeat(depth)}${']'.repeat(depth)}}`));

const body = fc.oneof(
	fc.constantFrom(...fixtures.map(({ bytes }) => bytes)),
	broken,
	oddEvent.map((value) => Buffer.from(JSON.stringify(value))),
	fc.json().map((text) => Buffer.from(text)),
	fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
	nested,
);

const contentType = fc.constantFrom(
	'application/json',
	'application/json; charset=utf-8',
	'text/plain',
	'application/octet-stream',
	'application/x-www-form-urlencoded',
	'application/json; charset=utf-16',
	'',
);

const otherwise = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

/** Anything that anybody can send, with a signature that is not the true one. */
export const forged: fc.Arbitrary<Input> = fc
	.record({
		body,
		contentType,
		header: fc.constantFrom('signature', 'heygen-signature', 'Heygen-Signature'),
		guess: fc.oneof(
			headerText,
			fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
			fc.constantFrom('', 'whsec_other', 'undefined', 'null').map((secret) => `key:${secret}`),
		),
		isSent: fc.boolean(),
		timestamp: otherwise(fc.oneof(fc.integer().map(String), headerText)),
		eventId: otherwise(headerText),
	})
	.map(({ guess, header, isSent, ...rest }) => {
		const [, secret] = /^key:(.*)$/.exec(guess) ?? [];
		const value = secret === undefined ? guess : sign(rest.body, secret);
		return { ...rest, signature: { header, value: isSent ? value : undefined } };
	});

/** Bytes that HeyGen never sends, yet rightly signed. */
export const signedOddities: fc.Arbitrary<Omit<Input, 'signature'>> = fc.record({
	body,
	contentType,
	timestamp: otherwise(fc.oneof(fc.integer().map(String), headerText)),
	eventId: otherwise(headerText),
});
