import { convertWorkflow, type JsonObject } from '../../../convert';
import { code, done, flow, http, set } from '../../convert/nodes';
import { asking, askingLine, nodesOf } from './workflows';

const chain = `${askingLine} > Next`;

/** What becomes of a parameter of the node behind the loop. */
function read(value: string, more: JsonObject[] = [], ...links: string[]): unknown {
	const nodes = [...asking(), set('Next', { value }), ...more];
	const { workflow } = convertWorkflow(flow(nodes, chain, 'If:1 > Wait', ...links));
	const next = nodesOf(workflow).find(({ name }) => name === 'Next');
	const { assignments } = (next?.parameters as { assignments: { assignments: JsonObject[] } })
		.assignments;
	return assignments[0]?.value;
}

it.each([
	['={{ $json.data.video_url }}', '={{ $json.video_url }}'],
	['={{$json.data.video_url}}', '={{$json.video_url}}'],
	['={{ $json["data"]["video_url"] }}', '={{ $json.video_url }}'],
	["={{ $json['data'].video_url }}", '={{ $json.video_url }}'],
	['={{ $json.data?.video_url }}', '={{ $json.video_url }}'],
	['={{ $json.data.video_url.split("?")[0] }}', '={{ $json.video_url.split("?")[0] }}'],
	[
		'={{ $json.data.id }} and {{ $json.data.status }}',
		'={{ $json.video_id }} and {{ $json.status }}',
	],
	['={{ $input.item.json.data.gif_url }}', '={{ $input.item.json.gif_url }}'],
	['={{ $input.first().json.data.duration }}', '={{ $input.first().json.duration }}'],
	[
		"={{ $('Get Status').item.json.data.video_url }}",
		"={{ $('Create Video').item.json.video_url }}",
	],
	[
		'={{ $("Get Status").first().json.data.video_url }}',
		"={{ $('Create Video').first().json.video_url }}",
	],
	[
		"={{ $('Get Status').last().json.data.caption_url }}",
		"={{ $('Create Video').last().json.subtitle_url }}",
	],
	[
		"={{ $('Get Status').all()[0].json.data.video_url }}",
		"={{ $('Create Video').all()[0].json.video_url }}",
	],
	[
		"={{ $('Create Video').item.json.data.video_id }}",
		"={{ $('Create Video').item.json.video_id }}",
	],
	['={{ $node["Get Status"].json.data.video_url }}', "={{ $node['Create Video'].json.video_url }}"],
	[
		'={{ $items("Get Status")[0].json.data.video_url }}',
		"={{ $items('Create Video')[0].json.video_url }}",
	],
	["={{ $('If').item.json.data.video_url }}", "={{ $('Create Video').item.json.video_url }}"],
	["={{ $('Get Status').isExecuted }}", "={{ $('Create Video').isExecuted }}"],
	['={{ JSON.stringify($json.data) }}', '={{ JSON.stringify($json) }}'],
	["={{ $('Setup').item.json.text }}", "={{ $('Setup').item.json.text }}"],
	['$json.data.video_url', '$json.data.video_url'],
	['=Say $json.data.video_url', '=Say $json.data.video_url'],
])('%s becomes %s', (before, after) => {
	expect(read(before)).toBe(after);
});

it("leaves another service's data", () => {
	const other = http('Other', { url: 'https://example.com' });
	const links = ['If > Other > Last'];
	const nodes = [...asking(), other, set('Last', { value: '={{ $json.data.video_url }}' })];
	const { workflow, report } = convertWorkflow(flow(nodes, askingLine, 'If:1 > Wait', ...links));
	expect(JSON.stringify(nodesOf(workflow))).toContain('$json.data.video_url');
	expect(report.expressions).toEqual([]);
});

const codeBehind = (jsCode: string): string => {
	const nodes = [...asking(), code('Next', jsCode)];
	const { workflow } = convertWorkflow(flow(nodes, chain, 'If:1 > Wait'));
	const next = nodesOf(workflow).find(({ name }) => name === 'Next');
	return String((next?.parameters as JsonObject).jsCode);
};

it.each([
	['return [{ json: { u: $json.data.video_url } }];', 'return [{ json: { u: $json.video_url } }];'],
	[
		'const r = $input.first().json;\nreturn r.data.video_url;',
		'const r = $input.first().json;\nreturn r.video_url;',
	],
	['const r = items[0].json;\nreturn r.data?.id;', 'const r = items[0].json;\nreturn r.video_id;'],
	[
		'return $input.all().map((i) => ({ json: { u: i.json.data.video_url } }));',
		'return $input.all().map((i) => ({ json: { u: i.json.video_url } }));',
	],
	[
		"const a = $('Setup').all();\nreturn a.map((i) => i.json.data.video_url);",
		"const a = $('Setup').all();\nreturn a.map((i) => i.json.data.video_url);",
	],
	[
		'const data = { video_url: 1 };\nreturn data.video_url;',
		'const data = { video_url: 1 };\nreturn data.video_url;',
	],
])('in code, %j becomes %j', (before, after) => {
	expect(codeBehind(before)).toBe(after);
});

it.each(['$json.code', '$json.data.callback_id'])(
	'names %s, which is gone, and the node that reads it',
	(field) => {
		const nodes = [...asking(), done(`={{ ${field} }}`)];
		const { report } = convertWorkflow(flow(nodes, chain.replace('Next', 'Done'), 'If:1 > Wait'));
		expect(report.converted[0]?.notes.join()).toContain(
			`"Done" reads ${field}, which has no counterpart`,
		);
	},
);
