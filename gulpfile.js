const { spawnSync } = require('node:child_process');
const { existsSync, readFileSync } = require('node:fs');
const { mkdir, readFile, readdir, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { dest, series, src } = require('gulp');

const node = 'nodes/HeyGen';
const built = (file) => require(path.resolve('dist', node, file));

const clean = () => rm('dist', { recursive: true, force: true });

async function compile() {
	const tsc = path.resolve('node_modules/.bin/tsc');
	const { status } = spawnSync(tsc, ['-p', '.'], {
		stdio: 'inherit',
		shell: process.platform === 'win32',
	});
	if (status !== 0) throw new Error('tsc reported what is above');
}

/** Icons and codex files. Gulp 5 reads as text unless told not to. */
const assets = () =>
	src([`${node}/*.svg`, `${node}/*.node.json`], { base: '.', encoding: false }).pipe(dest('dist'));

const types = {
	text: { type: 'string' },
	number: { type: 'number' },
	boolean: { type: 'boolean' },
	object: { type: 'object' },
	texts: { type: 'array', items: { type: 'string' } },
	objects: { type: 'array', items: { type: 'object' } },
};

const typeOf = (kind) => types[kind.replace('?', '')];

/** What the editor shows of the trigger before its first run: the fields of every known event. */
function triggerSchema() {
	const { catalogue } = built('events/catalogue.js');
	const properties = {};
	for (const name of ['event_id', 'event_type', 'resource', 'outcome', 'created_at']) {
		properties[name] = types.text;
	}
	properties.error_message = types.text;
	for (const { fields } of Object.values(catalogue)) {
		for (const [name, kind] of Object.entries(fields)) properties[name] ??= typeOf(kind);
	}
	return properties;
}

/** The same for an operation: what comes out with 'Simplify' on, where it has that. */
const operationSchema = ({ fields, simple = Object.keys(fields) }) =>
	Object.fromEntries(simple.map((name) => [name, typeOf(fields[name])]));

async function schemas() {
	const folder = path.join('dist', node, '__schema__/v1.0.0');
	const write = async (file, properties) => {
		const schema = { type: 'object', properties, version: 1 };
		await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
		await writeFile(path.join(folder, file), JSON.stringify(schema, null, '\t') + '\n');
	};
	await write('output.json', triggerSchema());
	for (const [resource, { operations }] of Object.entries(built('resources/index.js').resources)) {
		for (const [operation, { output }] of Object.entries(operations)) {
			await write(`${resource}/${operation}.json`, operationSchema(output));
		}
	}
}

const strays = /(?:\.map|\.tsbuildinfo|(?<!\.d)\.ts|\.(?:test|spec)\.(?:d\.ts|js))$/;

/** The package holds what runs, and nothing else. */
async function check() {
	const files = await readdir('dist', { recursive: true });
	const found = files.filter((file) => strays.test(file) || /(?:^|[\\/])test[\\/]/.test(file));
	if (found.length > 0) throw new Error(`dist holds ${found.join(', ')}`);
}

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const table = (head, rows) =>
	[head, head.map(() => '---'), ...rows]
		.map((cells) => `| ${cells.map(cell).join(' | ')} |`)
		.join('\n');

const results = path.join(__dirname, 'test/versions/results.json');

/** What `npm run test:versions` found: one row a check, one column a version of n8n. */
function versionsTable(found) {
	const versions = Object.keys(found).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
	const words = { passed: 'yes', failed: 'no' };
	const said = (version, check) => {
		const verdicts = Object.entries(found[version].checks[check] ?? {}).filter(
			([, verdict]) => verdict in words,
		);
		const different = [...new Set(verdicts.map(([, verdict]) => words[verdict]))];
		if (different.length < 2) return different[0] ?? '';
		return verdicts.map(([generation, verdict]) => `${generation} ${words[verdict]}`).join(', ');
	};
	const checks = [...new Set(versions.flatMap((version) => Object.keys(found[version].checks)))];
	return table(
		['n8n', ...versions],
		[
			['Node.js', ...versions.map((version) => found[version].node)],
			...checks.map((check) => [check, ...versions.map((version) => said(version, check))]),
		],
	);
}

const tables = {
	versions: () => versionsTable(JSON.parse(readFileSync(results, 'utf8'))),
	events: ({ catalogue }) =>
		table(
			['Event', 'Name in the list', 'Sent when', 'v1'],
			Object.entries(catalogue).map(([type, { label, fires, v1 }]) => [
				`\`${type}\``,
				label,
				fires,
				v1 ? 'yes' : '',
			]),
		),
	resources: ({ resources, optionOf }) =>
		table(
			['Resource', 'Operations'],
			byName(resources).map((resource) => [
				resource.name,
				rowsOf(optionsOf(resource, optionOf), (name) => `${name} (and Wait)`)
					.map(([name]) => name)
					.join(', '),
			]),
		),
	operations: ({ resources, optionOf }) =>
		byName(resources)
			.map((resource) => {
				const rows = rowsOf(optionsOf(resource, optionOf), (name) => `${name}, ${name} and Wait`);
				return `## ${resource.name}\n\n${table(['Operation', 'What it does'], rows)}`;
			})
			.join('\n\n'),
};

/** Name and description of each operation; one that has a twin which waits shares its row with it. */
function rowsOf(options, both) {
	const names = new Set(options.map(({ name }) => name));
	return options
		.filter(({ name }) => !isWaiting(name) || !names.has(name.replace(/ and Wait$/, '')))
		.map(({ name, description }) => [
			names.has(`${name} and Wait`) ? both(name) : name,
			description,
		]);
}

const isWaiting = (name) => name.endsWith(' and Wait');
const sorted = (list) => [...list].sort((a, b) => a.name.localeCompare(b.name, 'en'));
const byName = (resources) => sorted(Object.values(resources));
const optionsOf = (resource, optionOf) =>
	sorted(Object.values(resource.operations).map((operation) => optionOf(resource, operation)));

/** A document with the tables between their markers made anew; a table without markers is left out. */
function withTables(document, sources) {
	return Object.entries(tables).reduce((text, [name, make]) => {
		const markers = new RegExp(`(<!-- ${name}:start -->)[\\s\\S]*?(<!-- ${name}:end -->)`);
		return text.replace(markers, (_all, start, end) => `${start}\n\n${make(sources)}\n\n${end}`);
	}, document);
}

const sources = () => ({
	...built('events/catalogue.js'),
	...built('resources/index.js'),
	...built('operation/operation.js'),
});

async function tablesOf(file) {
	if (!existsSync(file)) return;
	const prettier = require('prettier');
	const now = await readFile(file, 'utf8');
	const options = (await prettier.resolveConfig(file)) ?? {};
	const tabled = withTables(now, sources());
	const next = await prettier.format(tabled, { ...options, parser: 'markdown' });
	if (next !== now) await writeFile(file, next);
}

async function readme() {
	const files = ['README.md', 'docs/events.md', 'docs/operations.md', 'docs/versions.md'];
	for (const file of files) await tablesOf(file);
}

async function convertPage() {
	const { page } = require('./docs/convert/build.js');
	await writeFile('docs/convert/index.html', page());
}

exports.build = series(clean, compile, assets, schemas, check);
/** At a release: what stands under 'Unreleased' becomes the section of the new version. */
async function changelog() {
	const { version } = JSON.parse(await readFile('package.json', 'utf8'));
	const day = new Date().toISOString().slice(0, 10);
	const now = await readFile('CHANGELOG.md', 'utf8');
	await writeFile('CHANGELOG.md', withRelease(now, version, day));
}

function withRelease(text, version, day) {
	if (text.includes(`\n## [${version}]`)) return text;
	const released = text.replace(
		'\n## [Unreleased]\n',
		`\n## [Unreleased]\n\n## [${version}] - ${day}\n`,
	);
	if (released === text) throw new Error("CHANGELOG.md has no section '## [Unreleased]'");
	// The links at the end: Unreleased counts from the new tag, which is compared with the last one.
	return released.replace(
		/\[Unreleased\]: (\S+\/compare\/)(\S+?)\.\.\.HEAD/,
		`[Unreleased]: $1${version}...HEAD\n[${version}]: $1$2...${version}`,
	);
}

exports.changelog = changelog;
exports.generate = series(exports.build, readme, convertPage);
exports.default = exports.build;
// No tasks: for the tests of the documents.
exports.documents = { withTables, withRelease };
