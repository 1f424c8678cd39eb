import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';

import { resources } from '../../../nodes/HeyGen/resources';
import type { Operation, Resource } from '../../../nodes/HeyGen/operation/operation';
import { act } from '../support/action';
import { bench, credentialsFor } from '../support/bench';
import { skipSleep } from '../support/clock';
import { singles, variants } from '../support/parameters';
import { known, stock } from '../support/stock';
import { arrived } from '../support/workflow';
import { operations, type Row } from './operations';

const here = bench({ validateUrl: false });
beforeEach(() => stock(here.simulator));
afterEach(() => jest.restoreAllMocks());

const errorOf = (run: IRun) => run.data.resultData.error;
const runOne = async (parameters: INodeParameters, more: object = {}): Promise<IRun> =>
	await act({ credentials: credentialsFor(here.simulator, 'v3'), parameters, ...more });

/** `POST /v3/videos/{video_id}` fits what was asked. */
const patternOf = (call: string): RegExp =>
	new RegExp(`^${call.replace(/\{\w+\}/g, '[^/ ]+').replace(/\//g, '\\/')}$`);
const asked = (): string[] =>
	here.simulator.requests.map(({ method, path }) => `${method} ${path}`);

function expectAccepted(run: IRun, { call }: Row): void {
	expect(errorOf(run)?.message).toBeUndefined();
	expect(here.simulator.requests.filter(({ status }) => status >= 300)).toEqual([]);
	expect(asked()).toContainEqual(expect.stringMatching(patternOf(call)));
}

const kinds: Record<string, (value: unknown) => boolean> = {
	text: (value) => typeof value === 'string',
	number: (value) => typeof value === 'number',
	boolean: (value) => typeof value === 'boolean',
	object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
	texts: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
	objects: (value) => Array.isArray(value) && value.every((one) => typeof one === 'object'),
};

/** What of an output item is not as the operation says. */
function unlike(item: IDataObject, { output }: Operation, simplified: boolean): string[] {
	const { fields, simple } = output;
	const names = simplified && simple !== undefined ? simple : Object.keys(fields);
	const wrong = names.filter((name) => {
		const kind = fields[name] ?? '';
		const value = item[name];
		const isMissing = value === undefined || value === null;
		return isMissing ? !kind.endsWith('?') : kinds[kind.replace('?', '')]?.(value) !== true;
	});
	const told = Object.keys(item).filter((name) => item[name] !== null);
	return [...wrong, ...told.filter((name) => !names.includes(name))];
}

const isAsked = (operation: Operation): boolean =>
	'execute' in operation &&
	!operation.fields.some(({ fields = [] }) =>
		fields.some(({ property }) => property.name === 'howToWait'),
	);

const all = Object.entries<Resource>(resources).flatMap(([resource, made]) =>
	Object.entries(made.operations).map(([name, operation]) => ({
		resource,
		name,
		operation,
		row: operations[resource]?.[name],
	})),
);

it('reaches every operation of the list, and no other', () => {
	const listed = Object.entries(operations).flatMap(([resource, rows]) =>
		Object.keys(rows).map((name) => `${resource}.${name}`),
	);
	expect(all.map(({ resource, name }) => `${resource}.${name}`).sort()).toEqual(listed.sort());
});

describe.each(all.filter(({ row }) => row?.isSpecial !== true))(
	'$resource: $name',
	({ resource, name, operation, row = { call: '?' } }) => {
		const base = { resource, operation: name, ...row.with };
		const sets = variants(operation.fields).map((set) => ({ ...set, ...base }));
		const [first = base] = sets;

		it('is accepted with its required fields only, and puts out what it says', async () => {
			// What HeyGen calls nobody for is held until it is time to park.
			if (isAsked(operation)) {
				skipSleep();
				here.simulator.finishAfter(0);
			}
			for (const parameters of sets) {
				const run = await runOne(parameters);
				expectAccepted(run, row);
				const items = arrived(run);
				for (const { json } of items) expect(unlike(json, operation, true)).toEqual([]);
				if (isAsked(operation)) expect(items).toHaveLength(1);
			}
		});

		// The fields are those of the create beside it; the rest is in waiting.test.ts.
		if ('execute' in operation) return;
		it('is accepted with each other field alone', async () => {
			for (const set of sets) {
				for (const { name: field, parameters } of singles(operation.fields, set)) {
					here.simulator.reset();
					stock(here.simulator);
					const run = await runOne(withBeside(parameters, row, field));
					expect([field, errorOf(run)?.message]).toEqual([field, undefined]);
					expectAccepted(run, row);
				}
			}
		});

		it('goes on after an item that HeyGen refuses', async () => {
			here.simulator.fault({ kind: 'status', status: 400 });
			const run = await runOne(first, {
				items: [{}, {}],
				node: { onError: 'continueRegularOutput' },
			});
			const items = run.data.resultData.runData.HeyGen?.[0]?.data?.main?.[0] ?? [];
			expect(items[0]).toMatchObject({
				json: { error: expect.any(String) },
				pairedItem: { item: 0 },
			});
			expect(items.slice(1).flatMap(({ error }) => error ?? [])).toEqual([]);
			expect(items.slice(1).every(({ pairedItem }) => Object(pairedItem).item === 1)).toBe(true);
		});

		const { shelf } = row;
		if (shelf === undefined) return;
		it('returns all, over three pages of the largest size', async () => {
			await runOne({ ...first, limit: 1 });
			const one = arrived(await runOne({ ...first, simplify: false }))[0]?.json ?? {};
			const most = await largestPage(first);
			const idKey = Object.keys(one).find((key) => one[key] === known) ?? 'id';
			for (let index = 0; index < 2 * most; index++) {
				here.simulator.put(shelf, { ...one, ...row.hidden, [idKey]: `more-${index}` });
			}
			const before = here.simulator.requests.length;
			const run = await runOne({ ...first, returnAll: true });
			expect(errorOf(run)).toBeUndefined();
			expect(arrived(run)).toHaveLength(2 * most + 1);
			expect(here.simulator.requests.length - before).toBe(3);
		});
	},
);

/** The size of the pages that Return All asks for. */
async function largestPage(parameters: INodeParameters): Promise<number> {
	await runOne({ ...parameters, returnAll: true });
	return Number(here.simulator.requests.at(-1)?.query.limit);
}

function withBeside(
	parameters: INodeParameters,
	{ beside = {} }: Row,
	field: string,
): INodeParameters {
	const [collection = '', inner = ''] = field.split('.');
	const more = beside[inner];
	if (more === undefined) return parameters;
	return { ...parameters, [collection]: { ...(parameters[collection] as object), ...more } };
}
