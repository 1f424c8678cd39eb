import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { catalogue } from '../../events/catalogue';
import {
	defaultMaxAgeSeconds,
	defaultPollIntervalMinutes,
	defaultRecoverIntervalMinutes,
} from './options';

/** The triggers in the nodes panel, which is shown before there is a credential. */
const triggersInPanel: INodePropertyOptions[] = [
	{ name: 'All Events', value: '*', action: 'On Any Event' },
	...Object.entries(catalogue).map(([value, { label }]) => ({
		name: label,
		value,
		action: `On ${label}`,
	})),
];

const eventTypes = {
	loadOptionsMethod: 'getEventTypes',
	loadOptionsDependsOn: ['authentication'],
};

const ofWebhooks = { show: { receive: ['webhook'] } };
const ofWebhooksOption = { show: { '/receive': ['webhook'] } };

/** Inside a sentence. */
const listed =
	'videos, video translations, AI clipping jobs, HyperFrames renders, podcasts and proofreads';

export const triggerProperties: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		typeOptions: eventTypes,
		options: triggersInPanel,
		required: true,
		default: ['avatar_video.success', 'avatar_video.fail'],
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	{
		displayName: 'Outputs',
		name: 'outputs',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'One Output',
				value: 'single',
				description: 'All events go to the same output',
			},
			{
				name: 'Success and Failure',
				value: 'byOutcome',
				description: 'Failures go to the second output, all other events to the first',
			},
		],
		default: 'single',
	},
	{
		displayName: 'Receive Events',
		name: 'receive',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Polling',
				value: 'polling',
				description: 'Asks HeyGen every few minutes. Needs no public address.',
			},
			{
				name: 'Webhook',
				value: 'webhook',
				description: 'HeyGen calls n8n right away. Needs a public https address.',
			},
		],
		default: 'webhook',
	},
	{
		displayName: `Polling reads HeyGen's lists of ${listed}. All other events, and the 'Callback IDs' of videos, podcasts and proofreads, arrive only if they are in HeyGen's event history. The Webhook URLs above are not used.`,
		name: 'pollingNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { receive: ['polling'] } },
	},
	{
		displayName: 'Poll Interval (Minutes)',
		name: 'pollIntervalMinutes',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 60, numberPrecision: 0 },
		default: defaultPollIntervalMinutes,
		displayOptions: { show: { receive: ['polling'] } },
		description: 'How often to ask HeyGen, from 1 to 60 minutes',
	},
	{
		displayName: 'When Testing',
		name: 'whenTesting',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Show the Newest Past Event',
				value: 'past',
				description:
					"Outputs an event right away, without a public address: the newest one in HeyGen's history, otherwise one made from the newest finished job, otherwise a sample",
			},
			{
				name: 'Wait for the Next Event',
				value: 'next',
				description:
					'Listens at the Test URL for two minutes. The URL has to be public, and HeyGen has to finish something in this time.',
			},
		],
		default: 'past',
		displayOptions: ofWebhooks,
		description: "What a test run in the editor outputs. Doesn't affect the published workflow.",
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Callback IDs',
				name: 'callbackIds',
				type: 'string',
				default: '',
				placeholder: 'e.g. order-4821, order-4822',
				description:
					'Only events of videos that were created with one of these callback IDs. Separate several with commas; an expression can return a list.',
			},
			{
				displayName: 'Download Video',
				name: 'downloadVideo',
				type: 'boolean',
				default: false,
				description:
					"Whether to attach the finished file as binary property 'data'. Large files are fine when n8n stores binary data in files. When a file can't be downloaded, the event is output without it and with an 'error' field.",
			},
			{
				displayName: 'Entity ID',
				name: 'entityId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 4dc844abccfc0d13',
				description:
					'Only events of one resource, e.g. a personalized video project. Needs API version v3 in the credential.',
			},
			{
				displayName: 'Max Age (Seconds)',
				name: 'maxAgeSeconds',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: defaultMaxAgeSeconds,
				displayOptions: ofWebhooksOption,
				description:
					"Refuses deliveries with an older timestamp while 'Recover Missed Events' is on, which then picks them up if HeyGen really sent them. Otherwise they are accepted, with a warning in the log. Enter 0 to accept any age.",
			},
			{
				displayName: 'Recover Interval (Minutes)',
				name: 'recoverIntervalMinutes',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 59, numberPrecision: 0 },
				default: defaultRecoverIntervalMinutes,
				displayOptions: ofWebhooksOption,
				description: 'How often to ask HeyGen for missed events, from 1 to 59 minutes',
			},
			{
				displayName: 'Recover Missed Events',
				name: 'recoverMissedEvents',
				type: 'boolean',
				default: true,
				displayOptions: ofWebhooksOption,
				description:
					'Whether to ask HeyGen regularly for events that never arrived, e.g. while n8n was down, and to repair the webhook endpoint when it was changed at HeyGen. Needs API version v3 in the credential.',
			},
		],
	},
	{
		// n8n reads the schedule from a parameter of this name, once, at activation. HeyGen is asked
		// less often (poll/poll.ts): the other ticks continue to process an outage.
		displayName: 'Poll Times',
		name: 'pollTimes',
		type: 'hidden',
		default: { item: [{ mode: 'everyMinute' }] },
	},
];
