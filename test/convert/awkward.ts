import type { Case } from './cases';
import {
	bodyText,
	byCredential,
	code,
	condition,
	create,
	createWith,
	done,
	flow,
	generateUrl,
	header,
	http,
	iff,
	key,
	node,
	set,
	setup,
	start,
	status,
	statusUrl,
	wait,
} from './nodes';

const loop = 'Start > Setup > Create Video > Wait > Get Status > If > Done';
const back = 'If:1 > Wait';
const usual = [wait(), status(), iff(), done()];

/** Old versions of nodes, bodies and conditions in other words, and what stands in between. */
export const awkwardCases: Case[] = [
	{
		name: 'HTTP Request 1, all in JSON',
		workflow: flow(
			[
				start(),
				setup(),
				http(
					'Create Video',
					{
						requestMethod: 'POST',
						url: generateUrl,
						authentication: 'headerAuth',
						jsonParameters: true,
						options: {},
						bodyParametersJson: bodyText(),
					},
					1,
				),
				wait('Wait', 1, { unit: 'minutes' }),
				http(
					'Get Status',
					{
						url: statusUrl,
						authentication: 'headerAuth',
						queryParametersUi: {
							parameter: [
								{ name: 'video_id', value: '={{$node["Create Video"].json["data"]["video_id"]}}' },
							],
						},
						options: {},
					},
					1,
				),
				node('If', 'if', 1, {
					conditions: { string: [{ value1: '={{$json["data"]["status"]}}', value2: 'completed' }] },
				}),
				done('={{$json["data"]["video_url"]}}'),
			],
			loop,
			back,
		),
	},
	{
		name: 'HTTP Request 2, fields',
		workflow: flow(
			[
				start(),
				setup({ input: '' }),
				http(
					'Create Video',
					{
						requestMethod: 'POST',
						url: generateUrl,
						options: {},
						bodyParametersUi: {
							parameter: [
								{
									name: 'video_inputs',
									value:
										'={{ [{ character: { type: "avatar", avatar_id: $json.avatar }, voice: { type: "text", input_text: $json.text, voice_id: $json.voice } }] }}',
								},
								{ name: 'title', value: '={{ $json.text }}' },
							],
						},
						headerParametersUi: { parameter: [{ name: 'X-Api-Key', value: key }] },
					},
					2,
				),
				...usual,
			],
			loop,
			back,
		),
	},
	{
		name: 'fields that hold JSON',
		workflow: flow(
			[
				start(),
				setup(),
				createWith({
					bodyParameters: {
						parameters: [
							{
								name: 'video_inputs',
								value:
									'=[{"character":{"type":"avatar","avatar_id":"{{ $json.avatar }}",},"voice":{"type":"text","input_text":"{{ $json.text }}","voice_id":"{{ $json.voice }}"}}]',
							},
							{ name: 'dimension', value: '{"width":"720","height":"1280"}' },
							{ name: 'test', value: 'false' },
						],
					},
				}),
				...usual,
			],
			loop,
			back,
		),
	},
	{
		name: 'HTTP Request 3, a raw body',
		workflow: flow(
			[
				start(),
				setup(),
				http(
					'Create Video',
					{
						method: 'POST',
						url: generateUrl,
						sendBody: true,
						contentType: 'raw',
						rawContentType: 'application/json',
						body: bodyText(),
						...header(key),
						options: {},
					},
					3,
				),
				...usual,
			],
			loop,
			back,
		),
	},
	{
		name: 'everything that v3 lacks',
		workflow: flow(
			[
				start(),
				setup(),
				create(`={
  "test": true, "caption": true, "title": "=SUM", "output_format": "mp4", "fps": 25,
  "video_inputs": [{
    "character": { "type": "avatar", "avatar_id": "{{ $json.avatar ?? "look-2" }}", "avatar_style": "circle", "scale": 1.8, "offset": {"x": 0.1, "y": 0}, "matting": false },
    "voice": { "type": "text", "input_text": "Line 1\\nLine 2: {{ $json.text }}!", "voice_id": "{{ $json.voice }}", "speed": 2, "pitch": 50, "emotion": "Excited" },
    "background": { "type": "color", "value": "#fff" },
    "text": { "type": "text", "text": "over it" }
  }],
  "dimension": { "width": 480, "height": 480 }, "aspect_ratio": "16:9"
}`),
				...usual,
			],
			loop,
			back,
		),
	},
	{
		name: 'a moving background',
		workflow: flow(
			[
				start(),
				setup(),
				create(
					bodyText().replace(
						'"speed": 1.1 }',
						'"speed": 1 }, "background": { "type": "video", "url": "https://example.com/b.mp4", "play_style": "loop" }',
					),
				),
				...usual,
			],
			loop,
			back,
		),
	},
	{
		name: 'a picture behind, a photo in front',
		workflow: flow(
			[
				start(),
				setup({ photo: 'photo-1' }),
				create(
					`={"video_inputs":[{"character":{"type":"talking_photo","talking_photo_id":"{{$json.photo}}","use_avatar_iv_model":true,"prompt":"waves"},"voice":{"type":"audio","audio_url":"https://example.com/{{$json.voice}}.mp3","speed":1.2},"background":{"type":"image","url":"https://example.com/b.png"}}],"dimension":{"width":1920,"height":1080}}`,
				),
				...usual,
			],
			loop,
			back,
		),
	},
	{
		name: 'an avatar or a photo, as the run decides',
		workflow: flow(
			[
				start(),
				setup({ kind: 'avatar' }),
				create(
					"={{ { video_inputs: [{ character: $json.kind === 'avatar' ? { type: 'avatar', avatar_id: $json.avatar } : { type: 'talking_photo', talking_photo_id: $json.avatar }, voice: { type: 'text', input_text: $json.text, voice_id: $json.voice } }], dimension: { width: Number($json.width ?? 1280), height: 720 } } }}",
				),
				...usual,
			],
			loop,
			back,
		),
	},
	{
		name: 'several scenes',
		workflow: flow(
			[
				start(),
				setup(),
				create(`={"video_inputs":[
{"character":{"type":"avatar","avatar_id":"{{$json.avatar}}"},"voice":{"type":"text","input_text":"{{$json.text}}","voice_id":"{{$json.voice}}"},"background":{"type":"color","value":"#00ff00"}},
{"voice":{"type":"silence","duration":2},"background":{"type":"image","url":"https://example.com/pause.png"}},
{"character":{"type":"talking_photo","talking_photo_id":"p1"},"voice":{"type":"text","input_text":"Bye","voice_id":"{{$json.voice}}","speed":1.2}}],"dimension":{"width":1280,"height":720}}`),
				...usual,
			],
			loop,
			back,
		),
	},
	{
		name: 'asks whether it is NOT processing',
		workflow: flow(
			[
				start(),
				setup(),
				create(),
				wait(),
				status(),
				iff('If', '={{ $json.data.status }}', 'processing', 'notEquals'),
				done(),
			],
			loop,
			back,
		),
	},
	{
		name: 'asks for the link',
		workflow: flow(
			[
				start(),
				setup(),
				create(),
				wait(),
				status(),
				iff('If', '={{ $json.data.video_url }}', '', 'notEmpty'),
				done(),
			],
			loop,
			back,
		),
	},
	{
		name: 'asks in code',
		workflow: flow(
			[
				start(),
				setup(),
				create(),
				wait(),
				status(),
				iff('If', "={{ $json.data.status === 'completed' }}", '', 'true', 'boolean'),
				done(),
			],
			loop,
			back,
		),
	},
	{
		name: 'the question turned round',
		workflow: flow(
			[
				start(),
				setup(),
				create(),
				wait(),
				status(),
				iff('If', '={{ $json.data.status }}', 'processing'),
				done(),
			],
			'Start > Setup > Create Video > Wait > Get Status > If > Wait',
			'If:1 > Done',
		),
	},
	{
		name: 'failed asked second',
		fails: true,
		last: 'Tell',
		workflow: flow(
			[
				start(),
				setup(),
				create(),
				wait(),
				status(),
				iff(),
				iff('Failed?', '={{ $json.data.status }}', 'failed'),
				done(),
				set('Tell', {
					url: '={{ $json.data.error.message }}',
					which: "={{ $('Get Status').item.json.data.video_id }}",
				}),
			],
			loop,
			'If:1 > Failed? > Tell',
			'Failed?:1 > Wait',
		),
	},
	{
		name: 'a Set between, for the ID alone',
		workflow: flow(
			[
				start(),
				setup(),
				create(),
				set('ID', { video_id: '={{ $json.data.video_id }}' }),
				wait(),
				status("={{ $('ID').item.json.video_id }}"),
				iff(),
				done('={{ $json.data.video_url }}', { id: "={{ $('ID').item.json.video_id }}" }),
			],
			'Start > Setup > Create Video > ID > Wait > Get Status > If > Done',
			back,
		),
	},
	{
		name: 'a Set between that is needed',
		workflow: flow(
			[
				start(),
				setup(),
				create(),
				set('Keep', {
					video_id: '={{ $json.data.video_id }}',
					title: "={{ $('Setup').item.json.text }}",
				}),
				wait(),
				status("={{ $('Keep').item.json.video_id }}"),
				iff(),
				done('={{ $json.data.video_url }}', { title: "={{ $('Keep').item.json.title }}" }),
			],
			'Start > Setup > Create Video > Keep > Wait > Get Status > If > Done',
			back,
		),
	},
	{
		name: 'a Set after the status',
		workflow: flow(
			[
				start(),
				setup(),
				create(),
				wait(),
				status(),
				set('Plain', {
					status: '={{ $json.data.status }}',
					link: '={{ $json.data.video_url }}',
					from: 'HeyGen',
				}),
				iff('If', '={{ $json.status }}'),
				done('={{ $json.link }}', { from: '={{ $json.from }}' }),
			],
			'Start > Setup > Create Video > Wait > Get Status > Plain > If > Done',
			back,
		),
	},
	{
		name: 'K: Code nodes count',
		fails: true,
		last: 'Give Up',
		workflow: flow(
			[
				start(),
				setup(),
				create(),
				code(
					'Begin',
					"return [{ json: { videoId: $('Create Video').first().json.data.video_id, attempts: 0 } }];",
				),
				wait(),
				status("={{ $('Begin').first().json.videoId }}"),
				code(
					'Check',
					'const data = $input.first().json.data;\nconst attempts = ($runIndex ?? 0) + 1;\nreturn [{ json: { status: data.status, videoUrl: data.video_url, attempts } }];',
				),
				iff('If', '={{ $json.status }}'),
				iff('Enough?', '={{ $json.attempts }}', 20, 'gt', 'number'),
				done('={{ $json.videoUrl }}'),
				set('Give Up', { url: 'none' }),
			],
			'Start > Setup > Create Video > Begin > Wait > Get Status > Check > If > Done',
			'If:1 > Enough? > Give Up',
			'Enough?:1 > Wait',
		),
	},
	{
		name: 'two creates into one status',
		workflow: flow(
			[
				start(),
				setup({ portrait: 'yes' }),
				iff('Portrait?', '={{ $json.portrait }}', 'yes'),
				create(),
				createWith(
					{
						specifyBody: 'json',
						jsonBody: bodyText().replace('1280', '720').replace(': 720 }', ': 1280 }'),
					},
					{ name: 'Create Portrait' },
				),
				node('Merge', 'merge', 3, {}),
				wait(),
				status('={{ $json.data.video_id }}'),
				iff(),
				done("={{ $('Get Status').item.json.data.video_url }}", {
					again: '={{ $json.data.video_url }}',
				}),
			],
			'Start > Setup > Portrait? > Create Portrait > Merge > Wait > Get Status > If > Done',
			'Portrait?:1 > Create Video > Merge@1',
			back,
		),
	},
	{
		name: 'a mail in the loop',
		workflow: flow(
			[
				start(),
				setup(),
				create(),
				wait(),
				status(),
				iff(),
				set('Still At It', { note: 'Please wait', now: '={{ $json.data.status }}' }),
				done(),
			],
			loop,
			'If:1 > Still At It > Wait',
		),
	},
	{
		name: 'a side branch at the create',
		workflow: flow(
			[start(), setup(), create(), set('Log', { made: '={{ $json.data.video_id }}' }), ...usual],
			loop,
			'Create Video > Log',
			back,
		),
	},
	{
		name: 'error outputs',
		workflow: flow(
			[
				start(),
				setup(),
				create(bodyText(), { onError: 'continueErrorOutput' }),
				wait(),
				status(undefined, 'Get Status', { onError: 'continueErrorOutput', retryOnFail: true }),
				iff(),
				done(),
				set('Broken', { why: '={{ $json.error.message }}' }),
			],
			loop,
			'Create Video:1 > Broken',
			'Get Status:1 > Broken',
			back,
		),
	},
	{
		name: 'an address put together in code',
		workflow: flow(
			[
				start(),
				setup({ host: 'https://api.heygen.com' }),
				http('Create Video', {
					method: 'POST',
					url: '={{ $json.host }}/v2/video/generate',
					sendBody: true,
					specifyBody: 'json',
					jsonBody: bodyText(),
				}),
				wait(),
				http('Get Status', {
					url: "={{ 'https://api.heygen.com/v1/video_status.get?video_id=' + $('Create Video').item.json.data.video_id }}",
					...byCredential,
				}),
				iff(),
				done(),
			],
			loop,
			back,
		),
	},
	{
		name: 'the full response',
		workflow: flow(
			[
				start(),
				setup(),
				create(),
				wait(),
				http('Get Status', {
					url: statusUrl,
					sendQuery: true,
					queryParameters: {
						parameters: [
							{ name: 'video_id', value: "={{ $('Create Video').item.json.data.video_id }}" },
						],
					},
					options: { response: { response: { fullResponse: true } } },
				}),
				iff('If', '={{ $json.body.data.status }}'),
				done('={{ $json.body.data.video_url }}'),
			],
			loop,
			back,
		),
	},
	{
		name: 'a Filter in place of an IF',
		workflow: flow(
			[
				start(),
				setup(),
				create(),
				wait(),
				status(),
				node('Only Ready', 'filter', 2.2, {
					conditions: condition('={{ $json.data.status }}'),
					options: {},
				}),
				done(),
			],
			'Start > Setup > Create Video > Wait > Get Status > Only Ready > Done',
		),
	},
];
