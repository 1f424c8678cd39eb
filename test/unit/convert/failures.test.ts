import { convertWorkflow, type JsonObject, type Workflow } from '../../../convert';
import { bodyText, createWith, done, flow, generateUrl, iff, start } from '../../convert/nodes';
import { asking, askingLine, ownNodes } from './workflows';

const asked = [...asking(), iff('Failed?', '={{ $json.data.status }}', 'failed'), done()];
const loop = `${askingLine} > Done`;

it('goes on to another create where the first one failed', () => {
	const other = createWith(
		{ specifyBody: 'json', jsonBody: bodyText() },
		{ name: 'Create Another' },
	);
	const old = flow(
		[...asked, other],
		loop,
		'If:1 > Failed? > Create Another > Done',
		'Failed?:1 > Wait',
	);
	const { connections, ...workflow } = convertWorkflow(old).workflow as Workflow;
	expect((connections as JsonObject)['Create Video']).toMatchObject({
		main: [[{ node: 'Done' }], [{ node: 'Create Another' }]],
	});
	expect(ownNodes(workflow)[0]).toMatchObject({ onError: 'continueErrorOutput' });
});

it('makes no video anew without an end, and says so', () => {
	const old = flow(asked, loop, 'If:1 > Failed? > Create Video', 'Failed?:1 > Wait');
	const { workflow, report } = convertWorkflow(old);
	const { connections } = workflow as { connections: JsonObject };
	expect(connections['Create Video']).toEqual({
		main: [[{ node: 'Done', type: 'main', index: 0 }]],
	});
	expect(ownNodes(workflow)[0]).not.toHaveProperty('onError');
	expect(report.converted[0]?.notes.join()).toContain('each try is billed');
});

it('knows the address in capitals too', () => {
	const url = generateUrl.replace('https://api.heygen.com', 'HTTPS://API.HeyGen.com');
	const call = createWith({ url, specifyBody: 'json', jsonBody: bodyText() });
	const { workflow } = convertWorkflow(flow([start(), call], 'Start > Create Video'));
	expect(ownNodes(workflow)).toHaveLength(1);
});
