import { exampleFile, exampleNames, readExample } from '../e2e/support/examples';
import type { WorkflowBody } from '../e2e/support/restTypes';
import { actionType, triggerType } from '../e2e/support/workflows';
import { makesPictures } from './support/screens';
import { accountOf, openStage, type Stage } from './support/stage';

let stage: Stage;
const rowHeight = 3_000;

beforeAll(async () => {
	stage = await openStage();
	const { page } = stage;
	await accountOf(stage);
	// large enough that the longest example can be read in docs/recipes.md
	await page.setViewportSize({ width: 1600, height: 900 });
});

afterAll(async () => await stage?.close());

const heygenNodes = (name: string): string[] =>
	readExample(name).nodes.flatMap((node) =>
		[actionType, triggerType].includes(node.type) ? [node.name] : [],
	);

/** As a person does who chose "Import from file". */
async function importFile(name: string): Promise<void> {
	const { n8n, page } = stage;
	await page.goto(`${n8n.url}/workflow/new`);
	await page.locator('input[type="file"]').first().setInputFiles(exampleFile(name));
	await page.locator('.vue-flow__node').first().waitFor();
}

/** n8n chooses the only credential by itself when the node is opened. */
async function chooseCredential(node: string): Promise<void> {
	const { editor, page } = stage;
	await page.locator(`[data-node-name="${node}"]`).first().dblclick();
	await editor.byId('ndv').waitFor();
	await editor.byId('node-credentials-select').first().waitFor();
	await page.keyboard.press('Escape');
	await editor.byId('ndv').waitFor({ state: 'hidden' });
}

async function fitView(): Promise<void> {
	await stage.page.keyboard.press('1');
	await stage.page.mouse.click(80, 105);
}

/** The picture in docs/recipes.md, without what floats over the canvas. */
async function takePicture(name: string): Promise<void> {
	const { editor, page } = stage;
	await fitView();
	for (const node of heygenNodes(name)) await chooseCredential(node);
	await editor.byId('node-issues').first().waitFor({ state: 'hidden' });
	const floating = ['canvas-controls', 'execute-workflow-button', 'node-creator-plus-button'];
	const hidden = floating.map((id) => `[data-test-id="${id}"]`).join(',');
	await page.addStyleTag({ content: `${hidden} { visibility: hidden !important; }` });
	await fitView();
	await page.waitForTimeout(1_000);
	await editor.shot(`recipe-${name}`, { docs: true });
}

/** The sticky notes that are too small for their text. */
const cutNotes = async (): Promise<Array<string | null>> =>
	await stage.editor.byId('sticky').evaluateAll((notes) =>
		notes.flatMap((note) => {
			const texts = [...note.querySelectorAll('p, li, h2, h3')];
			const end = Math.max(...texts.map((text) => text.getBoundingClientRect().bottom));
			const isCut = texts.length === 0 || end > note.getBoundingClientRect().bottom;
			return isCut ? [note.textContent] : [];
		}),
	);

/** One below the other, which takes one page in place of many. */
const inOneWorkflow = (): WorkflowBody => ({
	name: 'Examples',
	nodes: exampleNames.flatMap((example, row) =>
		readExample(example).nodes.map(({ name, position: [x, y], ...node }) => ({
			...node,
			id: `${row}-${node.id}`,
			name: `${row} ${name}`,
			position: [x, y + row * rowHeight] as [number, number],
		})),
	),
	connections: {},
	settings: {},
});

/** That only the credential is missing is for e2e's examples, which run with nothing else. */
it('the notes of each example can be read to their end', async () => {
	const { api, editor } = stage;
	const { id } = await api.workflows.create(inOneWorkflow());
	await editor.openWorkflow(id);
	await editor.byId('sticky').nth(exampleNames.length).waitFor({ state: 'attached' });
	expect(await cutNotes()).toEqual([]);
});

if (makesPictures) {
	it.each(exampleNames)('%s has a picture', async (name) => {
		await importFile(name);
		await takePicture(name);
	});
}
