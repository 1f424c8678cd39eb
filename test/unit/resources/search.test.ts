/* eslint-disable @n8n/community-nodes/no-restricted-imports -- what n8n itself searches with */
import { NodeSearchEngine } from '@n8n/ai-utilities/node-catalog';
import type { INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

import { HeyGen } from '../../../nodes/HeyGen/HeyGen.node';
import actionCodex from '../../../nodes/HeyGen/HeyGen.node.json';
import { HeyGenTrigger } from '../../../nodes/HeyGen/HeyGenTrigger.node';
import triggerCodex from '../../../nodes/HeyGen/HeyGenTrigger.node.json';

const { description } = new HeyGen();

/** As n8n loads them: with the package before the name, and what the codex file has. */
const loaded = (made: INodeTypeDescription, codex: { alias: string[] }) => ({
	...made,
	name: `n8n-nodes-heygen-events.${made.name}`,
	codex: { alias: codex.alias },
});
const others = ['Slack', 'YouTube', 'Webhook', 'Postgres', 'Schedule Trigger'].map(
	(displayName) => ({
		...description,
		displayName,
		name: `n8n-nodes-base.${displayName.replace(' ', '')}`,
		description: `Work with ${displayName}`,
		codex: { alias: ['post', 'when'] },
		builderHint: {},
	}),
);
const engine = new NodeSearchEngine([
	...others,
	loaded(description, actionCodex),
	loaded(new HeyGenTrigger().description, triggerCodex),
]);
const hintFor = (query: string, displayName: string): string | undefined =>
	engine.searchByName(query, 5).find((one) => one.displayName === displayName)?.builderHintMessage;

describe("n8n's search, which its assistants use too", () => {
	it('finds what makes a video, and that nothing has to ask for its end', () => {
		expect(hintFor('make a video and post it', 'HeyGen Events')).toMatch(
			/Create and Wait.*no Wait node, loop/,
		);
	});

	it('finds what starts when a video is finished, and that it registers and verifies itself', () => {
		expect(hintFor('when a video is finished', 'HeyGen Events Trigger')).toMatch(
			/registers its own webhook.*verifies/,
		);
	});

	it.each([
		...['voice', 'text to speech', 'dub', 'translate', 'subtitles', 'lip sync', 'talking head'],
		...['clone', 'AI video', 'avatar', 'credits', 'balance'],
	])('finds the node for %s', (query) => {
		expect(hintFor(query, 'HeyGen Events')).toBeDefined();
		expect(actionCodex.alias).toContain(query);
	});
});

it('operations that wait, and fields with an ID, say so to who builds workflows', () => {
	const text = JSON.stringify(description.properties);
	expect(text).toMatch(/"value":"createAndWait","builderHint":\{"propertyHint":"Parks/);
	expect(text).toMatch(/"propertyHint":"Use an ID that Get Many of Avatar Look returns/);
});

it('the balance of the wallet is found among the actions by credits and balance', () => {
	const user = description.properties.find(
		({ name, displayOptions }) =>
			name === 'operation' && displayOptions?.show?.resource?.includes('user') === true,
	);
	const [get] = (user?.options ?? []) as INodePropertyOptions[];
	expect(get?.action).toMatch(/credits.*balance/);
});
