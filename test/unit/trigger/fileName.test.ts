import fc from 'fast-check';

import { fileNameOf } from '../../../nodes/HeyGen/api/files/fileName';

const at = (path: string, disposition?: string): string =>
	fileNameOf(
		disposition === undefined ? {} : { 'content-disposition': disposition },
		`https://files.example${path}?Signature=x`,
	);

describe('the name of a file', () => {
	it.each([
		['/v/harbour.mp4', 'harbour.mp4'],
		['/v/my%20film.mp4', 'my film.mp4'],
		['/v/%C3%A9t%C3%A9.mp4', 'été.mp4'],
		['/100%.mp4', '100%.mp4'],
		['/%E0%A4%A.mp4', '%E0%A4%A.mp4'],
		['/%ff%C3%A9.mp4', '%ff%C3%A9.mp4'],
		['/videos%2F2026%2Fharbour.mp4', 'harbour.mp4'],
		['/..%2F..%2Fetc%2Fpasswd', 'passwd'],
		['/a%5C..%5Cb.mp4', 'b.mp4'],
		['/a%00b%0A.mp4', 'ab.mp4'],
		['/%E2%80%AEfdp.mp4', 'fdp.mp4'],
		['/v/harbour.mp4/', 'harbour.mp4'],
		['/v/harbour.mp4/%2E%2E%2F', 'harbour.mp4'],
		['/', 'video.mp4'],
		['', 'video.mp4'],
		['/%2F', 'video.mp4'],
		['/%20', 'video.mp4'],
	])('%s is %s', (path, name) => {
		expect(at(path)).toBe(name);
	});

	it.each([
		['attachment; filename="a b.mp4"', 'a b.mp4'],
		['attachment; filename=a.mp4', 'a.mp4'],
		['attachment;filename=a.mp4;size=3', 'a.mp4'],
		['inline; filename="a \\"b\\";c.mp4"', 'a "b";c.mp4'],
		["attachment; filename=x.mp4; filename*=UTF-8''%C3%A9.mp4", 'é.mp4'],
		["attachment; filename*=utf-8'en'a%20b.mp4", 'a b.mp4'],
		["attachment; filename*=ISO-8859-1''%E9.mp4", 'é.mp4'],
		["attachment; FileName*=UTF-8''%ff.mp4", '%ff.mp4'],
		[`attachment; filename="${Buffer.from('é.mp4').toString('latin1')}"`, 'é.mp4'],
		['attachment; filename="\u00e9.mp4"', '\u00e9.mp4'],
		['attachment; filename="../../etc/passwd"', 'passwd'],
		['attachment; filename="C:\\\\films\\\\a.mp4"', 'a.mp4'],
		["attachment; filename*=UTF-8''..%2F..%2Fa.mp4", 'a.mp4'],
		['attachment', 'link.mp4'],
		['attachment; filename=""', 'link.mp4'],
		['attachment; filename=".."', 'link.mp4'],
		["attachment; filename*=UTF-8''", 'link.mp4'],
	])('with %s is %s', (disposition, name) => {
		expect(at('/link.mp4', disposition)).toBe(name);
	});

	it('is cut before its extension when it is too long', () => {
		expect(at(`/${'a'.repeat(500)}.mp4`)).toBe(`${'a'.repeat(196)}.mp4`);
		expect(at(`/${'a'.repeat(500)}`)).toHaveLength(200);
		expect([...at(`/${'%F0%9F%8E%AC'.repeat(300)}.mp4`)]).toHaveLength(200);
	});

	it('is video.mp4 where there is no address', () => {
		expect(fileNameOf({}, 'nonsense')).toBe('video.mp4');
	});

	it('is never a path, never empty and never dangerous', () => {
		const text = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.webPath(),
			fc.string({ unit: fc.constantFrom(...'%25cCfF./\\"\';= \u0000\u202e') }),
		);
		const header = fc.oneof(
			text.map((name) => `attachment; filename="${name}"`),
			text.map((name) => `attachment; filename*=UTF-8''${name}`),
			text,
		);
		fc.assert(
			fc.property(text, fc.option(header, { nil: undefined }), (path, disposition) => {
				const name = at(`/${path}`, disposition);
				expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}\p{Cs}]/u);
				expect(name).not.toMatch(/^[.\s]*$/);
				expect([...name].length).toBeLessThanOrEqual(200);
			}),
			{ numRuns: 2_000 },
		);
	});
});
