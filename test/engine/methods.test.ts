import type { INodePropertyOptions } from 'n8n-workflow';

import { HeyGen } from '../../nodes/HeyGen/HeyGen.node';
import { searches } from '../../nodes/HeyGen/methods/searches';
import { catalogue } from '../simulator';
import { bench, down, generations, thrownBy } from './support/bench';
import { actionType, triggerType } from './support/code';
import { editor } from './support/editor';
import { known, stock } from './support/stock';

const here = bench();

const valuesOf = (options: INodePropertyOptions[]) => options.map(({ value }) => value);

describe.each(generations)('the list of events over %s', (generation) => {
	const known = catalogue
		.filter(({ v1 }) => generation === 'v3' || v1)
		.map(({ event_type }) => event_type);

	it.each([triggerType, actionType])('is what the account has (%s)', async (type) => {
		const options = await editor(here, generation, type).options('getEventTypes');
		expect(options[0]).toMatchObject({ value: '*', name: 'All Events' });
		expect(valuesOf(options.slice(1)).sort()).toEqual([...known].sort());
		const names = options.slice(1).map(({ name }) => name);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
		for (const { description } of options) expect(description).toEqual(expect.any(String));
	});

	it.each([
		['is down', down],
		['refuses the key', { kind: 'status', status: 401, times: Infinity } as const],
	])('is the 34 known types while HeyGen %s', async (_case, fault) => {
		here.simulator.fault(fault);
		const options = await editor(here, generation).options('getEventTypes');
		expect(options).toHaveLength(35);
		expect(valuesOf(options).sort()).toEqual(
			['*', ...catalogue.map(({ event_type }) => event_type)].sort(),
		);
		expect(here.logs.notable).toEqual([]);
	});
});

it('lists no All Events where a filter needs one type', async () => {
	const options = await editor(here, 'v3', actionType).options('getEventTypesForFilter');
	expect(valuesOf(options)).not.toContain('*');
	expect(options).toHaveLength(34);
});

describe.each(generations)('the search for endpoints over %s', (generation) => {
	const results = async (filter?: string) =>
		(await editor(here, generation, actionType).search('searchEndpoints', filter)).results;

	beforeEach(() => {
		for (let index = 0; index < 120; index++) {
			here.simulator.addEndpoint({ url: `https://a.example/${index}`, events: null });
		}
		here.simulator.addEndpoint({ url: 'https://Last.example/', events: ['video_agent.fail'] });
		here.simulator.addEndpoint({ url: 'https://off.example/', status: 'disabled' });
	});

	it('finds all of them, on every page', async () => {
		const found = await results();
		expect(found).toHaveLength(122);
		expect(found.map(({ value }) => value)).toEqual(
			here.simulator.endpoints.map(({ endpoint_id }) => endpoint_id),
		);
	});

	it('finds by URL, by event and by ID, whatever the case', async () => {
		const last = here.simulator.endpoints[120]?.endpoint_id ?? '';
		for (const filter of ['LAST.ex', 'video_agent', last]) {
			expect((await results(filter)).map(({ value }) => value)).toEqual([last]);
		}
		const [off] = await results('off.example');
		expect(off?.name).toContain('disabled');
	});
});

it('shows why endpoints can not be searched', async () => {
	here.simulator.fault(down);
	const search = editor(here, 'v3', actionType).search('searchEndpoints');
	expect((await thrownBy(search)).message).toMatch(/HeyGen is not available/);
});

describe('the list of a resource locator', () => {
	beforeEach(() => stock(here.simulator));
	const named = Object.keys(searches);

	it('is one that the node has', () => {
		const { description } = new HeyGen();
		const used = JSON.stringify(description).matchAll(/"searchListMethod":"(\w+)"/g);
		for (const [, name] of used) expect(named).toContain(name);
	});

	it.each(named)('shows what the account has, and finds it by its name (%s)', async (name) => {
		const { search } = editor(here, 'v3', actionType);
		const { results } = await search(name);
		const [entry = { name: '', value: '' }] = results.filter(({ value }) => value === known);
		expect(entry.name).toMatch(/\S/);
		const [title = ''] = entry.name.split(' (');
		expect((await search(name, title)).results).toContainEqual(entry);
		expect((await search(name, 'no such thing')).results).toEqual([]);
	});
});
