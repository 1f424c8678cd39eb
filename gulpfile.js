const { spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
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

/** Icons, codex files and the action's schemas. Gulp 5 reads as text unless told not to. */
const assets = () =>
	src([`${node}/*.svg`, `${node}/*.node.json`, `${node}/__schema__/**/*.json`], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));

const types = {
	text: { type: 'string' },
	number: { type: 'number' },
	object: { type: 'object' },
	texts: { type: 'array', items: { type: 'string' } },
	objects: { type: 'array', items: { type: 'object' } },
};

/** What the editor shows of the trigger before its first run: the fields of every known event. */
async function schemas() {
	const { catalogue } = built('events/catalogue.js');
	const properties = {};
	for (const name of ['event_id', 'event_type', 'resource', 'outcome', 'created_at']) {
		properties[name] = types.text;
	}
	properties.error_message = types.text;
	for (const { fields } of Object.values(catalogue)) {
		for (const [name, kind] of Object.entries(fields)) {
			properties[name] ??= types[kind.replace('?', '')];
		}
	}
	const folder = path.join('dist', node, '__schema__/v1.0.0');
	await mkdir(folder, { recursive: true });
	const schema = { type: 'object', properties, version: 1 };
	await writeFile(path.join(folder, 'output.json'), JSON.stringify(schema, null, '\t') + '\n');
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

const tables = {
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
	operations: ({ resources }) =>
		table(
			['Resource', 'Operation', 'What it does'],
			Object.values(resources).flatMap(({ name, operations }) =>
				Object.values(operations).map(({ option }) => [name, option.name, option.description]),
			),
		),
};

/** `readme` with the tables between their markers made anew; a table without markers is left out. */
function withTables(readme, sources) {
	return Object.entries(tables).reduce((text, [name, make]) => {
		const markers = new RegExp(`(<!-- ${name}:start -->)[\\s\\S]*?(<!-- ${name}:end -->)`);
		return text.replace(markers, (_all, start, end) => `${start}\n\n${make(sources)}\n\n${end}`);
	}, readme);
}

async function readme() {
	if (!existsSync('README.md')) return;
	const prettier = require('prettier');
	const now = await readFile('README.md', 'utf8');
	const options = (await prettier.resolveConfig('README.md')) ?? {};
	const { catalogue } = built('events/catalogue.js');
	const { resources } = built('resources/index.js');
	const tabled = withTables(now, { catalogue, resources });
	const next = await prettier.format(tabled, { ...options, parser: 'markdown' });
	if (next !== now) await writeFile('README.md', next);
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
exports.generate = series(exports.build, readme);
exports.default = exports.build;
// No tasks: for the tests of the documents.
exports.documents = { withTables, withRelease };
