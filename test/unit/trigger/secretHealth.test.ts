import {
	isSecretChanged,
	newSignatures,
	noteMissed,
	noteRefused,
	noteSigned,
	type Signatures,
} from '../../../nodes/HeyGen/trigger/endpoint/secretHealth';

const minuteMs = 60_000;
const tickMs = 10 * minuteMs;
const startMs = Date.UTC(2026, 10, 24, 10);
const at = (minutes: number): number => startMs + minutes * minuteMs;
const fresh = (): Signatures => newSignatures(startMs);

/** What happened, minute by minute: an event missed, a delivery refused or signed. */
function after(...story: Array<['missed' | 'refused' | 'signed', number]>): boolean {
	const signatures = fresh();
	for (const [what, minutes] of story) {
		if (what === 'missed') noteMissed(signatures, at(minutes));
		else if (what === 'refused') noteRefused(signatures, at(minutes));
		else noteSigned(signatures, at(minutes));
	}
	return isSecretChanged(signatures, tickMs);
}

it.each<[string, boolean, Parameters<typeof after>]>([
	[
		'two missed a tick apart, each with a refusal',
		true,
		[
			['refused', 1],
			['missed', 1],
			['refused', 12],
			['missed', 12],
		],
	],
	[
		'one missed and many refusals',
		false,
		[
			['missed', 1],
			['refused', 1],
			['refused', 12],
			['refused', 40],
		],
	],
	[
		'many missed within a tick',
		false,
		[
			['missed', 1],
			['missed', 5],
			['missed', 9],
			['refused', 2],
			['refused', 30],
		],
	],
	[
		'one missed before the last right signature, and one after it',
		false,
		[
			['signed', 10],
			['missed', 1],
			['refused', 11],
			['missed', 12],
			['refused', 13],
		],
	],
	[
		'refusals only after the last one',
		false,
		[
			['missed', 1],
			['missed', 12],
			['refused', 13],
		],
	],
	[
		'refusals only before the last one',
		false,
		[
			['missed', 1],
			['refused', 2],
			['missed', 12],
		],
	],
	[
		'a right signature since',
		false,
		[
			['refused', 1],
			['missed', 1],
			['signed', 2],
			['refused', 12],
			['missed', 12],
		],
	],
	[
		'missed before the last right signature',
		false,
		[
			['signed', 20],
			['missed', 1],
			['refused', 21],
			['missed', 15],
			['refused', 40],
		],
	],
])('%s: the secret has changed: %s', (_case, isChanged, story) => {
	expect(after(...story)).toBe(isChanged);
});

it('forgeries neither make nor hide it, however many they are', () => {
	const signatures = fresh();
	noteMissed(signatures, at(1));
	for (let second = 0; second < 40 * 60; second++) noteRefused(signatures, at(1) + second * 1_000);
	expect(isSecretChanged(signatures, tickMs)).toBe(false);
	noteMissed(signatures, at(30));
	expect(isSecretChanged(signatures, tickMs)).toBe(true);
});

it('keeps one refusal a minute, a hundred at most, the first and the last among them', () => {
	const signatures = fresh();
	for (let minute = 0; minute < 500; minute++) {
		noteRefused(signatures, at(minute));
		noteRefused(signatures, at(minute + 0.5));
	}
	const { refusedAtMs } = signatures;
	expect(refusedAtMs.length).toBeLessThanOrEqual(100);
	expect(refusedAtMs[0]).toBe(at(0));
	expect(refusedAtMs.at(-1)).toBe(at(499.5));
});
