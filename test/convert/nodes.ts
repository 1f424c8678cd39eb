import type { JsonObject, Workflow } from '../../convert';

/** Old workflows in a few lines: a node a call, and the links as text. */

/** What must never be carried along. */
export const key = ['sk_V2', 'this-is-no-real-key'].join('_');
const base = 'n8n-nodes-base.';

let count = 0;

export const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: object,
	more: object = {},
): JsonObject => {
	const id = String(++count).padStart(8, '0');
	return {
		parameters: parameters as JsonObject,
		id: `${id}-0000-4000-8000-000000000000`,
		name,
		type: base + type,
		typeVersion,
		position: [(count % 12) * 224, Math.floor(count / 12) * 160],
		...more,
	};
};

export const start = (name = 'Start'): JsonObject => node(name, 'manualTrigger', 1, {});

type Fields = Record<string, unknown>;
const kindOf = (value: unknown): string => (typeof value === 'number' ? 'number' : 'string');

export const set = (name: string, fields: Fields, more: object = {}): JsonObject =>
	node(name, 'set', 3.4, {
		assignments: {
			assignments: Object.entries(fields).map(([field, value], index) => ({
				id: `f${index}`,
				name: field,
				value,
				type: kindOf(value),
			})),
		},
		options: {},
		...more,
	});

/** What most of them begin with: what is said, by whom. */
export const setup = (more: Fields = {}): JsonObject =>
	set('Setup', { text: 'Hello "there"', avatar: 'look-1', voice: 'voice-1', ...more });

export const wait = (name = 'Wait', amount = 1, more: object = {}): JsonObject =>
	node(name, 'wait', 1.1, { amount, ...more });

/** The text of a body as most people paste it. */
export const bodyText = (script = '{{ $json.text }}', more = ''): string =>
	`={
  "video_inputs": [
    {
      "character": { "type": "avatar", "avatar_id": "{{ $json.avatar }}", "avatar_style": "normal" },
      "voice": { "type": "text", "input_text": "${script}", "voice_id": "{{ $json.voice }}", "speed": 1.1 }
    }
  ],
  "dimension": { "width": 1280, "height": 720 }${more}
}`;

export const http = (
	name: string,
	parameters: object,
	typeVersion = 4.2,
	more: object = {},
): JsonObject => node(name, 'httpRequest', typeVersion, parameters, more);

export const generateUrl = 'https://api.heygen.com/v2/video/generate';
export const statusUrl = 'https://api.heygen.com/v1/video_status.get';

export const header = (value: string, name = 'X-Api-Key') => ({
	sendHeaders: true,
	headerParameters: { parameters: [{ name, value }] },
});
export const byCredential = {
	authentication: 'genericCredentialType',
	genericAuthType: 'httpHeaderAuth',
};

export const createWith = (parameters: object, more: object = {}): JsonObject =>
	http(
		'Create Video',
		{ method: 'POST', url: generateUrl, sendBody: true, ...byCredential, ...parameters },
		4.2,
		more,
	);

export const create = (jsonBody: string = bodyText(), more: object = {}): JsonObject =>
	createWith({ specifyBody: 'json', jsonBody }, more);

export const status = (
	id = "={{ $('Create Video').item.json.data.video_id }}",
	name = 'Get Status',
	more: object = {},
): JsonObject =>
	http(
		name,
		{
			url: statusUrl,
			sendQuery: true,
			queryParameters: { parameters: [{ name: 'video_id', value: id }] },
			...byCredential,
		},
		4.2,
		more,
	);

export const condition = (
	leftValue: string,
	rightValue: unknown = 'completed',
	operation = 'equals',
	type = 'string',
) => ({
	options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
	conditions: [{ id: 'c1', leftValue, rightValue, operator: { type, operation } }],
	combinator: 'and',
});

export const iff = (
	name = 'If',
	left = '={{ $json.data.status }}',
	right: unknown = 'completed',
	operation = 'equals',
	type = 'string',
): JsonObject =>
	node(name, 'if', 2.2, {
		conditions: condition(left, right, operation, type),
		looseTypeValidation: true,
		options: {},
	});

/** The last node of a good run: it holds the link under `url`. */
export const done = (url = '={{ $json.data.video_url }}', more: Fields = {}): JsonObject =>
	set('Done', { url, ...more });

export const code = (name: string, jsCode: string, parameters: object = {}): JsonObject =>
	node(name, 'code', 2, { jsCode, ...parameters });

/**
 * The links: `A > B > C` one after the other, from the second output `A:1 > B`, into the second input
 * `A > B@1`.
 */
export function flow(nodes: JsonObject[], ...links: string[]): Workflow {
	const connections: Record<string, { main: JsonObject[][] }> = {};
	for (const line of links) {
		const names = line.split(' > ').map((name) => name.trim());
		names.slice(1).forEach((target, index) => {
			const [from = '', output = '0'] = (names[index] ?? '').replace(/@\d$/, '').split(/:(?=\d$)/);
			const [to = '', input = '0'] = target.replace(/:\d$/, '').split(/@(?=\d$)/);
			const main = (connections[from] ??= { main: [] }).main;
			while (main.length <= Number(output)) main.push([]);
			main[Number(output)]?.push({ node: to, type: 'main', index: Number(input) });
		});
	}
	return {
		name: 'Old',
		nodes,
		connections: connections as unknown as JsonObject,
		settings: { executionOrder: 'v1' },
	};
}
