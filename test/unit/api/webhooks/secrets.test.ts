import { rememberSecret, toldSecret } from '../../../../nodes/HeyGen/api/webhooks/secrets';

const base = 'https://api.heygen.com';

it('knows the newest secret of an endpoint and when it was told', () => {
	const beforeMs = Date.now();
	rememberSecret(base, 'e1', 'whsec_example_1');
	rememberSecret(base, 'e1', 'whsec_example_2');
	expect(toldSecret(base, 'e1')?.secret).toBe('whsec_example_2');
	expect(toldSecret(base, 'e1')?.atMs).toBeGreaterThanOrEqual(beforeMs);
	expect(toldSecret(base, 'e2')).toBeUndefined();
	expect(toldSecret('https://other.example', 'e1')).toBeUndefined();
});

it('keeps the time of a secret that is told again', () => {
	const clock = jest.spyOn(Date, 'now').mockReturnValue(1_000);
	rememberSecret(base, 'e3', 'whsec_example');
	clock.mockReturnValue(2_000);
	rememberSecret(base, 'e3', 'whsec_example');
	expect(toldSecret(base, 'e3')?.atMs).toBe(1_000);
	rememberSecret(base, 'e3', 'whsec_example_new');
	expect(toldSecret(base, 'e3')?.atMs).toBe(2_000);
	clock.mockRestore();
});

it('forgets the oldest of more than a thousand', () => {
	rememberSecret(base, 'old', 'whsec_example');
	for (let index = 0; index < 999; index++) rememberSecret(base, `n${index}`, 'whsec_example');
	expect(toldSecret(base, 'old')).toBeDefined();
	rememberSecret(base, 'one more', 'whsec_example');
	expect(toldSecret(base, 'old')).toBeUndefined();
	expect(toldSecret(base, 'n0')).toBeDefined();
});
