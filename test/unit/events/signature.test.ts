import crypto, { createHmac } from 'crypto';
import fc from 'fast-check';
import { headerOf, isSigned, signaturesOf } from '../../../nodes/HeyGen/events/signature';
import { fixture, fixtures } from '../../fixtures';

const example = 'whsec_example';
const sign = (bytes: Buffer, key = example): string =>
	createHmac('sha256', key).update(bytes).digest('hex');

const body = fixture('avatar_video.success.v3').bytes;
const good = sign(body);

describe('isSigned', () => {
	it('verifies the test vector of the webhook contract', () => {
		const vector = Buffer.from(
			'{"event_type":"avatar_video.success","event_data":{"video_id":"a1","url":"https://example.com/a1.mp4","callback_id":"c1"}}',
		);
		expect(vector).toHaveLength(122);
		const key = ['whsec', 'test', '0123456789'].join('_');
		const digits = '634d7c0ece1a602cf181b938e7d074aec1a317aba93cc9cb6948e7825a52f24b';
		expect(isSigned(vector, digits, key)).toBe(true);
		expect(isSigned(vector, digits, key.slice('whsec_'.length))).toBe(false);
	});

	it.each(fixtures)('verifies $name', ({ bytes }) => {
		expect(isSigned(bytes, sign(bytes), example)).toBe(true);
	});

	it('takes upper case digits', () => {
		expect(isSigned(body, good.toUpperCase(), example)).toBe(true);
	});

	it('takes any bytes, none and broken UTF-8 too', () => {
		for (const bytes of [Buffer.alloc(0), Buffer.from([0xff, 0x00, 0xc3])]) {
			expect(isSigned(bytes, sign(bytes), example)).toBe(true);
		}
	});

	it.each([
		['another secret', body, sign(body, 'whsec_other'), example],
		['a secret in another case', body, sign(body, example.toUpperCase()), example],
		['an empty secret', body, sign(body, ''), ''],
		['a changed body', Buffer.concat([body, Buffer.from(' ')]), good, example],
		['another body', Buffer.from('{}'), good, example],
		[
			'a body parsed and written again',
			Buffer.from(JSON.stringify(JSON.parse(body.toString()))),
			good,
			example,
		],
		['63 digits', body, good.slice(1), example],
		['63 digits, the last missing', body, good.slice(0, -1), example],
		['65 digits', body, `${good}0`, example],
		['64 good digits plus garbage', body, `${good}zz`, example],
		['garbage before 64 good digits', body, `zz${good}`, example],
		['a prefix', body, `sha256=${good}`, example],
		['a digit that is not hex', body, `g${good.slice(1)}`, example],
		['64 characters of several bytes', body, 'é'.repeat(64), example],
		['no digits', body, '', example],
		['base64', body, Buffer.from(good, 'hex').toString('base64'), example],
	])('refuses %s', (_case, bytes, signature, key) => {
		expect(isSigned(bytes, signature, key)).toBe(false);
	});

	it('lets no mutated body pass', () => {
		const position = fc.nat({ max: body.length - 1 });
		const mutation = fc.oneof(
			fc.tuple(position, fc.integer({ min: 1, max: 255 })).map(([at, bits]) => {
				const bytes = Buffer.from(body);
				bytes.writeUInt8(bytes.readUInt8(at) ^ bits, at);
				return bytes;
			}),
			position.map((at) => Buffer.concat([body.subarray(0, at), body.subarray(at + 1)])),
			fc
				.tuple(position, fc.uint8Array({ minLength: 1 }))
				.map(([at, more]) => Buffer.concat([body.subarray(0, at), more, body.subarray(at)])),
			fc.uint8Array().map((bytes) => Buffer.from(bytes)),
		);
		fc.assert(
			fc.property(mutation, (bytes) => !isSigned(bytes, good, example)),
			{
				numRuns: 1_000,
			},
		);
	});

	it('lets no mutated signature pass', () => {
		const position = fc.nat({ max: 63 });
		const mutation = fc.oneof(
			fc.tuple(position, fc.string({ minLength: 1 })).map(([at, text]) => {
				return good.slice(0, at) + text + good.slice(at + text.length);
			}),
			fc
				.tuple(position, fc.string({ minLength: 1 }))
				.map(([at, text]) => good.slice(0, at) + text + good.slice(at)),
			position.map((at) => good.slice(0, at) + good.slice(at + 1)),
			fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
			fc.string({ unit: 'binary' }),
		);
		const changed = mutation.filter((text) => text.toLowerCase() !== good);
		fc.assert(
			fc.property(changed, (text) => !isSigned(body, text, example)),
			{
				numRuns: 1_000,
			},
		);
	});
});

describe('signaturesOf', () => {
	it.each([
		['Heygen-Signature', { 'heygen-signature': 'aa' }, ['aa']],
		['Signature', { signature: 'bb' }, ['bb']],
		['both, the prefixed one first', { signature: 'bb', 'heygen-signature': 'aa' }, ['aa', 'bb']],
		['one beside an empty one', { signature: 'bb', 'heygen-signature': '' }, ['bb']],
		['those of a header that came twice', { signature: ['aa', 'bb'] }, ['aa', 'bb']],
		['those that a proxy folded', { signature: 'aa, bb ,cc' }, ['aa', 'bb', 'cc']],
		['one with the name of the algorithm', { signature: 'sha256=aa' }, ['aa']],
		['one with the name and quotes', { signature: 'sha256="aa"' }, ['aa']],
		['one with a semicolon', { signature: 'sha256=aa;' }, ['aa']],
		['two with a blank between', { signature: 'aa sha256=bb' }, ['aa', 'bb']],
		['those with names, in capitals', { signature: 'SHA256=aa,hmac-sha256=bb' }, ['aa', 'bb']],
		['one with the name and a colon', { signature: 'sha256:aa' }, ['aa']],
		['those of a list or an object', { signature: "[\"aa\"], {'v1': 'bb'}" }, ['aa', 'bb']],
		['one in quotes', { 'heygen-signature': ' "aa" ' }, ['aa']],
		['each once', { signature: 'aa,aa', 'heygen-signature': 'aa' }, ['aa']],
		['none between commas', { signature: ', ,' }, []],
		['none when there is none', { 'x-heygen-signature': 'aa' }, []],
		['none when it is blank', { signature: ' \t', 'heygen-signature': '' }, []],
	])('finds %s', (_case, headers, signatures) => {
		expect(signaturesOf(headers)).toEqual(signatures);
	});
});

describe('headerOf', () => {
	it.each([
		['a text', 'x', 'x'],
		['a text with blanks around', ' x ', 'x'],
		['an empty text', '', undefined],
		['a blank text', '  ', undefined],
		['a list', ['x'], undefined],
		['nothing', undefined, undefined],
	])('reads %s', (_case, value, read) => {
		expect(headerOf({ name: value }, 'name')).toBe(read);
	});
});

it('finds the right one wherever it stands', () => {
	const other = fc.string({
		unit: fc.constantFrom(...'0123456789abcdef'),
		minLength: 64,
		maxLength: 64,
	});
	const written = fc.constantFrom(
		good,
		good.toUpperCase(),
		`sha256=${good}`,
		` "${good}" `,
		`v1=${good}`,
	);
	const headers = fc
		.tuple(fc.array(other, { maxLength: 9 }), written, fc.nat(9), fc.boolean(), fc.boolean())
		.map(([others, right, at, isFolded, isPrefixed]) => {
			const all = [...others.slice(0, at), right, ...others.slice(at)];
			return { [isPrefixed ? 'heygen-signature' : 'signature']: isFolded ? all.join(', ') : all };
		});
	fc.assert(fc.property(headers, (each) => isSigned(body, signaturesOf(each), example)));
});

it('looks at no more of them than a proxy would add', () => {
	const many = Array.from({ length: 5_000 }, (_, index) => index.toString(16).padStart(64, '0'));
	expect(signaturesOf({ signature: many.join() })).toHaveLength(20);
});

it('computes one HMAC, however many of them come', () => {
	const computed = jest.spyOn(crypto, 'createHmac');
	const many = Array.from({ length: 20 }, (_, index) => String(index).padStart(64, '0'));
	expect(isSigned(body, [...many, good], example)).toBe(true);
	expect(computed).toHaveBeenCalledTimes(1);
	computed.mockRestore();
});
