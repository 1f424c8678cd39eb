import { convertWorkflow, type Conversion, type JsonObject, type Report } from '../../convert';

/** The page around the converter. It has no server: all of it happens in the browser. */

const byId = (id: string): HTMLElement => {
	const found = document.getElementById(id);
	if (found === null) throw new Error(`the page has no ${id}`);
	return found;
};

const input = byId('input') as HTMLTextAreaElement;
const output = byId('output') as HTMLTextAreaElement;
const message = byId('message');
const result = byId('result');

function element(name: string, text: string, className = ''): HTMLElement {
	const made = document.createElement(name);
	made.textContent = text;
	if (className !== '') made.className = className;
	return made;
}

/** A list under a heading, or nothing where there is nothing to list. */
function section(title: string, items: HTMLElement[]): HTMLElement[] {
	if (items.length === 0) return [];
	const list = document.createElement('ul');
	list.append(...items);
	return [element('h3', title), list];
}

function item(parts: Array<HTMLElement | string>, notes: readonly string[] = []): HTMLElement {
	const made = document.createElement('li');
	made.append(...parts);
	if (notes.length > 0) {
		const list = document.createElement('ul');
		list.append(...notes.map((note) => element('li', note)));
		made.append(list);
	}
	return made;
}

const strong = (text: string): HTMLElement => element('strong', text);
const code = (text: string): HTMLElement => element('code', text);

function reportParts({ converted, expressions, left, keys }: Report): HTMLElement[] {
	return [
		...section(
			'What becomes a HeyGen node',
			converted.map(({ node, operation, notes }) =>
				item([strong(node), ` is ${operation} now`], notes),
			),
		),
		...section(
			'What other nodes read',
			expressions.map(({ node, before, after }) =>
				item([strong(node), ': ', code(before), ' → ', code(after)]),
			),
		),
		...section(
			'What stays as it was, and why',
			left.map(({ node, why }) => item([strong(node), `: ${why}`])),
		),
		...section(
			'Where a key of HeyGen stands: delete it there',
			keys.map((node) => item([strong(node)])),
		),
	];
}

const nodesOf = (workflow: unknown): JsonObject[] => {
	const all = Array.isArray(workflow) ? workflow : [workflow];
	return all.flatMap((each) => {
		const { nodes } = Object(each) as { nodes?: JsonObject[] };
		return Array.isArray(nodes) ? nodes : [];
	});
};

const kindOf = ({ type }: JsonObject): string => String(type).replace(/^.*\./, '');

/** The nodes of a workflow, those that differ from the other's marked. */
function nodeList(workflow: unknown, other: unknown): HTMLElement {
	const theirs = new Map(nodesOf(other).map((node) => [node.name, JSON.stringify(node)]));
	const list = document.createElement('ol');
	for (const node of nodesOf(workflow)) {
		const isSame = theirs.get(String(node.name)) === JSON.stringify(node);
		const line = item([strong(String(node.name)), ` ${kindOf(node)}`]);
		if (!isSame) line.className = theirs.has(String(node.name)) ? 'changed' : 'only';
		list.append(line);
	}
	return list;
}

/** As it was given, without what an export has around it. */
const givenIn = (text: string): unknown => {
	let data: unknown = JSON.parse(text);
	while (nodesOf(data).length === 0) {
		const inner = (data as { workflow?: unknown }).workflow;
		if (inner === undefined) return data;
		data = inner;
	}
	return data;
};

const count = (number: number, word: string): string =>
	`${number} ${word}${number === 1 ? '' : 's'}`;

function show(text: string, { workflow, report }: Conversion): void {
	const given = givenIn(text);
	byId('before').replaceChildren(nodeList(given, workflow));
	byId('after').replaceChildren(nodeList(workflow, given));
	byId('report').replaceChildren(...reportParts(report));
	output.value = JSON.stringify(workflow, null, 2);
	const { converted, left } = report;
	message.textContent =
		converted.length === 0 && left.length === 0
			? "Nothing in it speaks to HeyGen's API v1 or v2, so nothing was changed."
			: `${count(converted.length, 'HeyGen node')} made, ${count(left.length, 'node')} left for you.`;
	message.className = '';
	result.hidden = false;
}

function convert(): void {
	const text = input.value.trim();
	result.hidden = true;
	message.textContent = '';
	if (text === '') return;
	try {
		show(text, convertWorkflow(text));
	} catch (error) {
		message.textContent = error instanceof Error ? error.message : String(error);
		message.className = 'wrong';
	}
}

async function copy(): Promise<void> {
	try {
		await navigator.clipboard.writeText(output.value);
	} catch {
		// Where the browser does not let a page write there: the old way.
		output.select();
		document.execCommand('copy');
	}
	byId('copied').textContent = 'Copied. Press Ctrl+V (or ⌘V) on the canvas of n8n.';
}

function save(): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(new Blob([output.value], { type: 'application/json' }));
	link.download = 'workflow.json';
	link.click();
	URL.revokeObjectURL(link.href);
}

async function take(files: FileList | null | undefined): Promise<void> {
	const [file] = files ?? [];
	if (file === undefined) return;
	input.value = await file.text();
	convert();
}

input.addEventListener('input', convert);
byId('copy').addEventListener('click', () => void copy());
byId('save').addEventListener('click', save);
byId('file').addEventListener(
	'change',
	(event) => void take((event.target as HTMLInputElement).files),
);
document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => {
	event.preventDefault();
	void take(event.dataTransfer?.files);
});
