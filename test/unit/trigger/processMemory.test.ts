import { noteRotated, rotatedSecret } from '../../../nodes/HeyGen/rotatedSecrets';
import { memoryOf } from '../../../nodes/HeyGen/trigger/state/processMemory';

const hourMs = 3_600_000;

let days = 0;
// a week later each time: a process looks for what is old once an hour
beforeEach(() => jest.useFakeTimers({ now: Date.UTC(2026, 10, (days += 7)) }));
afterEach(() => jest.useRealTimers());

describe('what a process remembers of a trigger', () => {
	it('is gone a day after its last use, once another one is used', () => {
		const [one, other] = ['one', 'other'] as const;
		const before = memoryOf(one);
		jest.setSystemTime(Date.now() + 25 * hourMs);
		memoryOf(other);
		expect(memoryOf(one)).toBe(before);
		jest.setSystemTime(Date.now() + 27 * hourMs);
		memoryOf(other);
		expect(memoryOf(one)).not.toBe(before);
	});

	it('stays while somebody waits for the database', async () => {
		const one = 'waiting';
		const before = memoryOf(one);
		const isBusy = jest.spyOn(before.seenEvents, 'isBusy', 'get').mockReturnValue(true);
		jest.setSystemTime(Date.now() + 27 * hourMs);
		memoryOf('another');
		expect(memoryOf(one)).toBe(before);
		isBusy.mockRestore();
	});
});

it('holds the secrets of the last thousand endpoints that were rotated here', () => {
	const baseUrl = 'https://api.example';
	for (let index = 0; index < 1_001; index++) noteRotated(baseUrl, `e${index}`, `secret ${index}`);
	expect(rotatedSecret(baseUrl, 'e0')).toBeUndefined();
	expect(rotatedSecret(baseUrl, 'e1')?.secret).toBe('secret 1');
	expect(rotatedSecret(baseUrl, 'e1000')?.secret).toBe('secret 1000');
});
