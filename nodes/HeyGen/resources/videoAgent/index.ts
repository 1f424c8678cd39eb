import { getList, getMany, get, send } from '../../operation/makers';
import { filters } from '../../operation/fields/collections';
import { locator } from '../../operation/fields/locator';
import { text } from '../../operation/fields/scalars';
import type { Resource } from '../../operation/operation';
import { puts } from '../../operation/output';
import { video } from '../video/fields';
import { create, createAndWait, sendMessage, wait } from './messages';
import { sessionId } from './fields';

const path = '/v3/video-agents/{session_id}';

export const videoAgent: Resource = {
	name: 'Video Agent',
	defaultOperation: 'create',
	operations: {
		create,
		createAndWait,
		get: get({
			path,
			fields: [sessionId],
			output: puts({
				session_id: 'text',
				status: 'text',
				progress: 'number?',
				title: 'text?',
				video_id: 'text?',
				created_at: 'number',
				messages: 'objects?',
				heygen_error: 'object?',
			}),
			option: {
				action: 'Get session of video agent',
				description: 'Retrieve a session with its status, its video and its 40 newest messages',
			},
		}),
		getAll: getMany({
			path: '/v3/video-agents',
			output: puts({ session_id: 'text', title: 'text?', created_at: 'number' }),
			option: {
				action: 'Get many sessions of video agent',
				description: 'Retrieve a list of sessions',
			},
		}),
		getResource: get({
			path: `${path}/resources/{resource_id}`,
			fields: [
				sessionId,
				locator('resource_id', 'Resource', {
					required: true,
					description: "From the 'resource_ids' of the session's messages",
				}),
			],
			output: puts({
				resource_id: 'text',
				resource_type: 'text',
				source_type: 'text?',
				url: 'text?',
				thumbnail_url: 'text?',
				preview_url: 'text?',
				created_at: 'number?',
				metadata: 'object?',
			}),
			option: {
				name: 'Get Resource',
				action: 'Get resource of video agent',
				description: 'Retrieve a resource that the agent made or received in a session',
			},
		}),
		getStyles: getMany({
			path: '/v3/video-agents/styles',
			fields: [
				filters([
					text('tag', 'Tag', { placeholder: 'cinematic', description: 'Only styles that have it' }),
				]),
			],
			output: puts({
				style_id: 'text',
				name: 'text',
				tags: 'texts?',
				thumbnail_url: 'text?',
				preview_video_url: 'text?',
				aspect_ratio: 'text?',
			}),
			option: {
				name: 'Get Many Styles',
				action: 'Get many styles of video agent',
				description: 'Retrieve a list of the styles that a video can have',
			},
		}),
		getVideos: getList({
			path: `${path}/videos`,
			fields: [sessionId],
			output: video,
			option: {
				name: 'Get Many Videos',
				action: 'Get many videos of video agent',
				description: 'Retrieve the videos of a session',
			},
		}),
		sendMessage,
		stop: send({
			path: `${path}/stop`,
			noKey: true,
			fields: [sessionId],
			output: puts({ session_id: 'text' }),
			option: {
				name: 'Stop',
				action: 'Stop video agent',
				description: 'Stop a running session',
			},
		}),
		wait,
	},
};
