import {
	isSecretChanged,
	newSignatures,
	noteMissed,
	noteRefused,
	type Signatures,
} from '../../../nodes/HeyGen/trigger/endpoint/secretHealth';

const minuteMs = 60_000;
const startMs = Date.UTC(2026, 10, 24, 10);
const at = (minutes: number): number => startMs + minutes * minuteMs;

type Story = Array<['missed' | 'refused' | 'signed', number]>;

/** What happened, minute by minute; what was missed was found at the next full ten minutes. */
function after(story: Story): boolean {
	let signatures = newSignatures(startMs);
	for (const [what, minutes] of story) {
		const polledAtMs = at(Math.ceil(minutes / 10) * 10);
		if (what === 'missed') noteMissed(signatures, at(minutes), polledAtMs);
		else if (what === 'refused') noteRefused(signatures, at(minutes));
		else signatures = newSignatures(at(minutes));
	}
	return isSecretChanged(signatures);
}

it.each<[string, boolean, Story]>([
	[
		'two polls find one each, with a refusal',
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
			['refused', 1],
			['missed', 1],
			['refused', 12],
			['missed', 1],
			['refused', 40],
			['missed', 1],
		],
	],
	[
		'many missed, found by one poll',
		false,
		[
			['refused', 9],
			['missed', 1],
			['missed', 5],
			['missed', 9],
		],
	],
	[
		'many missed, found by one poll and once more by the next',
		false,
		[
			['refused', 9],
			['missed', 1],
			['missed', 5],
			['refused', 30],
			['missed', 5],
			['missed', 9],
		],
	],
	[
		'one missed before the last right signature, and one after it',
		false,
		[
			['signed', 10],
			['refused', 11],
			['missed', 1],
			['refused', 13],
			['missed', 12],
		],
	],
	[
		'a refusal only after the last one',
		false,
		[
			['missed', 1],
			['refused', 13],
			['missed', 12],
		],
	],
	[
		'a refusal only after the first one',
		false,
		[
			['refused', 2],
			['missed', 1],
			['missed', 12],
		],
	],
	[
		'a refusal only before the last one',
		false,
		[
			['refused', 2],
			['missed', 1],
			['refused', 11],
			['missed', 12],
		],
	],
	[
		'a right signature since',
		false,
		[
			['refused', 1],
			['missed', 1],
			['signed', 11],
			['refused', 12],
			['missed', 12],
		],
	],
])('%s: the secret has changed: %s', (_case, isChanged, story) => {
	expect(after(story)).toBe(isChanged);
});

it('forgeries neither make nor hide it, however many they are', () => {
	const signatures: Signatures = newSignatures(startMs);
	const flood = (): void => {
		for (let second = 0; second < 600; second++) noteRefused(signatures, at(20) + second * 1_000);
	};
	flood();
	noteMissed(signatures, at(1), at(30));
	flood();
	expect(isSecretChanged(signatures)).toBe(false);
	noteRefused(signatures, at(35));
	noteMissed(signatures, at(34), at(40));
	expect(isSecretChanged(signatures)).toBe(true);
});

it('refusals go on once the first is two minutes ago', () => {
	const signatures = newSignatures(startMs);
	expect([0, 1, 2, 3].map((minutes) => noteRefused(signatures, at(minutes)))).toEqual([
		false,
		false,
		true,
		true,
	]);
});
