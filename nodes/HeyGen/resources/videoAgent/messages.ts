import { createAndWait as createAndWaitOf } from '../../waiting/createAndWait';
import { waitFor } from '../../waiting/waitFor';
import { callback } from '../shared/callback';
import { additionalFields } from '../../operation/fields/collections';
import { needing } from '../../operation/fields/field';
import { files } from '../../operation/fields/file';
import { InvalidInput } from '../../operation/fields/invalidInput';
import { json, texts } from '../../operation/fields/lists';
import { locator } from '../../operation/fields/locator';
import { boolean, choice, text } from '../../operation/fields/scalars';
import { create as createOf, send } from '../../operation/makers';
import { puts } from '../../operation/output';
import { video } from '../video/fields';
import { sessionId, who } from './fields';

const attachments = files('files', 'Files', { one: 'File', max: 20 });

/** HeyGen accepts no Idempotency-Key here. Source: docs/facts/heygen.md#idempotency-key. */
const agent = {
	path: '/v3/video-agents',
	noKey: true as const,
	fields: [
		text('prompt', 'Prompt', {
			rows: 4,
			maxLength: 10_000,
			required: true,
			description: 'What the video should be about, for whom, and how long it should be',
		}),
		additionalFields([
			...who(),
			locator('style_id', 'Style', { search: 'searchStyles' }),
			locator('brand_glossary_id', 'Brand Glossary', { search: 'searchBrandGlossaries' }),
			choice(
				'mode',
				'Mode',
				{ chat: 'Chat', generate: 'Generate' },
				{
					default: 'generate',
					description: 'In a chat, the agent may ask questions before it makes a video',
				},
			),
			choice('orientation', 'Orientation', { landscape: 'Landscape', portrait: 'Portrait' }),
			...attachments,
			boolean('incognito_mode', 'Incognito Mode', {
				description: 'Whether the agent should neither use nor update its memory of the account',
			}),
			choice(
				'visibility',
				'Visibility',
				{ private: 'Private', selected: 'Selected Members', space: 'Workspace' },
				{ default: 'space', description: 'Who may open the session in the HeyGen app' },
			),
			needing(
				texts('members', 'Members', {
					max: 100,
					unless: { visibility: ['private', 'space'] },
					placeholder: 'name@example.com',
					description:
						'Email addresses, separated by commas. Needs the visibility Selected Members.',
				}),
				'visibility',
				"'Visibility' Selected Members",
			),
			...callback(),
		]),
	],
};

export const create = createOf({
	...agent,
	costs: true,
	output: puts({
		session_id: 'text',
		status: 'text',
		video_id: 'text?',
		created_at: 'number',
	}),
	option: {
		action: 'Create video from prompt by video agent',
		description:
			'Have an agent make a video from a prompt. Do not turn on Retry On Fail: HeyGen would make a second video.',
	},
});

const output = puts({ ...video.fields, video_id: 'text?' });

export const createAndWait = createAndWaitOf({
	...agent,
	type: 'agent',
	does: 'Have an agent make a video from a prompt',
	output,
	option: { action: 'Create video from prompt by video agent and wait' },
	note: 'The wait ends when the agent asks a question. Do not turn on Retry On Fail: HeyGen would make a second video.',
});

export const wait = waitFor({
	id: sessionId,
	type: 'agent',
	output,
	option: { action: 'Wait for video of video agent' },
	thing: 'video of a session',
	note: 'The wait ends when the agent asks a question.',
});

export const sendMessage = send({
	path: '/v3/video-agents/{session_id}',
	// Since autumn 2026 only. Source: docs/facts/heygen.md#idempotency-key.
	noKey: 'perhaps',
	fields: [
		sessionId,
		text('message', 'Message', {
			rows: 4,
			maxLength: 10_000,
			description: 'Your answer to the agent, or what it should change',
		}),
		additionalFields([
			...who(),
			...attachments,
			json('edit_plan', 'Edit Plan', {
				list: true,
				sample: [{}],
				description: "Changes to scenes, based on what the video's Get Scenes operation returns",
			}),
		]),
	],
	costs: true,
	output: puts({ session_id: 'text', run_id: 'text', title: 'text?', video_id: 'text?' }),
	option: {
		name: 'Send Message',
		action: 'Send message to video agent',
		description: 'Send a message to a session',
	},
	check(body) {
		if (body.message !== undefined || body.edit_plan !== undefined) return;
		throw new InvalidInput(
			"'Message' is empty",
			"Enter a text in 'Message', or add 'Edit Plan' to 'Additional Fields'.",
		);
	},
});
