import * as surface from '../../../nodes';
import { HeyGenTrigger } from '../../../nodes/HeyGen/HeyGenTrigger.node';
import { catalogue } from '../../../nodes/HeyGen/events/catalogue';
import { resources } from '../../../nodes/HeyGen/resources';
import { optionOf } from '../../../nodes/HeyGen/operation/operation';
import { codeIn, documents, exists, prose, read, section, withTables } from './documents';

const readme = read('README.md');

/** Prettier pads the columns; what they hold is the same. */
const unpadded = (text: string): string =>
	text
		.replace(/-{3,}/g, '---')
		.replace(/ {2,}/g, ' ')
		.replace(/\\([*_])/g, '$1');

it('has the tables that are generated now', () => {
	for (const document of [
		readme,
		...['events', 'operations'].map((name) => read(`docs/${name}.md`)),
	]) {
		const fresh = withTables(document, { catalogue, resources, optionOf });
		expect(unpadded(document)).toBe(unpadded(fresh));
	}
});

it('would be noticed when an event is missing in it', () => {
	const fewer = Object.fromEntries(Object.entries(catalogue).slice(1));
	const events = read('docs/events.md');
	const other = withTables(events, { catalogue: fewer, resources, optionOf });
	expect(unpadded(events)).not.toBe(unpadded(other));
});

it('has the tables where they belong', () => {
	expect(read('docs/events.md')).toContain('| `avatar_video.success` ');
	expect(section(readme, '## Events')).toContain(`${Object.keys(catalogue).length} types`);
	expect(section(readme, '## Operations')).toContain('| Webhook Endpoint ');
	expect(read('docs/operations.md')).toContain('| Rotate Secret ');
});

describe('the commands', () => {
	const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
	const named = new Set(
		documents().flatMap((file) =>
			[...read(file).matchAll(/npm (?:run )?([a-z][\w:-]*)/g)].flatMap(([text, name]) =>
				name !== undefined && (text.includes(' run ') || name === 'test') ? name : [],
			),
		),
	);

	it.each([...named])('npm run %s exists', (name) => {
		expect(scripts).toHaveProperty([name]);
	});

	it('are those that a newcomer is promised', () => {
		const lines = codeIn(readme, 'sh').flatMap((code) => code.split('\n'));
		expect(lines).toEqual(expect.arrayContaining(['npm ci && npm run demo', 'npm ci && npm test']));
		expect(readme).toContain('`npm run demo -- --exit`');
		expect([...named]).toEqual(
			expect.arrayContaining(['test:unit', 'test:engine', 'test:editor', 'simulator', 'check']),
		);
	});
});

describe('the pictures', () => {
	const pictures = documents().flatMap((file) =>
		[...prose(read(file)).matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)].map(
			([, text = '', target = '']) => ({
				text,
				path: file.startsWith('docs/') ? `docs/${target}` : target,
			}),
		),
	);

	it('are there', () => {
		expect(pictures.map(({ path }) => path).filter((path) => !exists(path))).toEqual([]);
	});

	it('say in words what they show', () => {
		expect(pictures.filter(({ text }) => text.length < 15)).toEqual([]);
	});
});

it('explains every parameter of the trigger', () => {
	const reference = section(read('docs/trigger.md'), '## Parameters');
	const names = new HeyGenTrigger().description.properties
		.flatMap((property) => [
			property,
			...(property.name === 'options' ? (property.options ?? []) : []),
		])
		.filter((property) => !('type' in property && ['hidden', 'notice'].includes(property.type)))
		.flatMap((property) => ('displayName' in property ? property.displayName : []));
	expect(names.length).toBeGreaterThan(8);
	expect(names.filter((name) => !reference.includes(`**${name}**`))).toEqual([]);
});

it('names everything that the package exports', () => {
	const codeApi = read('docs/code.md');
	const missing = Object.keys(surface).filter((name) => !codeApi.includes(`\`${name}\``));
	expect(missing).toEqual([]);
});
