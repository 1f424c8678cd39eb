import type { IDataObject } from 'n8n-workflow';

import { agentName, agentWorkflow, createName, createTool } from '../support/agent';
import type { Bench } from '../support/bench';
import { json } from '../support/executions';
import { Model, type Turn } from '../support/model';
import { byCallback, Parked } from '../support/parked';

/** Proves that n8n parks an agent with its tool, and gives the tool what woke it; no engine test has an agent. */

/** Asks for one video, and repeats what the tool answers. */
function think(answers: string[]): Turn {
	const [answer] = answers;
	if (answer !== undefined) return { says: `The tool said: ${answer}` };
	return { calls: [{ tool: createTool, with: { voiceId: 'voice_1', script: 'Hello' } }] };
}

const parkedAgent = async (bench: Bench, model: Model): Promise<Parked> => {
	const openAi = await bench.api.credentials.create('openAiApi', 'Model', {
		apiKey: 'example',
		url: model.url,
	});
	const parked = await Parked.byHand(bench, ({ credential }) => {
		const body = agentWorkflow({ agentVersion: 3.1, credential, openAi });
		for (const node of body.nodes) {
			if (node.name !== createName) continue;
			Object.assign(node.parameters, { operation: 'createAndWait', options: byCallback });
		}
		return body;
	});
	await parked.waits();
	return parked;
};

const said = async (parked: Parked): Promise<string> => {
	const execution = await parked.ends();
	expect(execution.status).toBe('success');
	const [{ output } = {}]: IDataObject[] = json(execution, agentName);
	return String(output);
};

/** The node as a tool. */
export const agents: Record<string, (bench: Bench) => Promise<void>> = {
	async 'parks an agent with its tool, and the model gets the finished video'(bench) {
		const model = await Model.start(think);
		try {
			const parked = await parkedAgent(bench, model);
			expect(model.asked).toHaveLength(1);
			await parked.finish();
			const answer = await said(parked);
			expect(answer).toContain(`"video_id":"${parked.videos[0]}"`);
			expect(answer).toContain('"status":"completed"');
			expect(answer).not.toContain('pending');
		} finally {
			await model.close();
		}
	},

	async 'tells the model why a video failed'(bench) {
		const model = await Model.start(think);
		try {
			const parked = await parkedAgent(bench, model);
			await parked.finish(undefined, { outcome: 'failed', message: 'Too long.' });
			expect(await said(parked)).toContain('Too long');
			expect(parked.videos).toHaveLength(1);
		} finally {
			await model.close();
		}
	},
};
