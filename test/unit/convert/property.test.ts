import fc from 'fast-check';

import { convertWorkflow, type JsonObject, type Workflow } from '../../../convert';
import { cases } from '../../convert/cases';
import {
	code,
	create,
	done,
	flow,
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
} from '../../convert/nodes';
import { looseEnds, nodesOf } from './workflows';

/** Pieces that are put together at random: most of what comes out nobody would build. */
const pieces: Array<() => JsonObject> = [
	() => create(),
	() => create('={{ $json.payload }}'),
	() => create('={"video_inputs":[{"voice":{{ $json.voice }},'),
	() => status(),
	() => http('Get Status', { url: `=${statusUrl}?video_id={{ $json.data.video_id }}` }),
	() => wait(),
	() => iff(),
	() => iff('If', '={{ $json.count }}', 3, 'gt', 'number'),
	() => set('ID', { video_id: '={{ $json.data.video_id }}' }),
	() => set('Keep', { title: "={{ $('Create Video').item.json.data.video_id }}" }),
	() => code('Code', 'return items.map((item) => ({ json: { url: item.json.data.video_url } }));'),
	() => node('Merge', 'merge', 3, {}),
	() =>
		node('Switch', 'switch', 3.2, { rules: { values: [] }, options: { fallbackOutput: 'extra' } }),
	() => node('Loop', 'splitInBatches', 3, { options: {} }),
	() => http('Upload', { method: 'POST', url: 'https://upload.heygen.com/v1/asset' }),
	() => http('Other', { url: 'https://example.com/{{ $json.data.url }}' }),
	() => http('Voices', { url: 'https://api.heygen.com/v2/voices' }),
	() => set('Caption', { caption: 'x' }, { includeOtherFields: true }),
	() => code('Handing On', 'for (const item of items) item.json.a = 1;\nreturn items;'),
	() => done("={{ $json.data.voices[0].voice_id }}{{ $('Caption').item.json.data.video_url }}"),
	() => set('Secret', { heygen_api_key: key }),
	() => done(),
	() => done("={{ $('Get Status').all().map((each) => each.json.data.video_url) }}"),
];

const link = fc.record({ from: fc.nat(15), output: fc.nat(2), to: fc.nat(15), input: fc.nat(1) });

const generated = fc
	.record({
		picked: fc.array(fc.nat(pieces.length - 1), { minLength: 1, maxLength: 12 }),
		links: fc.array(link, { maxLength: 24 }),
		loose: fc.boolean(),
	})
	.map(({ picked, links, loose }): Workflow => {
		const nodes: JsonObject[] = [start(), setup()];
		for (const index of picked) {
			const made = pieces[index]?.() ?? start();
			const taken = nodes.filter(
				({ name }) => String(name).replace(/ \d+$/, '') === made.name,
			).length;
			nodes.push(taken > 0 ? { ...made, name: `${String(made.name)} ${taken}` } : made);
		}
		const nameAt = (index: number): string => String(nodes[index % nodes.length]?.name);
		const lines = links.map(
			({ from, output, to, input }) => `${nameAt(from)}:${output} > ${nameAt(to)}@${input}`,
		);
		return flow(nodes, ...lines, ...(loose ? [`${nameAt(1)} > Nobody`] : []));
	});

const text = (value: unknown): string => JSON.stringify(value);

it('never throws, loses no other node, leaves no loose end, and has nothing to do a second time', () => {
	fc.assert(
		fc.property(generated, (old) => {
			const before = text(old);
			const { workflow, report } = convertWorkflow(old);
			expect(text(old)).toBe(before);
			const now = workflow as Workflow;
			expect(looseEnds(now)).toEqual([]);
			const read = new Set([
				...report.converted.flatMap(({ node: name, replaces }) => [name, ...replaces]),
				...report.expressions.map(({ node: name }) => name),
			]);
			const after = new Map(nodesOf(now).map((each) => [each.name, text(each)]));
			for (const each of nodesOf(old)) {
				if (!read.has(String(each.name))) expect(after.get(each.name ?? '')).toBe(text(each));
			}
			expect(after.size).toBe(nodesOf(now).length);
			expect(text(convertWorkflow(now).workflow)).toBe(text(now));
		}),
		{ numRuns: 300 },
	);
});

it('keeps every link between nodes that stay', () => {
	fc.assert(
		fc.property(generated, (old) => {
			const { workflow, report } = convertWorkflow(old);
			const changed = new Set(
				report.converted.flatMap(({ node: name, replaces }) => [name, ...replaces]),
			);
			const loose = report.converted.flatMap(({ notes }) => notes).join('\n');
			const now = new Set(linksOf(workflow as Workflow));
			const names = new Set(nodesOf(old).map(({ name }) => String(name)));
			for (const [from, to, line] of linesOf(old)) {
				const isOurs = changed.has(from) || changed.has(to) || !names.has(to);
				if (isOurs || loose.includes(`"${from}"`) || loose.includes(`"${to}"`)) continue;
				expect([...now]).toContain(line);
			}
		}),
		{ numRuns: 200 },
	);
});

const linesOf = (workflow: Workflow): Array<[from: string, to: string, line: string]> =>
	Object.entries((workflow.connections ?? {}) as JsonObject).flatMap(([from, outputs]) =>
		((outputs as JsonObject).main as unknown as JsonObject[][]).flatMap((links, output) =>
			links.map(({ node: to, index }): [string, string, string] => [
				from,
				String(to),
				text([from, output, to, index]),
			]),
		),
	);
const linksOf = (workflow: Workflow): string[] => linesOf(workflow).map(([, , line]) => line);

const json = fc.jsonValue();

it('takes any JSON for a workflow, or says that it is none', () => {
	fc.assert(
		fc.property(json, json, json, (nodes, connections, parameters) => {
			const odd = { name: 'Odd', type: 'n8n-nodes-base.httpRequest', parameters };
			for (const input of [
				{ nodes, connections },
				{ nodes: [odd, nodes], connections },
				{
					nodes: [
						{
							...odd,
							parameters: {
								url: 'https://api.heygen.com/v2/video/generate',
								jsonBody: parameters,
								bodyParameters: connections,
								specifyBody: 'json',
								headerParameters: nodes,
							},
						},
					],
					connections,
				},
			]) {
				try {
					const { workflow } = convertWorkflow(input);
					expect(text(convertWorkflow(workflow).workflow)).toBe(text(workflow));
				} catch (error) {
					expect(String((error as Error).message)).toMatch(/^There is no workflow/);
				}
			}
		}),
		{ numRuns: 200 },
	);
});

it.each(cases)('stays calm when $name is cut or bent', ({ workflow }) => {
	const whole = text(workflow);
	fc.assert(
		fc.property(
			fc.nat(whole.length),
			fc.constantFrom('"', '{', '}', '{{', '}}', '$json', '\\', ''),
			(at, piece) => {
				try {
					convertWorkflow(whole.slice(0, at) + piece + whole.slice(at + 1));
				} catch (error) {
					expect((error as Error).message).toMatch(/^(?:This is no JSON|There is no workflow)/);
				}
			},
		),
		{ numRuns: 15 },
	);
});
