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
	events: () =>
		table(
			['Event', 'Name in the list', 'Sent when', 'v1'],
			Object.entries(built('events/catalogue.js').catalogue).map(([type, { label, fires, v1 }]) => [
				`\`${type}\``,
				label,
				fires,
				v1 ? 'yes' : '',
			]),
		),
	operations: () =>
		table(
			['Resource', 'Operation', 'What it does'],
			Object.values(built('resources/index.js').resources).flatMap(({ name, operations }) =>
				Object.values(operations).map(({ option }) => [name, option.name, option.description]),
			),
		),
};

/** `readme` with the tables between their markers made anew; a table without markers is left out. */
function withTables(readme) {
	return Object.entries(tables).reduce((text, [name, make]) => {
		const markers = new RegExp(`(<!-- ${name}:start -->)[\\s\\S]*?(<!-- ${name}:end -->)`);
		return text.replace(markers, (_all, start, end) => `${start}\n\n${make()}\n\n${end}`);
	}, readme);
}

async function readme() {
	if (!existsSync('README.md')) return;
	const prettier = require('prettier');
	const now = await readFile('README.md', 'utf8');
	const options = (await prettier.resolveConfig('README.md')) ?? {};
	const next = await prettier.format(withTables(now), { ...options, parser: 'markdown' });
	if (next !== now) await writeFile('README.md', next);
}

exports.build = series(clean, compile, assets, schemas, check);
exports.generate = series(exports.build, readme);
exports.default = exports.build;
