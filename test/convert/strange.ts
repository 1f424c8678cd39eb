import type { Case } from './cases';
import {
	bodyText,
	byCredential,
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
	statusUrl,
	wait,
} from './nodes';

const loop = 'Start > Setup > Create Video > Wait > Get Status > If > Done';
const back = 'If:1 > Wait';
const usual = [wait(), status(), iff(), done()];

const upload = (name: string, path: string): object =>
	http(name, {
		method: 'POST',
		url: `https://upload.heygen.com/v1/${path}`,
		sendBody: true,
		contentType: 'binaryData',
		inputDataFieldName: 'data',
		...byCredential,
	});

const picture = node('Picture', 'convertToFile', 1.1, {
	operation: 'toBinary',
	sourceProperty: 'file',
	options: { fileName: 'picture.png', mimeType: 'image/png' },
});
const png =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Other calls, several things at once, and what a person has to look at. */
export const strangeCases: Case[] = [
	{
		name: 'a template',
		workflow: flow(
			[
				start(),
				setup(),
				http('Create Video', {
					method: 'POST',
					url: '=https://api.heygen.com/v2/template/{{ "template-1" }}/generate',
					sendBody: true,
					specifyBody: 'json',
					jsonBody:
						'={"title":"T","caption":false,"variables":{"name":{"name":"name","type":"text","properties":{"content":"{{ $json.text }}"}}}}',
					...byCredential,
				}),
				...usual,
			],
			loop,
			back,
		),
	},
	{
		name: 'a translation',
		workflow: flow(
			[
				start(),
				setup({ film: 'https://example.com/film.mp4' }),
				http('Create Video', {
					method: 'POST',
					url: 'https://api.heygen.com/v2/video_translate',
					sendBody: true,
					specifyBody: 'json',
					jsonBody: '={"video_url":"{{ $json.film }}","output_language":"Spanish","title":"Film"}',
					...byCredential,
				}),
				wait(),
				http('Get Status', {
					url: "=https://api.heygen.com/v2/video_translate/{{ $('Create Video').item.json.data.video_translate_id }}",
					...byCredential,
				}),
				iff('If', '={{ $json.data.status }}', 'success'),
				done('={{ $json.data.url }}'),
			],
			loop,
			back,
		),
	},
	{
		name: 'a video agent',
		workflow: flow(
			[
				start(),
				setup(),
				http('Create Video', {
					method: 'POST',
					url: 'https://api.heygen.com/v1/video_agent/generate',
					sendBody: true,
					specifyBody: 'json',
					jsonBody: '={"prompt":"About {{ $json.text.replaceAll(\'"\', "") }}"}',
				}),
				...usual,
			],
			loop,
			back,
		),
	},
	{
		name: 'a recording that is uploaded first',
		workflow: flow(
			[
				start(),
				setup({ file: png }),
				picture,
				upload('Upload', 'asset') as never,
				create(
					`={"video_inputs":[{"character":{"type":"avatar","avatar_id":"look-1"},"voice":{"type":"audio","audio_asset_id":"{{ $json.data.id }}"}}]}`,
				),
				...usual,
			],
			'Start > Setup > Picture > Upload > Create Video > Wait > Get Status > If > Done',
			back,
		),
	},
	{
		name: 'a talking photo that is uploaded first',
		workflow: flow(
			[
				start(),
				setup({ file: png }),
				picture,
				upload('Upload Photo', 'talking_photo') as never,
				create(
					`={"video_inputs":[{"character":{"type":"talking_photo","talking_photo_id":"{{ $('Upload Photo').item.json.data.talking_photo_id }}"},"voice":{"type":"text","input_text":"Hi","voice_id":"v"}}]}`,
				),
				...usual,
			],
			'Start > Setup > Picture > Upload Photo > Create Video > Wait > Get Status > If > Done',
			back,
		),
	},
	{
		name: 'a list of voices before it',
		workflow: flow(
			[
				start(),
				http('Voices', { url: 'https://api.heygen.com/v2/voices', ...byCredential }),
				node('Each', 'splitOut', 1, { fieldToSplitOut: 'data.voices', options: {} }),
				node('First', 'limit', 1, {}),
				create(
					bodyText('Hi')
						.replace('$json.avatar', "'look-1'")
						.replace('$json.voice', '$json.voice_id'),
				),
				...usual,
			],
			'Start > Voices > Each > First > Create Video > Wait > Get Status > If > Done',
			back,
		),
	},
	{
		name: 'a voice looked up in the list',
		workflow: flow(
			[
				start(),
				http('Voices', { url: 'https://api.heygen.com/v2/voices', ...byCredential }),
				create(
					bodyText('Hi')
						.replace('$json.avatar', "'look-1'")
						.replace('$json.voice', '$json.data.voices.find((each) => each.voice_id).voice_id'),
				),
				...usual,
			],
			'Start > Voices > Create Video > Wait > Get Status > If > Done',
			back,
		),
	},
	{
		name: 'Set and Code nodes that hand on what comes in',
		workflow: flow(
			[
				start(),
				setup(),
				create(),
				wait(),
				status(),
				iff(),
				set('Caption', { caption: 'Look!' }, { includeOtherFields: true }),
				code(
					'Stamp',
					'for (const item of $input.all()) item.json.seen = true;\nreturn $input.all();',
				),
				done('={{ $json.data.video_url }}', {
					picture: "={{ $('Caption').item.json.data.thumbnail_url }}",
				}),
			],
			'Start > Setup > Create Video > Wait > Get Status > If > Caption > Stamp > Done',
			back,
		),
	},
	{
		name: 'a Switch by an expression',
		workflow: flow(
			[
				start(),
				setup(),
				create(),
				wait(),
				status(),
				node('Switch', 'switch', 3.2, {
					mode: 'expression',
					numberOutputs: 3,
					output: '={{ { completed: 0, failed: 1 }[$json.data.status] ?? 2 }}',
				}),
				done(),
				set('Tell', { why: '={{ $json.data.error.message }}' }),
			],
			'Start > Setup > Create Video > Wait > Get Status > Switch > Done',
			'Switch:1 > Tell',
			'Switch:2 > Wait',
		),
	},
	{
		name: 'a status that stands alone',
		workflow: flow(
			[start(), set('Known', { id: 'known-video' }), status('={{ $json.id }}'), iff(), done()],
			'Start > Known > Get Status > If > Done',
		),
	},
	{
		name: 'items one after the other',
		workflow: flow(
			[
				start(),
				code(
					'Rows',
					"return ['One', 'Two'].map((text) => ({ json: { text, avatar: 'look-1', voice: 'v' } }));",
				),
				node('Each', 'splitInBatches', 3, { options: {} }),
				create(),
				wait(),
				status(),
				iff(),
				set('Saved', { url: '={{ $json.data.video_url }}' }),
				node('Done', 'limit', 1, {}),
			],
			'Start > Rows > Each',
			'Each:0 > Done',
			'Each:1 > Create Video > Wait > Get Status > If > Saved > Each',
			back,
		),
	},
	{
		name: 'several items at once',
		workflow: flow(
			[
				start(),
				code(
					'Rows',
					"return ['One', 'Two', 'Three'].map((text) => ({ json: { text, avatar: 'look-1', voice: 'v' } }));",
				),
				create(),
				...usual,
			],
			'Start > Rows > Create Video > Wait > Get Status > If > Done',
			back,
		),
	},
	{
		name: 'a Code node that maps all',
		workflow: flow(
			[
				start(),
				setup(),
				create(),
				wait(),
				status(),
				iff(),
				code(
					'All',
					"return $('Get Status').all().map((item) => ({ json: { link: item.json.data.video_url, id: item.json.data.id } }));",
				),
				done('={{ $json.link }}'),
			],
			'Start > Setup > Create Video > Wait > Get Status > If > All > Done',
			back,
		),
	},
	{
		name: 'other services that answer with data',
		workflow: flow(
			[
				start(),
				setup({ data: { url: 'https://example.com/other' } }),
				create(),
				wait(),
				status(),
				iff(),
				code(
					'Other Service',
					"return [{ json: { data: { url: $json.data.video_url, status: 'stored' } } }];",
					{ mode: 'runOnceForAllItems' },
				),
				done('={{ $json.data.url }}', { stored: '={{ $json.data.status }}' }),
			],
			'Start > Setup > Create Video > Wait > Get Status > If > Other Service > Done',
			back,
		),
	},
	{
		name: 'an IF whether HeyGen took it',
		workflow: flow(
			[
				start(),
				setup(),
				create(),
				iff('Taken?', '={{ $json.data.video_id }}', '', 'notEmpty'),
				...usual,
				set('Refused', { why: '={{ $json.message }}' }),
			],
			'Start > Setup > Create Video > Taken? > Wait > Get Status > If > Done',
			'Taken?:1 > Refused',
			back,
		),
	},
	{
		name: 'a question that nobody understands',
		workflow: flow(
			[
				start(),
				setup(),
				create(),
				wait(),
				status(),
				iff(
					'If',
					"={{ ['completed', 'failed'].includes($json.data.status) }}",
					true,
					'equals',
					'boolean',
				),
				done(),
			],
			loop,
			back,
		),
	},
	{
		name: 'a loose end',
		workflow: flow([start(), setup(), create(), ...usual], loop, back, 'Done > Removed Long Ago'),
	},
	{
		name: 'a create without a method',
		workflow: flow(
			[
				start(),
				setup(),
				http('Create Video', {
					url: 'https://api.heygen.com/v2/video/generate ',
					specifyBody: 'json',
					sendBody: true,
					jsonBody: bodyText(),
				}),
				...usual,
			],
			loop,
			back,
		),
	},
	{
		name: 'a merge with something else',
		workflow: flow(
			[
				start(),
				setup(),
				create(),
				wait(),
				status(),
				iff(),
				node('Both', 'merge', 3, { mode: 'combine', combineBy: 'combineByPosition', options: {} }),
				done("={{ $('Get Status').item.json.data.video_url }}", { text: '={{ $json.text }}' }),
			],
			'Start > Setup > Create Video > Wait > Get Status > If > Both > Done',
			'Setup > Both@1',
			back,
		),
	},
	{
		name: 'asked once, with an IF and no way back',
		workflow: flow(
			[
				start(),
				setup(),
				create(),
				wait('Wait', 5, { unit: 'minutes' }),
				status(),
				iff(),
				done(),
				set('Late', { status: '={{ $json.data.status }}' }),
			],
			loop,
			'If:1 > Late',
		),
	},
	{
		name: 'the last status once more',
		workflow: flow(
			[
				start(),
				setup(),
				create(),
				wait(),
				status(),
				iff(),
				status(undefined, 'Get Link'),
				done("={{ $('Get Link').item.json.data.video_url }}"),
			],
			'Start > Setup > Create Video > Wait > Get Status > If > Get Link > Done',
			back,
		),
	},
	{
		name: 'no quotes round a number and an object',
		workflow: flow(
			[
				start(),
				setup({ speed: 1.2 }),
				create(
					'={"video_inputs":[{"character":{"type":"avatar","avatar_id":"{{ $json.avatar }}"},"voice":{{ JSON.stringify({ type: "text", input_text: $json.text, voice_id: $json.voice, speed: $json.speed }) }} }],"dimension":{"width":{{ 1280 }},"height":{{ 720 }} }}',
				),
				...usual,
			],
			loop,
			back,
		),
	},
	{
		name: 'W: HeyGen calls back',
		ends: 'created',
		workflow: flow(
			[
				start(),
				setup(),
				create(
					bodyText(
						'Hi',
						',\n  "callback_url": "https://example.com/webhook/heygen", "callback_id": "order-1"',
					),
				),
				done('={{ $json.data.video_id }}'),
			],
			'Start > Setup > Create Video > Done',
		),
	},
	{
		name: 'a body from an expression as a whole',
		ends: { left: /body comes from an expression as a whole/ },
		workflow: flow([start(), setup(), create('={{ $json.payload }}'), ...usual], loop, back),
	},
	{
		name: 'one Code node does it all',
		ends: { left: /in a way of its own/ },
		workflow: flow(
			[
				start(),
				code(
					'Does All',
					"const made = await this.helpers.httpRequest({ method: 'POST', url: 'https://api.heygen.com/v2/video/generate', body: {} });\nreturn [{ json: made }];",
				),
				done(),
			],
			'Start > Does All > Done',
		),
	},
	{
		name: 'a call without a counterpart',
		ends: { left: /Streaming avatars/ },
		workflow: flow(
			[
				start(),
				http('Stream', {
					method: 'POST',
					url: 'https://api.heygen.com/v1/streaming.new',
					...byCredential,
				}),
				done('=x'),
			],
			'Start > Stream > Done',
		),
	},
	{
		name: 'scenes that the run builds',
		ends: { left: /video_inputs come from an expression/ },
		workflow: flow(
			[
				start(),
				setup(),
				createWith({
					specifyBody: 'json',
					jsonBody:
						'={{ { video_inputs: $json.scenes, dimension: { width: 1280, height: 720 } } }}',
				}),
				...usual,
			],
			loop,
			back,
		),
	},
	{
		name: 'the quota, and a status by a fixed address',
		workflow: flow(
			[
				start(),
				http('Quota', { url: 'https://api.heygen.com/v2/user/remaining_quota', ...byCredential }),
				set('Setup', { text: '={{ $json.data.remaining_quota }}', avatar: 'look-1', voice: 'v' }),
				create(),
				wait(),
				http('Get Status', {
					url: statusUrl,
					sendQuery: true,
					queryParameters: { parameters: [{ name: 'video_id', value: '' }] },
				}),
				iff(),
				done(),
			],
			'Start > Quota > Setup > Create Video > Wait > Get Status > If > Done',
			back,
		),
	},
];
