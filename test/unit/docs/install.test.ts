import own from '../../../package.json';
import { codeIn, read } from './documents';

const document = read('docs/install.md');
const list = (): unknown => JSON.parse(codeIn(document, 'json')[0] ?? '');

describe('docs/install.md', () => {
	it('lists what n8n takes: name, version and checksum, and nothing else', () => {
		expect(list()).toEqual([
			{ name: own.name, version: own.version, checksum: expect.stringMatching(/^sha512-/) },
		]);
	});

	it.each(['sh', 'yaml'])('has the same list in its %s', (language) => {
		const [, entered = ''] =
			/N8N_COMMUNITY_PACKAGES(?:=|: )'(.*)'/.exec(codeIn(document, language).join('\n')) ?? [];
		expect(JSON.parse(entered)).toEqual(list());
	});
});
