import { v3Routes } from '../../api/v3';
import { cases } from './cases';

/** The calls that are tested elsewhere: lists, batches, uploads. */
const elsewhere = [
	...['GET /v3/videos', 'GET /v3/avatars', 'GET /v3/avatars/looks', 'GET /v3/voices'],
	...['GET /v3/templates', 'GET /v3/brand-kits', 'GET /v3/brand-glossaries'],
	...['GET /v3/video-agents', 'GET /v3/video-agents/styles', 'GET /v3/lipsyncs'],
	...['GET /v3/video-translations', 'GET /v3/video-translations/proofreads'],
	...['GET /v3/ai-clipping', 'GET /v3/hyperframes/renders', 'GET /v3/podcasts'],
	...['GET /v3/background-removals', 'GET /v3/models/audio/voices'],
	...['POST /v3/assets', 'POST /v3/assets/complete/batches'],
	...['videos', 'video-translations', 'lipsyncs', 'assets'].map(
		(each) => `GET /v3/${each}/batches/b1`,
	),
	'GET /v3/video-translations/statuses',
];

/** Any body will do: nothing is known of them but their path. */
const guesses = [
	...['GET /v3/videos/voice-capabilities', 'GET /v3/avatars/look-templates'],
	...['POST /v3/avatars/looks', 'POST /v3/models/audio/sts'],
	...['POST', 'GET', 'DELETE'].map((method) => `${method} /v3/assets/asset-1/parts`),
];

const calls = [...cases.map((each) => each.call), ...elsewhere, ...guesses].map(
	(call) => call.split('?')[0] ?? '',
);

const answers = (call: string) => {
	const [method, path = ''] = call.split(' ');
	return v3Routes.find((route) => route.method === method && route.path.test(path));
};

it('every route is asked by a test', () => {
	const asked = new Set(calls.map(answers));
	const never = v3Routes.filter((route) => !asked.has(route));
	expect(never.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});

it.each(calls)('%s has a route', (call) => {
	expect(answers(call)).toBeDefined();
});
