import { beginVideo } from '../../jobs/session';
import { callback, file, nothing } from '../../schema/common';
import { choice, closed, filled, flag, list, orNull, text } from '../../schema/notation';
import { hex, unixSeconds } from '../../state/ids';
import { shown } from '../../state/shelf';
import type { World } from '../../state/world';
import type { JsonObject } from '../../types';
import { ApiError, invalid } from '../errors';
import { listing, operation } from '../operation';
import type { Call } from '../operation';
import type { Route } from '../route';
import { begin } from './begin';

const ONE = '/v3/video-agents/{session_id}';
const files = orNull(list(file, { max: 20 }));

const agent = closed({
	'prompt!': text(10_000, 1),
	mode: choice('generate', 'chat'),
	avatar_id: orNull(text()),
	voice_id: orNull(text()),
	style_id: orNull(text()),
	brand_kit_id: orNull(text()),
	brand_glossary_id: orNull(filled),
	orientation: orNull(choice('landscape', 'portrait')),
	files,
	incognito_mode: flag,
	visibility: choice('private', 'space', 'selected'),
	members: orNull(list(text(), { max: 100 })),
	...callback(),
});

const message = closed(
	{
		message: text(10_000, 1),
		avatar_id: orNull(text()),
		voice_id: orNull(text()),
		brand_kit_id: orNull(text()),
		files,
		edit_plan: list({}),
	},
	{ atLeastOne: ['message', 'edit_plan'] },
);

const said = (role: string, content: unknown): JsonObject => ({
	role,
	content,
	type: 'text',
	created_at: unixSeconds(),
	resource_ids: null,
});

function create(world: World, body: JsonObject): JsonObject {
	if (body['members'] && body['visibility'] !== 'selected') {
		throw invalid('members', 'members need the visibility selected.');
	}
	const session_id = hex(16);
	const created_at = unixSeconds();
	const item = {
		session_id,
		progress: 0,
		title: null,
		video_id: null,
		created_at,
		messages: [said('user', body['prompt'])],
		error: null,
		_mode: body['mode'] ?? 'generate',
	};
	const job = begin(world, 'session', body, { id: session_id, item });
	const video_id = world.agentVideoAtOnce ? beginVideo(world, job) : null;
	const status = body['mode'] === 'chat' ? 'thinking' : 'generating';
	return { session_id, status, video_id, created_at };
}

/** The 40 newest messages are shown. */
function look(world: World, id: string): JsonObject {
	const { messages = [], ...rest } = world.look('sessions', id);
	return { ...rest, messages: (messages as unknown[]).slice(-40) };
}

function send({ world, id, body }: Call): JsonObject {
	const session = world.find('sessions', id);
	(session['messages'] as JsonObject[]).push(said('user', body['message'] ?? ''));
	session['status'] = 'thinking';
	const { title, video_id } = session;
	return { session_id: id, run_id: hex(8), title, video_id };
}

/** What becomes of a session that is stopped is not known; here it has failed. */
function stop({ world, id }: Call): JsonObject {
	world.find('sessions', id);
	const job = world.jobs.find(id);
	const message = 'The session was stopped.';
	if (job) world.jobs.end(job, { outcome: 'failed', code: 'stopped', message });
	return { session_id: id };
}

function videosOf(world: World, id: string): JsonObject[] {
	world.find('sessions', id);
	const own = world.shelves.videos.list().filter((video) => video['_session_id'] === id);
	return own.map((video) => world.look('videos', String(video['id'])));
}

function resourceOf(world: World, [session, resource]: readonly string[]): JsonObject {
	world.find('sessions', session ?? '');
	const item = world.find('resources', resource ?? '');
	if (item['_session_id'] === session) return world.links.resign(shown(item));
	throw new ApiError(404, 'not_found', 'The session has no such resource.');
}

export const agentRoutes: readonly Route[] = [
	operation('POST /v3/video-agents', {
		body: agent,
		data: ({ world, body }) => create(world, body),
	}),
	listing('GET /v3/video-agents', 'sessions', {
		page: 20,
		max: 100,
		view: ({ session_id, title, created_at }) => ({ session_id, title, created_at }),
	}),
	listing('GET /v3/video-agents/styles', 'styles', {
		page: 20,
		max: 100,
		filters: { tag: text() },
		keep: (item, { tag }) => tag === undefined || (item['tags'] as unknown[]).includes(tag),
	}),
	operation(`GET ${ONE}`, { data: ({ world, id }) => look(world, id) }),
	operation(`POST ${ONE}`, { body: message, idempotent: true, data: send }),
	operation(`POST ${ONE}/stop`, { body: nothing, data: stop }),
	operation(`GET ${ONE}/videos`, {
		whole: true,
		data: ({ world, id }) => videosOf(world, id),
	}),
	operation(`GET ${ONE}/resources/{resource_id}`, {
		data: ({ world, ids }) => resourceOf(world, ids),
	}),
];
