import type { IWebhookFunctions } from 'n8n-workflow';

import { noteRotated } from '../../../nodes/HeyGen/rotatedSecrets';
import {
	writeStored,
	type RegisteredEndpoint,
} from '../../../nodes/HeyGen/trigger/state/staticData';
import { Trigger } from '../../../nodes/HeyGen/trigger/triggerContext';

interface Place {
	instance?: string;
	workflow?: string;
	mode?: string;
	node?: object;
}

function triggerAt({ instance = 'i', workflow = '1', mode = 'webhook', node = {} }: Place = {}) {
	const data: Record<string, object> = {};
	const n8n = {
		getInstanceId: () => instance,
		getWorkflow: () => ({ id: workflow }),
		getMode: () => mode,
		getNode: () => ({ id: 'n', name: 'HeyGen Trigger', webhookId: 'w', ...node }),
		getWorkflowStaticData: () => data,
	} as unknown as IWebhookFunctions;
	return { trigger: new Trigger(n8n, (_name, fallback) => fallback), data };
}

const at = (place: Place) => triggerAt(place).trigger;

it('a memory is that of one node in one workflow of one n8n', () => {
	const { memory } = at({});
	expect(at({ node: { name: 'renamed' } }).memory).toBe(memory);
	expect(at({ instance: 'j' }).memory).not.toBe(memory);
	expect(at({ workflow: '2' }).memory).not.toBe(memory);
	expect(at({ node: { id: 'm' } }).memory).not.toBe(memory);
	expect(at({ node: { webhookId: 'x' } }).memory).not.toBe(memory);
});

it('a test run has a memory of its own', () => {
	expect(at({ mode: 'manual' }).memory).not.toBe(at({}).memory);
});

it('two nodes with one id are told apart by their names where they have no webhook', () => {
	const scopeOf = (name: string): string => at({ node: { webhookId: undefined, name } }).scope;
	expect(scopeOf('a')).not.toBe(scopeOf('b'));
});

describe('the endpoint of a trigger', () => {
	const endpointOf = (secret: string, registeredAtMs: number): RegisteredEndpoint => ({
		endpointId: 'e',
		secret,
		url: 'https://n8n.example/webhook/w',
		events: null,
		shown: null,
		apiVersion: 'v3',
		baseUrl: 'https://api.heygen.com',
		registeredAtMs,
	});

	it('is the newer one of what is saved and what this process registered', () => {
		const { trigger, data } = triggerAt({ workflow: 'newer' });
		expect(trigger.endpoint).toBeUndefined();
		writeStored(data, trigger.scope, 'i/newer', { endpoint: endpointOf('saved', 2) });
		trigger.memory.endpoint = endpointOf('here', 1);
		expect(trigger.endpoint?.secret).toBe('saved');
		trigger.memory.endpoint = endpointOf('here', 3);
		expect(trigger.endpoint?.secret).toBe('here');
	});

	it('has the secret that an action rotated, unless it was registered since', () => {
		const { trigger } = triggerAt({ workflow: 'rotated' });
		const { baseUrl } = endpointOf('', 0);
		noteRotated(baseUrl, 'e', 'rotated');
		trigger.memory.endpoint = endpointOf('here', Date.now() - 60_000);
		expect(trigger.endpoint?.secret).toBe('rotated');
		trigger.memory.endpoint = endpointOf('here', Date.now() + 60_000);
		expect(trigger.endpoint?.secret).toBe('here');
	});
});
