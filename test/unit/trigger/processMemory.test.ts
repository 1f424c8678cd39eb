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

describe('hooks and repairs', () => {
	it('change the registration one after the other, also when one fails', async () => {
		const memory = memoryOf('in turn');
		const said: string[] = [];
		const work = (name: string) => async () => {
			said.push(`${name} begins`);
			await Promise.resolve();
			said.push(`${name} ends`);
			if (name === 'a') throw new Error('a fails');
			return name;
		};
		const [a, b] = [memory.inTurn(work('a')), memory.inTurn(work('b'))];
		await expect(a).rejects.toThrow('a fails');
		await expect(b).resolves.toBe('b');
		expect(said).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
	});
});

it('of a workflow that was deactivated, nothing is left but that it was', () => {
	const memory = memoryOf('deactivated');
	const { ended } = memory;
	memory.isActive = true;
	memory.progress = { history: 'a', choices: [], atMs: 2 };
	memory.handedOver.set('e', 1);
	memory.forget();
	expect(memory).toMatchObject({ ended: ended + 1, isActive: false, progress: undefined });
	expect(memory.handedOver.size).toBe(0);
});
