import { convertWorkflow, type JsonObject } from '../../../convert';
import {
	bodyText,
	code,
	create,
	createWith,
	flow,
	header,
	http,
	key,
	node,
	set,
	setup,
	start,
	statusUrl,
} from '../../convert/nodes';
import { noteTexts } from './workflows';

const raw = node('Config', 'set', 3.4, {
	mode: 'raw',
	jsonOutput: `{"heygen_api_key":"${key}"}`,
	options: {},
});

/** Where the key stands, by what the converter says. */
function keysOf(config: JsonObject, value: string): { keys: string[]; notes: string } {
	const call = createWith({
		authentication: 'none',
		...header(value),
		specifyBody: 'json',
		jsonBody: bodyText(),
	});
	const links = `Start > ${String(config.name)} > Setup > Create Video`;
	const { workflow, report } = convertWorkflow(
		flow([start(), config, setup({ note: 'the key to it all' }), call], links),
	);
	expect(JSON.stringify(report)).not.toContain(key);
	return { keys: report.keys, notes: noteTexts(workflow).join('\n') };
}

it.each([
	['a Set node of JSON', raw, "={{ $('Config').first().json.heygen_api_key }}"],
	['a field of any name', set('Config', { HeyGen: key }), "={{ $('Config').item.json.HeyGen }}"],
	['a name with a blank', set('Config', { 'API Key': key }), "={{ $json['API Key'] }}"],
	[
		'a node with quotes in its name',
		set('My "Config"', { apiKey: key }),
		`={{ $('My "Config"').item.json.apiKey }}`,
	],
	[
		'a Code node',
		code('Config', `return [{ json: { apiKey: '${key}' } }];`),
		"={{ $('Config').item.json.apiKey }}",
	],
	['a Bearer', set('Config', { k: key }), "=Bearer {{ $('Config').item.json.k }}"],
])('names where the key stands: %s', (_what, config, value) => {
	const { keys, notes } = keysOf(config, value);
	expect(keys).toEqual([config.name]);
	expect(notes).toContain(`The key stands in "${String(config.name)}"`);
});

it('names no node for a key that comes from outside', () => {
	const { keys, notes } = keysOf(set('Config', { key: 'of something else' }), '={{ $env.KEY }}');
	expect(keys).toEqual([]);
	expect(notes).toContain('came from an expression');
});

it('looks at the status call too, and at addresses', () => {
	const config = set('Config', { heygenKey: key });
	const status = http('Get Status', {
		url: `=${statusUrl}?video_id={{ $json.data.video_id }}&api_key={{ $('Config').item.json.heygenKey }}`,
	});
	const { report } = convertWorkflow(
		flow([start(), config, create(), status], 'Start > Config > Create Video > Get Status'),
	);
	expect(report.keys).toEqual(['Config']);
});
