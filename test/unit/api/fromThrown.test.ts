import { failureOfThrown } from '../../../nodes/HeyGen/api/fromThrown';

const asked = { method: 'GET', url: 'https://api.heygen.com/v3/videos' } as const;
const coded = (code: string, message = 'm'): Error => Object.assign(new Error(message), { code });

describe('failureOfThrown', () => {
	it('leaves out the password of an address', () => {
		const thrown = new Error('Invalid URL: https://me:secret@proxy.example/v3');
		expect(failureOfThrown(asked, thrown)).toEqual({
			...asked,
			said: 'Invalid URL: https://proxy.example/v3',
		});
	});

	it.each([
		['its own time limit', new Error('aborted'), true, { timedOut: true }],
		[
			'a time limit of n8n',
			coded('ECONNABORTED'),
			false,
			{ errno: 'ECONNABORTED', timedOut: true },
		],
		['a connection that broke', coded('ECONNRESET'), false, { errno: 'ECONNRESET' }],
		['a cause further in', { cause: coded('EPIPE') }, false, { errno: 'EPIPE' }],
		[
			'a credential that n8n could not use',
			coded('EAUTH', 'No token'),
			false,
			{ said: 'No token' },
		],
		['a cancelled execution', coded('ERR_CANCELED'), false, { cancelled: true }],
	])('reads %s', (_case, thrown, isOverTime, expected) => {
		expect(failureOfThrown(asked, thrown, isOverTime)).toEqual({ ...asked, ...expected });
	});

	it('finds the answer inside', () => {
		const response = { status: 401, headers: { 'x-request-id': 'r1' }, data: { message: 'No.' } };
		expect(failureOfThrown(asked, { cause: { response } })).toEqual({
			...asked,
			status: 401,
			requestId: 'r1',
			said: 'No.',
		});
	});
});
