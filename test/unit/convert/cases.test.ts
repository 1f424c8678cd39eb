import { convertWorkflow, type Workflow } from '../../../convert';
import { awkward, cases } from '../../convert/cases';
import { key } from '../../convert/nodes';
import { listOf, looseEnds } from './workflows';

const one = (workflow: Workflow | Workflow[]): Workflow => workflow as Workflow;
const text = (value: unknown): string => JSON.stringify(value);

it('has workflows of all patterns, most of them awkward', () => {
	expect(cases.length).toBeGreaterThanOrEqual(40);
	expect(awkward).toBeGreaterThan(cases.length / 2);
	expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
});

describe.each(cases)('$name', ({ workflow: old, ends }) => {
	const { workflow, report } = convertWorkflow(old);
	const now = one(workflow);
	const nodes = listOf(now.nodes);
	const before = listOf(old.nodes);

	it('speaks to the old API no longer, or says why', () => {
		const calling = nodes
			.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote')
			.filter(({ parameters }) => /heygen\.com\/v[12]\//.test(text(parameters)));
		if (typeof ends === 'object') {
			expect(report.left.map(({ why }) => why).join('\n')).toMatch(ends.left);
			expect(calling.length).toBeGreaterThan(0);
		} else {
			expect(report.left).toEqual([]);
			expect(calling).toEqual([]);
			expect(report.converted.length).toBeGreaterThan(0);
		}
	});

	it('has no link to or from a node that is not there', () => {
		expect(new Set(nodes.map(({ name }) => name)).size).toBe(nodes.length);
		expect(looseEnds(now)).toEqual([]);
	});

	it('changes nothing the second time', () => {
		expect(one(convertWorkflow(now).workflow)).toEqual(now);
		expect(text(convertWorkflow(text(now)).workflow)).toBe(text(now));
	});

	it('leaves every node as it was that reads nothing of what went', () => {
		const changed = new Set([
			...report.converted.map(({ node }) => node),
			...report.converted.flatMap(({ replaces }) => replaces),
			...report.expressions.map(({ node }) => node),
		]);
		for (const node of before) {
			if (changed.has(String(node.name))) continue;
			expect(text(nodes.find(({ name }) => name === node.name))).toBe(text(node));
		}
	});

	it('carries no key along', () => {
		const where = before.filter((node) => text(node).includes(key)).map(({ name }) => name);
		const after = nodes.filter((node) => text(node).includes(key)).map(({ name }) => name);
		expect(text(report)).not.toContain(key);
		expect(where).toEqual(expect.arrayContaining(after));
		expect(after).toEqual(report.keys);
	});

	it('reads nothing of an old reply any more', () => {
		if (typeof ends === 'object') return;
		const others = nodes.filter(
			({ name }) => name !== 'Done' || !text(now).includes('Other Service'),
		);
		expect(
			others.filter(
				(node) =>
					/data["'\]]*\??\.?[["']*(?:video_url|video_id|thumbnail_url)/.test(
						text(node.parameters),
					) && node.type !== 'n8n-nodes-base.stickyNote',
			),
		).toEqual([]);
	});
});
