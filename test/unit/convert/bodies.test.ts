import { convertWorkflow, type JsonObject } from '../../../convert';
import { create, createWith, flow, start } from '../../convert/nodes';
import { noteTexts, ownNodes } from './workflows';

const videoOf = (input: string, more = ''): string => `={"video_inputs":[${input}]${more}}`;
const avatar = '"character":{"type":"avatar","avatar_id":"a"}';
const voice = '"voice":{"type":"text","input_text":"Hi","voice_id":"v"}';

function made(jsonBody: string): { parameters: JsonObject; notes: string } {
	const { workflow } = convertWorkflow(flow([start(), create(jsonBody)], 'Start > Create Video'));
	return {
		parameters: (ownNodes(workflow)[0]?.parameters ?? {}) as JsonObject,
		notes: noteTexts(workflow).join('\n'),
	};
}

const scriptOf = (text: string): unknown =>
	made(videoOf(`{${avatar},"voice":{"type":"text","input_text":${text},"voice_id":"v"}}`))
		.parameters.script;

it.each([
	['text', '"Hello"', 'Hello'],
	['escapes', String.raw`"a\n\"b\" \u00e4 \\"`, 'a\n"b" ä \\'],
	['an expression alone', '"{{ $json.a }}"', '={{ $json.a }}'],
	['an expression in text', '"A {{ $json.a }}, {{$json.b}}!"', '=A {{ $json.a }}, {{ $json.b }}!'],
	['quotes in an expression', '"{{ $json.a ?? "none" }}"', '={{ $json.a ?? "none" }}'],
	['without quotes', '{{ JSON.stringify($json.a) }}', '={{ $json.a }}'],
	['toJsonString', '{{ $json.a.toJsonString() }}', '={{ $json.a }}'],
	[
		'the outermost call only',
		'{{ JSON.stringify(JSON.stringify($json.a)) }}',
		'={{ JSON.stringify($json.a) }}',
	],
	[
		'JSON.stringify with its quotes cut off',
		'"{{ JSON.stringify($json.a).slice(1, -1) }}"',
		'={{ $json.a }}',
	],
	[
		'a call behind it',
		'{{ JSON.stringify($json.a).trim() }}',
		'={{ JSON.stringify($json.a).trim() }}',
	],
	['a text that begins with =', '"=1+1"', '={{ "=1+1" }}'],
	['a line break in the text', '"a\nb"', 'a\nb'],
])('reads a script with %s', (_what, text, script) => {
	expect(scriptOf(text)).toBe(script);
});

const fieldsOf = (...body: Parameters<typeof videoOf>): unknown =>
	made(videoOf(...body)).parameters.additionalFields;

it.each([
	['4:3', { aspectRatio: '5:4' }, 'no aspect ratio 4:3'],
	['16:9', { aspectRatio: '16:9' }, ''],
	['{{ $json.ratio }}', { aspectRatio: '={{ $json.ratio }}' }, ''],
	['wide', {}, ''],
])('takes the ratio %s for one that the node has', (ratio, expected, note) => {
	const { parameters, notes } = made(videoOf(`{${avatar},${voice}}`, `,"aspect_ratio":"${ratio}"`));
	expect(parameters.additionalFields).toEqual(expected);
	expect(notes).toContain(note);
});

it('lets the run say what was said by the run', () => {
	const character = avatar.replace(
		'}',
		',"matting":{{ $json.m }},"use_avatar_iv_model":{{ $json.iv }}}',
	);
	const { parameters, notes } = made(
		videoOf(`{${character},${voice}}`, ',"caption":{{ $json.c }}'),
	);
	expect(parameters.additionalFields).toMatchObject({
		captionStyle: "={{ String($json.c) === 'true' ? 'default' : '' }}",
		removeBackground: '={{ $json.m }}',
	});
	expect(notes).toContain('three times as much');
});

it('makes no transparent video of one with a background, which HeyGen refuses', () => {
	const behind = '"background":{"type":"color","value":"#ffffff"}';
	const webm = ',"output_format":"webm"';
	expect(fieldsOf(`{${avatar},${voice},${behind}}`, webm)).not.toHaveProperty('outputFormat');
	expect(fieldsOf(`{${avatar},${voice}}`, webm)).toMatchObject({ outputFormat: 'webm' });
});

it('takes a voice from an expression for one that speaks a text', () => {
	const { parameters, notes } = made(
		videoOf(`{${avatar},"voice":{{ JSON.stringify($json.voice) }}}`),
	);
	expect(parameters).toMatchObject({
		speechSource: 'script',
		script: '={{ ($json.voice)?.input_text }}',
		voiceId: { value: '={{ ($json.voice)?.voice_id }}' },
	});
	expect(notes).toContain('The voice comes from an expression');
});

it('takes the look alone of a character from an expression, and says so once', () => {
	const { parameters, notes } = made(
		videoOf(`{"character":{{ JSON.stringify($json.who) }},${voice}}`),
	);
	expect(parameters).toMatchObject({
		avatarId: { value: '={{ ($json.who)?.avatar_id ?? ($json.who)?.talking_photo_id }}' },
		additionalFields: {},
	});
	expect(notes).toContain('only its look is taken');
	expect(notes).not.toContain('has no character');
});

it.each([
	['nothing is said', `{${avatar}}`, 'enter a script'],
	['nothing is shown', `{${avatar},${voice}},{${voice}}`, 'enter its Source'],
	[
		'the cut-out is lost in a scene',
		`{${avatar.replace('}', ',"matting":true}')},${voice}},{${avatar},${voice}}`,
		'character.matting (true)',
	],
])('says that %s', (_what, inputs, note) => {
	expect(made(videoOf(inputs)).notes).toContain(note);
});

const object = (input: string): unknown =>
	made(
		`={{ { video_inputs: [{ character: { avatar_id: 'a' }, voice: { voice_id: 'v', input_text: ${input} } }] } }}`,
	).parameters.script;

it.each([
	['a text', `'it\\'s'`, "it's"],
	['a number', '12', 12],
	['a template', '`Dear ${$json.a}, hi`', '=Dear {{ $json.a }}, hi'],
	['code', '$json.a.replace(/["{}]/g, "") + "!"', '={{ $json.a.replace(/["{}]/g, "") + "!" }}'],
	['a choice', "$json.a ? 'x' : 'y'", "={{ $json.a ? 'x' : 'y' }}"],
	['optional chaining', '$json?.a ?? $json.b', '={{ $json?.a ?? $json.b }}'],
	['a list put together', "['a', $json.b].join(' ')", "={{ ['a', $json.b].join(' ') }}"],
	['a function', '(() => { return $json.a; })()', '={{ (() => { return $json.a; })() }}'],
])('reads a script in an object with %s', (_what, input, script) => {
	expect(object(input)).toBe(script);
});

it('ends no expression too early', () => {
	expect(object('({ a: { b: $json.a }}).a.b')).toBe('={{ ({ a: { b: $json.a } }).a.b }}');
});

it.each([
	['720p', '"width":1280,"height":720', { aspectRatio: '16:9', resolution: '720p' }, ''],
	[
		'numbers as text',
		'"width":"1080","height":"1920"',
		{ aspectRatio: '9:16', resolution: '1080p' },
		'',
	],
	['4k', '"width":3840,"height":2160', { aspectRatio: '16:9', resolution: '4k' }, ''],
	['a square', '"width":1080,"height":1080', { aspectRatio: '1:1', resolution: '1080p' }, ''],
	['4:5', '"width":864,"height":1080', { aspectRatio: '4:5', resolution: '720p' }, '864 × 1080'],
	[
		'anything else',
		'"width":480,"height":480',
		{ aspectRatio: '1:1', resolution: '720p' },
		'480 × 480',
	],
])('makes a ratio and a resolution of %s', (_what, size, expected, note) => {
	const { parameters, notes } = made(videoOf(`{${avatar},${voice}}`, `,"dimension":{${size}}`));
	expect(parameters.additionalFields).toMatchObject(expected);
	expect(notes.includes('no free size')).toBe(note !== '');
	expect(notes).toContain(note);
});

it.each([
	['#fff', '#ffffff'],
	['#1a2B3c', '#1a2b3c'],
	['white', '#ffffff'],
	['{{ $json.c }}', '={{ $json.c }}'],
])('writes the colour %s out', (value, expected) => {
	const background = `"background":{"type":"color","value":"${value}"}`;
	const { parameters } = made(videoOf(`{${avatar},${voice},${background}}`));
	expect(parameters.additionalFields).toMatchObject({
		backgroundType: 'color',
		backgroundValue: expected,
	});
});

it.each([
	['"emotion":"Excited"', 'voice', 'voice.emotion (Excited)'],
	['"scale":1.8', 'character', 'character.scale (1.8)'],
	['"offset":{"x":0.2,"y":0}', 'character', 'character.offset'],
	['"avatar_style":"circle"', 'character', 'character.avatar_style (circle)'],
])('says that %s of the %s is lost', (field, where, words) => {
	const [one, other] =
		where === 'voice'
			? [avatar, voice.replace('}', `,${field}}`)]
			: [avatar.replace('}', `,${field}}`), voice];
	expect(made(videoOf(`{${one},${other}}`)).notes).toContain(`HeyGen's v3 has no ${words}.`);
});

it.each([
	'"avatar_style":"normal"',
	'"scale":1',
	'"scale":1.0',
	'"offset":{"x":0,"y":0}',
	'"matting":false',
])('says nothing of %s, which meant nothing', (field) => {
	expect(made(videoOf(`{${avatar.replace('}', `,${field}}`)},${voice}}`)).notes).not.toContain(
		'has no character',
	);
});

it('says that a test costs now, and of nothing else that was false', () => {
	expect(made(videoOf(`{${avatar},${voice}}`, ',"test":true')).notes).toContain('no test renders');
	const { notes } = made(videoOf(`{${avatar},${voice}}`, ',"test":false,"caption":false'));
	expect(notes).not.toMatch(/test renders|caption/);
});

it('asks to choose what was empty', () => {
	const { parameters, notes } = made(
		'={"video_inputs":[{"character":{"type":"avatar","avatar_id":""},"voice":{"type":"text","input_text":"Hi","voice_id":""}}]}',
	);
	expect(parameters).toMatchObject({ avatarId: { value: '' }, voiceId: { value: '' } });
	expect(notes).toContain('No avatar was chosen');
	expect(notes).toContain('No voice was chosen');
});

it.each([
	['no JSON', '={"video_inputs":[1 2]}', 'no JSON'],
	['something else', '={"video_inputs":[{]}', 'not understood'],
	['a text without an end', '={"video_inputs":"', 'has no end'],
	['an expression without an end', '={"video_inputs": {{ $json.a }', 'has no end'],
	['a spread', '={{ { ...$json.body } }}', 'expression as a whole'],
	['a scene from an expression', videoOf('{{ JSON.stringify($json.a) }}'), 'as a whole'],
	['no scenes', '={"title":"x"}', 'no video_inputs'],
	['an empty list', '={"video_inputs":[]}', 'no video_inputs'],
])('leaves a body with %s, and says why', (_what, body, why) => {
	const old = flow([start(), create(body)], 'Start > Create Video');
	const { workflow, report } = convertWorkflow(old);
	expect(ownNodes(workflow)).toEqual([]);
	expect(report.left).toMatchObject([
		{ node: 'Create Video', why: expect.stringContaining(why) as string },
	]);
});

it('leaves one without a body', () => {
	const { report } = convertWorkflow(
		flow([start(), createWith({ sendBody: false })], 'Start > Create Video'),
	);
	expect(report.left).toMatchObject([{ why: expect.stringContaining('it has no body') as string }]);
});
