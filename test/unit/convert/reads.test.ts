import { convertWorkflow, type JsonObject, type Workflow } from '../../../convert';
import {
	bodyText,
	code,
	create,
	createWith,
	done,
	flow,
	http,
	iff,
	node,
	set,
	setup,
	start,
	status,
	wait,
} from '../../convert/nodes';
import { asking, askingLine, nodesOf, ownNodes } from './workflows';

/** A workflow in which these nodes come one after the other behind the loop. */
function behind(...nodes: JsonObject[]): ReturnType<typeof convertWorkflow> {
	const names = nodes.map(({ name }) => String(name)).join(' > ');
	return convertWorkflow(flow([...asking(), ...nodes], `${askingLine} > ${names}`, 'If:1 > Wait'));
}

const urlOf = (workflow: Workflow | Workflow[], name = 'Post'): unknown =>
	(nodesOf(workflow).find((each) => each.name === name)?.parameters as JsonObject | undefined)?.url;

const post = (url: string): JsonObject => http('Post', { url });
const third = (include?: string): JsonObject =>
	node('Caption', 'set', 3, { fields: { values: [] }, ...(include && { include }), options: {} });

it.each([
	['a Set node of version 2', node('Caption', 'set', 2, { values: {}, options: {} })],
	['a Set node of version 3', third()],
	['a Set node of version 3.4', set('Caption', { text: 'x' }, { includeOtherFields: true })],
	[
		'code that ends with what came in',
		code('Caption', 'for (const item of $input.all()) item.json.a = 1;\nreturn $input.all();'),
	],
	[
		'code that spreads it out',
		code('Caption', 'return items.map((item) => ({ json: { ...item.json, a: 1 } }));'),
	],
	['an answer to a webhook', node('Caption', 'respondToWebhook', 1.1, {})],
	['a Limit', node('Caption', 'limit', 1, {})],
])('reads through %s, by its name too', (_what, between) => {
	expect(urlOf(behind(between, post('={{ $json.data.video_url }}')).workflow)).toBe(
		'={{ $json.video_url }}',
	);
	const named = behind(between, set('Other', {}), post("={{ $('Caption').item.json.data.id }}"));
	expect(urlOf(named.workflow)).toBe("={{ $('Caption').item.json.video_id }}");
});

it.each([
	['code', code('Caption', 'return [{ json: { ...$json, data: { video_url: $json.id } } }];')],
	[
		'a Set node of version 2',
		node('Caption', 'set', 2, { keepOnlySet: true, values: {}, options: {} }),
	],
	['a Set node of version 3', third('none')],
	['a Set node of version 3.4', set('Caption', { text: 'x' })],
])('reads nothing through %s that keeps nothing', (_what, between) => {
	const { workflow } = behind(between, post('={{ $json.data.video_url }}'));
	expect(urlOf(workflow)).toBe('={{ $json.data.video_url }}');
});

it('leaves the fields that a Set node in between makes itself', () => {
	const own = set('Caption', { data: 'x', message: 'y' }, { includeOtherFields: true });
	const { workflow, report } = behind(own, post('={{ $json.data.title }}{{ $json.message }}'));
	expect(urlOf(workflow)).toBe('={{ $json.data.title }}{{ $json.message }}');
	expect(report.converted[0]?.notes.join()).not.toContain('no counterpart');
});

it('reads by the name of the new node where something else comes in now', () => {
	const { workflow } = convertWorkflow(
		flow(
			[
				start(),
				setup(),
				create(),
				http('Save', { url: 'https://example.com' }),
				wait(),
				status(),
				iff(),
				set('Caption', { text: 'x' }, { includeOtherFields: true }),
				post("={{ $json.data.video_url }}{{ $('Caption').item.json.text }}"),
			],
			'Start > Setup > Create Video > Save > Wait > Get Status > If > Caption > Post',
			'If:1 > Wait',
		),
	);
	expect(urlOf(workflow)).toBe(
		"={{ $('Create Video').item.json.video_url }}{{ $('Caption').item.json.text }}",
	);
});

it.each([
	['HTML', node('Post', 'html', 1.2, { html: '<a href="{{ $json.data.video_url }}">' }), 'html'],
	[
		'SQL',
		node('Post', 'postgres', 2.5, { query: "SET u = '{{ $('If').item.json.data.video_url }}'" }),
		'query',
	],
])('reads what stands in %s, which needs no =', (_what, work, key) => {
	const [made] = nodesOf(behind(work).workflow).filter(({ name }) => name === 'Post');
	expect((made?.parameters as JsonObject)[key]).toMatch(/(?:\$json|item\.json)\.video_url \}\}/);
});

it('is not held up by code without an end', () => {
	const began = Date.now();
	behind(set('Post', { url: `={{ ${'$json.data'.repeat(60_000)} }}` }));
	expect(Date.now() - began).toBeLessThan(30_000);
});

const python = (pythonCode: string): JsonObject =>
	node('Work', 'code', 2, { language: 'python', pythonCode });

it.each([
	['takes data apart', code('Work', 'const { data } = $json;\nreturn data.video_url;')],
	['takes data further apart', code('Work', 'const { data: { id } } = $json;\nreturn id;')],
	['takes data in a function', code('Work', 'return items.map(({ json: { data } }) => data.id);')],
	[
		'reads other lists too',
		code('Work', "const a = $('Setup').all();\nreturn $input.all().map((i) => i.json.data.id);"),
	],
	['asks by a path', set('Work', { url: "={{ $jmespath($json, 'data.video_url') }}" })],
	['is of Python', python("return [{'json': _items[0]['json']['data']}]")],
	['is of Python and reads by name', python("return _('Get Status').first().json")],
	[
		'takes all fields there are',
		node('Work', 'googleSheets', 4.5, { columns: { mappingMode: 'autoMapInputData' } }),
	],
])('says of a node that %s that it may have to be changed', (_what, work) => {
	expect(behind(work).report.converted[0]?.notes.join()).toContain('"Work" may read the old reply');
});

it('says so of one behind a node that may hand on what comes in', () => {
	const date = node('Date', 'dateTime', 2, { operation: 'getCurrentDate' });
	const notes = (...nodes: JsonObject[]): string =>
		String(behind(...nodes).report.converted[0]?.notes.join());
	expect(notes(date, post('={{ $json.data.video_url }}'))).toContain('"Post" may read');
	const other = http('Other', { url: 'https://example.com' });
	expect(notes(other, post('={{ $json.data.video_url }}'))).not.toContain('may read');
});

it.each([
	code('Work', "const other = $('Setup').first().json.data;\nreturn [{ json: { data: other } }];"),
	code('Work', 'const reply = $input.first().json.data;\nreturn reply.video_url;'),
	python("return [{'json': {'url': _items[0]['json']['url']}}]"),
])('says nothing of one that need not', (work) => {
	expect(behind(work).report.converted[0]?.notes.join()).not.toContain('may read');
});

it('names a count of rounds that is read after the loop', () => {
	const { report } = convertWorkflow(
		flow(
			[
				...asking(),
				set('Count', { attempts: '={{ $runIndex + 1 }}' }),
				iff('Enough?', '={{ $json.attempts }}', 20, 'gt', 'number'),
				done(),
				set('Give Up', { text: '={{ $json.attempts }} times' }),
			],
			`${askingLine} > Done`,
			'If:1 > Count > Enough? > Give Up',
			'Enough?:1 > Wait',
		),
	);
	expect(report.converted[0]?.notes.join()).toContain('"Give Up" reads $json.attempts');
});

it('takes an IF on the status code for the question whether HeyGen took it', () => {
	const full = { options: { response: { response: { fullResponse: true } } } };
	const { workflow } = convertWorkflow(
		flow(
			[
				start(),
				setup(),
				createWith({ specifyBody: 'json', jsonBody: bodyText(), ...full }),
				iff('Ok?', '={{ $json.statusCode }}', 200, 'equals', 'number'),
				wait(),
				status(),
				iff(),
				done(),
				set('Refused', { why: '={{ $json.body.message }}' }),
			],
			'Start > Setup > Create Video > Ok? > Wait > Get Status > If > Done',
			'Ok?:1 > Refused',
			'If:1 > Wait',
		),
	);
	expect(ownNodes(workflow)[0]).toMatchObject({ onError: 'continueErrorOutput' });
	expect(nodesOf(workflow).map(({ name }) => name)).not.toContain('Ok?');
	expect(JSON.stringify(nodesOf(workflow))).toContain('$json.error');
});

it('keeps a Switch with several ways out that was not understood', () => {
	const old = flow(
		[
			start(),
			setup(),
			create(),
			wait(),
			status(),
			node('Switch', 'switch', 3, {
				mode: 'expression',
				output: '={{ { completed: 0, failed: 1 }[$json.data.status] ?? 2 }}',
			}),
			done(),
			set('Tell', { why: '={{ $json.data.error.message }}' }),
		],
		'Start > Setup > Create Video > Wait > Get Status > Switch > Done',
		'Switch:1 > Tell',
		'Switch:2 > Wait',
	);
	const workflow = convertWorkflow(old).workflow as Workflow;
	const { connections } = workflow as { connections: JsonObject };
	expect(connections['Create Video']).toEqual({
		main: [[{ node: 'Switch', type: 'main', index: 0 }]],
	});
	expect(JSON.stringify(connections.Switch)).not.toMatch(/Wait|Switch/);
	expect(JSON.stringify(nodesOf(workflow))).toContain('[$json.status]');
	expect(JSON.stringify(nodesOf(workflow))).toContain('$json.failure_message');
});
