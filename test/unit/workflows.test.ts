import { exampleNames, readExample } from '../e2e/support/examples';
import { actionType, triggerType } from '../e2e/support/workflows';

const sticky = 'n8n-nodes-base.stickyNote';

interface Box {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

/** A node of the canvas with its name and its subtitle below. */
function boxes(name: string): Box[] {
	return readExample(name).nodes.map(({ name: label, type, position: [left, top], parameters }) => {
		const width = type === sticky ? Number(parameters.width) : 96;
		const height = type === sticky ? Number(parameters.height) : 96 + 52;
		return { name: label, left, top, right: left + width, bottom: top + height };
	});
}

const overlap = (a: Box, b: Box): boolean =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

describe.each(exampleNames)('workflows/%s.json', (name) => {
	const workflow = readExample(name);

	it('holds nothing of the n8n it was made in', () => {
		expect(Object.keys(workflow).sort()).toEqual(['connections', 'name', 'nodes', 'settings']);
		for (const node of workflow.nodes) {
			expect(node).not.toHaveProperty('webhookId');
			expect(Object.values(node.credentials ?? {})).toEqual(
				node.credentials ? [{ name: 'HeyGen account' }] : [],
			);
		}
	});

	it('uses core nodes and HeyGen only, and reaches nobody before a person fills that in', () => {
		for (const { type, parameters } of workflow.nodes) {
			const isOurs = type === actionType || type === triggerType;
			expect(isOurs || type.startsWith('n8n-nodes-base.')).toBe(true);
			if (type !== 'n8n-nodes-base.httpRequest') continue;
			expect(parameters.url).toMatch(/^https:\/\/example\.com\/|^=\{\{ \$json\.(video_)?url \}\}$/);
		}
	});

	it('explains itself, and nothing lies over anything else', () => {
		expect(workflow.nodes.filter(({ type }) => type === sticky).length).toBeGreaterThan(2);
		const all = boxes(name);
		const pairs = all.flatMap((a, index) => all.slice(index + 1).map((b) => [a, b] as const));
		expect(pairs.filter(([a, b]) => overlap(a, b)).map(([a, b]) => [a.name, b.name])).toEqual([]);
	});
});
