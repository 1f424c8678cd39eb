import type { Case } from './cases';
import {
	bodyText,
	byCredential,
	code,
	create,
	createWith,
	done,
	flow,
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

/** The patterns as most people have them. */
export const plainCases: Case[] = [
	{
		name: 'A: a loop with one Wait',
		workflow: flow(
			[start(), setup(), create(), wait(), status(), iff(), done()],
			loop,
			'If:1 > Wait',
		),
	},
	{
		name: 'A: the ID in the address',
		workflow: flow(
			[
				start(),
				setup(),
				create(),
				wait(),
				http('Get Status', {
					url: `=${statusUrl}?video_id={{ $('Create Video').item.json.data.video_id }}`,
					...byCredential,
				}),
				iff(),
				done(),
			],
			loop,
			'If:1 > Wait',
		),
	},
	{
		name: 'B: a loop with two Waits',
		workflow: flow(
			[start(), setup(), create(), wait(), status(), iff(), wait('Wait a bit'), done()],
			loop,
			'If:1 > Wait a bit > Get Status',
		),
	},
	{
		name: 'C: a Wait before the question',
		workflow: flow(
			[start(), setup(), create(), wait(), status(), wait('Wait 2'), iff(), done()],
			'Start > Setup > Create Video > Wait > Get Status > Wait 2 > If > Done',
			'If:1 > Wait',
		),
	},
	{
		name: 'D: asked first',
		workflow: flow(
			[start(), setup(), create(), status(), iff(), wait(), done()],
			'Start > Setup > Create Video > Get Status > If > Done',
			'If:1 > Wait > Get Status',
		),
	},
	{
		name: 'F: a fixed Wait, asked once',
		workflow: flow(
			[start(), setup(), create(), wait('Wait', 10, { unit: 'minutes' }), status(), done()],
			'Start > Setup > Create Video > Wait > Get Status > Done',
		),
	},
	{
		name: 'N: asked at once',
		workflow: flow(
			[start(), setup(), create(), status('={{ $json.data.video_id }}'), done()],
			'Start > Setup > Create Video > Get Status > Done',
		),
	},
	{
		name: 'O: created only',
		ends: 'created',
		workflow: flow(
			[start(), setup(), create(), done('={{ $json.data.video_id }}')],
			'Start > Setup > Create Video > Done',
		),
	},
	{
		name: 'S: a Switch on the status',
		workflow: flow(
			[
				start(),
				setup(),
				create(),
				wait(),
				status(),
				node('Switch', 'switch', 3.2, {
					rules: {
						values: ['completed', 'processing', 'failed'].map((word, index) => ({
							conditions: {
								options: {
									caseSensitive: true,
									leftValue: '',
									typeValidation: 'strict',
									version: 2,
								},
								conditions: [
									{
										id: `s${index}`,
										leftValue: '={{ $json.data.status }}',
										rightValue: word,
										operator: { type: 'string', operation: 'equals' },
									},
								],
								combinator: 'and',
							},
						})),
					},
					options: {},
				}),
				done(),
				set('Tell', { text: '={{ $json.data.error.message }}' }),
			],
			'Start > Setup > Create Video > Wait > Get Status > Switch > Done',
			'Switch:1 > Wait',
			'Switch:2 > Tell',
		),
	},
	{
		name: 'the key in a Set node',
		workflow: flow(
			[
				start(),
				setup({ heygen_api_key: key }),
				createWith({
					authentication: 'none',
					...header('={{ $json.heygen_api_key }}'),
					specifyBody: 'json',
					jsonBody: bodyText(),
				}),
				wait(),
				http('Get Status', {
					url: statusUrl,
					sendQuery: true,
					queryParameters: {
						parameters: [
							{ name: 'video_id', value: "={{ $('Create Video').first().json.data.video_id }}" },
						],
					},
					...header("={{ $('Setup').item.json.heygen_api_key }}"),
				}),
				iff(),
				done(),
			],
			loop,
			'If:1 > Wait',
		),
	},
	{
		name: 'the key typed in',
		workflow: flow(
			[
				start(),
				setup(),
				createWith({
					authentication: 'none',
					...header(key),
					specifyBody: 'json',
					jsonBody: bodyText(),
				}),
				wait(),
				http('Get Status', {
					url: `=${statusUrl}?video_id={{ $json.data.video_id }}`,
					...header(`Bearer ${key}`, 'Authorization'),
				}),
				done(),
			],
			'Start > Setup > Create Video > Wait > Get Status > Done',
		),
	},
	{
		name: 'by names, of what went',
		workflow: flow(
			[
				start(),
				setup(),
				create(),
				wait(),
				status(),
				iff(),
				set('Caption', { caption: 'Look!' }),
				done("={{ $('Get Status').item.json.data.video_url }}", {
					picture: `={{ $node["Get Status"].json["data"]["thumbnail_url"] }}`,
					id: "={{ $('Create Video').first().json.data?.video_id }}",
					again: `={{ $('If').item.json['data'].video_url }}`,
				}),
			],
			'Start > Setup > Create Video > Wait > Get Status > If > Caption > Done',
			'If:1 > Wait',
		),
	},
	{
		name: 'without quotes, by JSON.stringify',
		workflow: flow(
			[
				start(),
				setup(),
				create(bodyText().replace('"{{ $json.text }}"', '{{ JSON.stringify($json.text) }}')),
				wait(),
				status(),
				iff(),
				done(),
			],
			loop,
			'If:1 > Wait',
		),
	},
	{
		name: 'the object of an expression',
		workflow: flow(
			[
				start(),
				setup(),
				create(`={{ {
  video_inputs: [{
    character: { type: 'avatar', avatar_id: $json.avatar ?? 'look-1', avatar_style: 'normal', },
    voice: { type: 'text', input_text: $json.text.replace(/"/g, "'"), voice_id: $json.voice, speed: 1 },
  }],
  dimension: { width: 1080, height: 1920 },
  caption: true
} }}`),
				wait(),
				status(),
				iff(),
				done(),
			],
			loop,
			'If:1 > Wait',
		),
	},
	{
		name: 'JSON.stringify of an object',
		workflow: flow(
			[
				start(),
				setup(),
				create(
					"={{ JSON.stringify({ video_inputs: [{ character: { type: 'avatar', avatar_id: $json.avatar }, voice: { type: 'text', input_text: `Dear ${$json.text}`, voice_id: $json.voice } }], title: 'A ' + $json.text }) }}",
				),
				wait(),
				status(),
				iff(),
				done(),
			],
			loop,
			'If:1 > Wait',
		),
	},
	{
		name: 'a Code node behind it',
		workflow: flow(
			[
				start(),
				setup(),
				create(),
				wait(),
				status(),
				iff(),
				code(
					'Work',
					'const reply = $input.first().json;\nreturn [{ json: { link: reply.data.video_url, id: reply.data.id } }];',
				),
				done('={{ $json.link }}'),
			],
			'Start > Setup > Create Video > Wait > Get Status > If > Work > Done',
			'If:1 > Wait',
		),
	},
];
