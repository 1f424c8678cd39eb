import type { IDataObject } from 'n8n-workflow';

import { agentName, agentWorkflow, createTool, findTool } from './support/agent';
import { useSharedN8n, type Account } from './support/bench';
import { json } from './support/executions';
import { Model, type Turn } from './support/model';
import type { Execution } from './support/restTypes';

/**
 * Proves what no engine test has: an AI Agent of either kind takes the node for a tool, with the fields that the
 * model is to fill, and Retry On Fail gives a tool the same Idempotency-Key again.
 */
const bench = useSharedN8n();
const script = 'Guten Tag!';
const german = 'voice_00003';

let model: Model;
let account: Account;

/** Looks for a voice, makes a video with the first one, and tells what came of it. */
function greet(answers: string[]): Turn {
	const [voices, video] = answers.map((answer) => JSON.parse(answer) as IDataObject[]);
	if (voices === undefined) return { calls: [{ tool: findTool, with: { language: 'German' } }] };
	const voiceId = voices[0]?.['voice_id'];
	if (video === undefined) return { calls: [{ tool: createTool, with: { voiceId, script } }] };
	return { says: `Your video ${String(video[0]?.['video_id'])} is being made.` };
}

beforeAll(async () => (model = await Model.start(greet)));
afterAll(async () => await model?.close());

beforeEach(async () => {
	model.asked.length = 0;
	account = await bench.account('v3');
	account.heygen.seed('looks', 1);
	account.heygen.seed('voices', 40, (index) => ({
		language: index === 2 ? 'German' : 'English',
		type: 'public',
	}));
});

async function run(agentVersion: number, tool = {}): Promise<Execution> {
	const data = { apiKey: 'example', url: model.url };
	const openAi = await bench.api.credentials.create('openAiApi', 'Model', data);
	const { credential } = account;
	const body = agentWorkflow({ agentVersion, credential, openAi, tool });
	const { id } = await account.save(body);
	const { executionId = '' } = await bench.api.workflows.run(id, 'Start');
	return await bench.api.executions.waitForOne(executionId);
}

const created = () => account.heygen.asked('POST', '/v3/videos');

describe.each([2.2, 3.1])('an AI Agent, version %s', (version) => {
	it('finds a voice and makes a video of it', async () => {
		const execution = await run(version);
		const [{ body = {} } = {}, ...others] = created();
		expect(others).toEqual([]);
		expect(body).toMatchObject({
			type: 'avatar',
			avatar_id: 'look_00001',
			voice_id: german,
			script,
		});
		const [asked] = account.heygen.asked('GET', '/v3/voices');
		expect(asked?.query).toMatchObject({ language: 'German', limit: '5' });
		const [video] = account.heygen.videos.keys();
		expect(json(execution, agentName)).toMatchObject([
			{ output: `Your video ${video} is being made.` },
		]);
		const offered = model.asked[0]?.tools?.map((tool) => tool.function) ?? [];
		offered.sort((a, b) => a.name.localeCompare(b.name));
		expect(offered).toMatchObject([
			{
				name: createTool,
				description: 'Create video in HeyGen',
				parameters: { required: expect.arrayContaining(['voiceId', 'script']) },
			},
			{
				name: findTool,
				description: 'Get many voices in HeyGen',
				parameters: { properties: { language: { description: 'The language that is spoken' } } },
			},
		]);
	});

	it('with Retry On Fail asks for one video, however often it tries', async () => {
		const { heygen } = account;
		heygen.fault({ kind: 'lostAnswer', method: 'POST', path: '/v3/videos', times: 1 });
		heygen.fault({ kind: 'status', status: 400, method: 'POST', path: '/v3/videos', times: 1 });
		await run(version, { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 });
		const keys = created().map(({ headers }) => headers['idempotency-key']);
		expect(keys.length).toBeGreaterThan(2);
		expect(new Set(keys).size).toBe(1);
		expect(heygen.videos.size).toBe(1);
	});
});
