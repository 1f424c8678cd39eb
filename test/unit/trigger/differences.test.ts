import type { Endpoint } from '../../../nodes/HeyGen/api/webhooks/contract';
import {
	differences,
	needsAnother,
	sameUrl,
} from '../../../nodes/HeyGen/trigger/endpoint/differences';
import type { RegisteredEndpoint } from '../../../nodes/HeyGen/trigger/state/staticData';
import { catalogue } from '../../../nodes/HeyGen/events/catalogue';

const url = 'https://n8n.example/webhook/1';
const wanted = { url, events: ['a', 'b'] };
const endpoint: Endpoint = { id: 'e1', url, events: ['b', 'a'], enabled: true, sent: {} };
const held: RegisteredEndpoint = {
	endpointId: 'e1',
	secret: 's',
	url,
	events: ['a', 'b'],
	shown: ['a', 'b'],
	apiVersion: 'v3',
	baseUrl: 'https://api.example',
	registeredAtMs: 1,
};

describe('what HeyGen has', () => {
	it.each<[string, string[], unknown]>([
		['is as wanted', [], differences(endpoint, wanted, held)],
		['is gone', ['gone'], differences(undefined, wanted, held)],
		['is disabled', ['disabled'], differences({ ...endpoint, enabled: false }, wanted, held)],
		['has another URL', ['url'], differences({ ...endpoint, url: `${url}2` }, wanted, held)],
		['has other events', ['events'], differences({ ...endpoint, events: ['a'] }, wanted, held)],
		['has every event', ['events'], differences({ ...endpoint, events: null }, wanted, held)],
		['is another endpoint', ['replaced'], differences({ ...endpoint, id: 'e2' }, wanted, held)],
		['is not known here', ['replaced'], differences(endpoint, wanted, undefined)],
		['was narrowed', ['narrowed'], differences(endpoint, wanted, { ...held, entityId: 'p' })],
		[
			'was narrowed to another thing',
			['narrowed'],
			differences(endpoint, { ...wanted, entityId: 'q' }, { ...held, entityId: 'p' }),
		],
		[
			'is as narrow as wanted',
			[],
			differences(endpoint, { ...wanted, entityId: 'p' }, { ...held, entityId: 'p' }),
		],
	])('%s', (_case, expected, found) => {
		expect(found).toEqual(expected);
	});
});

// HeyGen does not show what an endpoint is narrowed to: a crash may have left it, wide or narrow.
it('an orphan is never taken for narrowed: another is made in its place', () => {
	const narrow = { ...wanted, entityId: 'p' };
	for (const other of [undefined, { ...held, endpointId: 'e9', entityId: 'p' }]) {
		const found = differences(endpoint, narrow, other);
		expect(found).toContain('narrowed');
		expect(needsAnother(found)).toBe(true);
	}
});

it('only what HeyGen can change is changed', () => {
	expect(needsAnother(['url', 'events', 'replaced'])).toBe(false);
	for (const one of ['gone', 'disabled', 'narrowed'] as const) {
		expect(needsAnother(['url', one])).toBe(true);
	}
});

describe('every event', () => {
	const all = { url, events: null };
	const every = Object.keys(catalogue);
	const own = { ...held, events: null };

	it.each<[string, string[] | null, string[] | null, boolean]>([
		['is null', null, null, true],
		['is the list that HeyGen made of it', ['a'], ['a'], true],
		['is a list with all types', every, null, true],
		['is no list that lacks a type', every.slice(1), null, false],
	])('%s', (_case, events, shown, isSame) => {
		expect(differences({ ...endpoint, events }, all, { ...own, shown })).toEqual(
			isSame ? [] : ['events'],
		);
	});
});

it.each([
	['https://N8N.example', 'https://n8n.example/', true],
	['https://n8n.example:443/a', 'https://n8n.example/a', true],
	['https://n8n.example/a', 'https://n8n.example/a/', false],
	['https://n8n.example/a', 'http://n8n.example/a', false],
	['no url', 'no url', true],
	['no url', 'another', false],
])('%s and %s are one URL: %s', (one, other, isSame) => {
	expect(sameUrl(one, other)).toBe(isSame);
});
