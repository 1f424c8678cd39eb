import { catalogue } from '../simulator';
import { closed, flag, list, open, orNull, text, type Schema } from '../simulator/schema/notation';
import { isObject } from '../simulator/http/body';
import { compare } from './compare';
import type { Findings } from './findings';
import type { HeyGen } from './heygen';
import * as jobs from './jobShapes';
import * as shapes from './shapes';

/** Whom to ask, and where what is found goes. */
export interface Run {
	heygen: HeyGen;
	findings: Findings;
}

interface List {
	path: string;
	item: Schema;
	query?: Record<string, string>;
}

const page = { limit: '10' };

const lists: readonly List[] = [
	{ path: '/v3/webhooks/endpoints', item: shapes.endpoint, query: page },
	{ path: '/v3/webhooks/events', item: shapes.event, query: page },
	{ path: '/v3/videos', item: shapes.video, query: page },
	{ path: '/v3/templates', item: shapes.template, query: page },
	{ path: '/v3/avatars', item: shapes.avatar, query: page },
	{ path: '/v3/avatars/looks', item: shapes.look, query: page },
	{ path: '/v3/voices', item: shapes.voice, query: page },
	{ path: '/v3/models/audio/voices', item: shapes.trainedVoice, query: page },
	{ path: '/v3/video-agents', item: shapes.session, query: page },
	{ path: '/v3/video-agents/styles', item: shapes.style, query: page },
	{ path: '/v3/video-translations', item: jobs.translation, query: page },
	{ path: '/v3/video-translations/proofreads', item: jobs.proofread, query: page },
	{ path: '/v3/lipsyncs', item: jobs.lipsync, query: page },
	{ path: '/v3/ai-clipping', item: jobs.clipping, query: page },
	{ path: '/v3/background-removals', item: jobs.removal, query: page },
	{ path: '/v3/brand-glossaries', item: jobs.glossary, query: page },
	{ path: '/v3/brand-kits', item: jobs.brandKit, query: page },
	{ path: '/v3/hyperframes/renders', item: jobs.render, query: page },
	{ path: '/v3/podcasts', item: jobs.podcast, query: page },
	{ path: '/v3/audio/sounds', item: shapes.sound, query: { ...page, query: 'calm piano' } },
	{
		path: '/v3/assets/search',
		item: shapes.picture,
		query: { ...page, query: 'a red apple', type: 'image' },
	},
];

const things: readonly List[] = [
	{ path: '/v3/users/me', item: shapes.user },
	{ path: '/v3/api_keys/self', item: shapes.key },
	{ path: '/v3/video-translations/languages', item: shapes.languages },
	// paths that follow from names of commands, and answers that were read nowhere
	{ path: '/v3/videos/voice-capabilities', item: {} },
	{ path: '/v3/avatars/look-templates', item: {} },
];

const listOf = (item: Schema): Schema =>
	closed({ 'data!': list(item), 'has_more!': flag, next_token: orNull(text()) });
const thingOf = (item: Schema): Schema => open({ 'data!': item });

/** @returns `data`; undefined when the call was refused */
async function read(
	{ heygen, findings }: Run,
	{ path, query }: List,
	schema: Schema,
): Promise<unknown> {
	const call = `GET ${path}`;
	const { status, body } = await heygen.ask('GET', path, query ? { query } : {});
	if (status === 403) {
		findings.leaveOpen(call, 'the key has no scope or no plan for it (403)');
		return undefined;
	}
	if (status !== 200) {
		findings.compare(call, [`answers ${status}, not 200`]);
		return undefined;
	}
	const differences = compare(schema, body);
	const data = isObject(body) ? body['data'] : undefined;
	const isEmpty = Array.isArray(data) && data.length === 0;
	if (isEmpty && differences.length === 0) findings.leaveOpen(call, 'the account has none');
	else findings.compare(call, differences);
	return data;
}

async function checkEventTypes(run: Run): Promise<void> {
	const path = '/v3/webhooks/event-types';
	const data = await read(run, { path, item: {} }, listOf(shapes.eventType));
	if (!Array.isArray(data)) return;
	const offered = data.map((each: unknown) => String(isObject(each) ? each['event_type'] : each));
	const known = catalogue.map(({ event_type }) => event_type);
	const fresh = offered.filter((type) => !known.includes(type)).map((type) => `${type} is new`);
	const gone = known.filter((type) => !offered.includes(type)).map((type) => `${type} is gone`);
	run.findings.compare(`GET ${path}`, [...fresh, ...gone]);
}

/** The assets of an account are listed by the name of a person. */
async function checkAssets(run: Run, me: unknown): Promise<void> {
	const username = isObject(me) ? me['username'] : undefined;
	const path = '/v3/assets';
	if (typeof username !== 'string') return run.findings.leaveOpen(`GET ${path}`, 'no username');
	const assets = { path, item: shapes.asset, query: { ...page, username } };
	await read(run, assets, listOf(shapes.asset));
}

/** HeyGen's older API, which may be gone. */
async function checkV1(run: Run): Promise<void> {
	for (const path of ['/v1/webhook/webhook.list', '/v1/webhook/endpoint.list']) {
		const { status, body } = await run.heygen.ask('GET', path);
		const isV1 = status === 200 && isObject(body) && body['code'] === 100;
		const holdsList = isV1 && Array.isArray(body['data']);
		run.findings.expect(
			`GET ${path}`,
			holdsList,
			`answers ${status}, not 200 with code 100 and a list`,
		);
	}
}

export async function checkLists(run: Run): Promise<void> {
	let me: unknown;
	for (const each of things) {
		const data = await read(run, each, thingOf(each.item));
		if (each.path === '/v3/users/me') me = data;
	}
	for (const each of lists) await read(run, each, listOf(each.item));
	await checkEventTypes(run);
	await checkAssets(run, me);
	await checkV1(run);
}
