import { convertWorkflow, type JsonObject, type Workflow } from '../../../convert';
import { flow, http, node, start } from '../../convert/nodes';
import { looseEnds, nodesOf } from './workflows';

const post = (url: string): JsonObject => http('Post', { url });
const urlOf = (workflow: Workflow | Workflow[]): unknown =>
	(nodesOf(workflow).find(({ name }) => name === 'Post')?.parameters as JsonObject).url;

const voices = http('Voices', { url: 'https://api.heygen.com/v2/voices' });

it.each([
	['$json.data.voices[2].preview_audio', "$('Voices').all()[2].json.preview_audio_url"],
	[
		"$('Voices').first().json.data.voices.find((each) => each.preview_audio).voice_id",
		"$('Voices').all().map(({ json }) => ({ ...json, display_name: json.name, preview_audio: json.preview_audio_url })).find((each) => each.preview_audio).voice_id",
	],
])('reads %s of a list from its items, and goes on once', (before, after) => {
	const group = { id: 'g', name: 'G', nodeIds: [voices.id] };
	const old = flow([start(), voices, post(`={{ ${before} }}`)], 'Start > Voices > Post');
	const workflow = convertWorkflow({ ...old, nodeGroups: [group] }).workflow as Workflow;
	expect(urlOf(workflow)).toBe(`={{ ${after} }}`);
	expect(looseEnds(workflow)).toEqual([]);
	expect(workflow.connections).toMatchObject({
		Voices: { main: [[{ node: 'Voices: Once' }]] },
		'Voices: Once': { main: [[{ node: 'Post' }]] },
	});
	const once = nodesOf(workflow).find(({ name }) => name === 'Voices: Once');
	expect(once).toMatchObject({ type: 'n8n-nodes-base.limit' });
	expect(workflow.nodeGroups).toEqual([{ ...group, nodeIds: [voices.id, once?.id] }]);
});

it('reads the entries of a Split Out node that named them', () => {
	const split = node('Each', 'splitOut', 1, {
		fieldToSplitOut: 'data.voices',
		options: { destinationFieldName: 'voice' },
	});
	const old = flow(
		[start(), voices, split, post('={{ $json.voice.name }}')],
		'Start > Voices > Each > Post',
	);
	expect(urlOf(convertWorkflow(old).workflow)).toBe('={{ $json.name }}');
});
