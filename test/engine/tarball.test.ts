/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs beside n8n, not inside it */
import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const root = resolve(__dirname, '../..');
const npm = (...args: string[]): string =>
	execFileSync('npm', args, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });

/** Without the network, and without what n8n itself brings. */
const alone = ['--offline', '--ignore-scripts', '--no-audit', '--legacy-peer-deps', '--omit=dev'];

interface Lock {
	packages: Record<string, unknown>;
}

interface Manifest {
	name: string;
	dependencies?: Record<string, string>;
	optionalDependencies?: Record<string, string>;
	bundleDependencies?: string[];
	peerDependencies: Record<string, string>;
	main: string;
	types: string;
	n8n: { nodes: string[]; credentials: string[] };
}
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

interface Packed {
	filename: string;
	files: Array<{ path: string; size: number }>;
	unpackedSize: number;
}
const folder = mkdtempSync(join(tmpdir(), 'heygen-tarball-'));
const [packed] = JSON.parse(
	npm('pack', '--json', '--ignore-scripts', '--pack-destination', folder),
) as Packed[];
const paths = packed?.files.map(({ path }) => path) ?? [];

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the package that npm would publish', () => {
	it('holds dist and five files, nothing else', () => {
		expect(paths.filter((path) => !path.startsWith('dist/')).sort()).toEqual([
			'CHANGELOG.md',
			'LICENSE',
			'README.md',
			'index.js',
			'package.json',
		]);
	});

	it('holds code, types, icons, codex and schemas in dist, and no other kind of file', () => {
		const kinds = [
			/^dist\/(?:convert|nodes|credentials)\/(?:[\w.-]+\/)*[\w-]+(?:\.(?:node|credentials))?\.(?:js|d\.ts)$/,
			/^dist\/nodes\/HeyGen\/[\w.]+\.svg$/,
			/^dist\/nodes\/HeyGen\/\w+\.node\.json$/,
			/^dist\/nodes\/HeyGen\/__schema__\/v[\d.]+\/(?:\w+\/)?\w+\.json$/,
			/^dist\/package\.json$/,
		];
		const inDist = paths.filter((path) => path.startsWith('dist/'));
		expect(inDist.filter((path) => !kinds.some((kind) => kind.test(path)))).toEqual([]);
		expect(
			inDist.filter((path) => /(?:^|\/)(?:test|fixtures|simulator)\/|\.(?:test|spec)\./.test(path)),
		).toEqual([]);
	});

	it('holds types for all code, and no map that points nowhere', () => {
		const code = paths.filter((path) => path.startsWith('dist/') && path.endsWith('.js'));
		expect(code.length).toBeGreaterThan(40);
		const untyped = code.filter((path) => !paths.includes(path.replace(/\.js$/, '.d.ts')));
		expect(untyped).toEqual([]);
		const mapped = code.filter((path) =>
			readFileSync(join(root, path), 'utf8').includes('sourceMappingURL'),
		);
		expect(mapped).toEqual([]);
	});

	it('holds all that package.json names', () => {
		const named = [
			manifest.main,
			manifest.types,
			...manifest.n8n.nodes,
			...manifest.n8n.credentials,
		];
		expect(named.filter((path) => !paths.includes(path))).toEqual([]);
	});

	it('is small', () => {
		expect(packed?.unpackedSize).toBeLessThan(1_500_000);
	});

	it('has grown by the converter only a little', () => {
		const converter = paths.filter((path) => path.startsWith('dist/convert/'));
		const bytes = Buffer.concat(converter.map((path) => readFileSync(join(root, path))));
		expect(gzipSync(bytes).length).toBeLessThan(60_000);
	});
});

describe('the installed package', () => {
	let locked: string[] = [];
	const vector = {
		secret: 'whsec_example',
		body: '{"event_type":"avatar_video.success","event_data":{"video_id":"a1","url":"https://example.com/a1.mp4","callback_id":"c1"}}',
	};
	const signature = createHmac('sha256', vector.secret).update(vector.body).digest('hex');
	const use = `
		const body = Buffer.from(${JSON.stringify(vector.body)});
		const event = readEvent(body);
		console.log(JSON.stringify([
			isSigned(body, '${signature}', '${vector.secret}'),
			isSigned(body, '${signature}', 'another'),
			isKnownEvent(event),
			simplify(event).video_id,
		]));`;

	beforeAll(() => {
		const tarball = join(folder, packed?.filename ?? 'nothing');
		writeFileSync(join(folder, 'package.json'), '{"private":true}');
		npm('install', ...alone, '--prefix', folder, tarball);
		const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as Lock;
		locked = Object.keys(lock.packages);
		symlinkSync(join(root, 'node_modules/n8n-workflow'), join(folder, 'node_modules/n8n-workflow'));
	});

	it('brings no other package along, so an audit of it has nothing to find', () => {
		expect(locked).toEqual(['', `node_modules/${manifest.name}`]);
		const { dependencies = {}, optionalDependencies = {}, bundleDependencies = [] } = manifest;
		expect({ ...dependencies, ...optionalDependencies }).toEqual({});
		expect(bundleDependencies).toEqual([]);
		expect(Object.keys(manifest.peerDependencies)).toEqual(['n8n-workflow']);
	});

	it.each([
		[
			'import',
			['--input-type=module'],
			`import { isKnownEvent, isSigned, readEvent, simplify } from '${manifest.name}';`,
		],
		[
			'require',
			[],
			`const { isKnownEvent, isSigned, readEvent, simplify } = require('${manifest.name}');`,
		],
	])('gives what it exports to %s', (_way, flags, take) => {
		const said = execFileSync(process.execPath, [...flags, '--eval', take + use], {
			cwd: folder,
			encoding: 'utf8',
		});
		expect(JSON.parse(said)).toEqual([true, false, true, 'a1']);
	});

	it.each([
		['import', ['--input-type=module'], `import { convertWorkflow } from '${manifest.name}';`],
		['require', [], `const { convertWorkflow } = require('${manifest.name}');`],
	])('converts a workflow for %s, and loads the converter only then', (_way, flags, take) => {
		const code = `${take}
			import('node:module').then(({ createRequire }) => {
				const { cache } = createRequire(process.cwd() + '/x.js');
				const loaded = () => Object.keys(cache).some((file) => /dist.convert/.test(file));
				const before = loaded();
				const { report } = convertWorkflow('{"nodes": [], "connections": {}}');
				console.log(JSON.stringify([before, loaded(), report.converted]));
			});`;
		const said = execFileSync(process.execPath, [...flags, '--eval', code], {
			cwd: folder,
			encoding: 'utf8',
		});
		expect(JSON.parse(said)).toEqual([false, true, []]);
	});
});
