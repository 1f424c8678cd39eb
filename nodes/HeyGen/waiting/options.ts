import type { IExecuteFunctions } from 'n8n-workflow';

import { collection } from '../operation/fields/collections';
import type { Field } from '../operation/fields/field';
import { boolean, choice, number } from '../operation/fields/scalars';
import type { Item } from '../operation/item';

/** Far more than any job takes, and a date that n8n can store. */
const yearMinutes = 525_600;

const always: Field[] = [
	choice(
		'how_to_wait',
		'How to Wait',
		{ ask: 'Ask HeyGen', callback: 'Callback' },
		{
			default: 'callback',
			takenBy: 'this node',
			description:
				'Callback parks the execution until HeyGen calls n8n. Ask HeyGen is for an n8n that HeyGen cannot reach: it holds the execution, and asks every 15 seconds. The same for all items.',
		},
	),
	number('wait_minutes', 'Wait Minutes', {
		above: 0,
		max: yearMinutes,
		default: 60,
		takenBy: 'this node',
		description:
			"An item that is not ready by then gets the status 'timeout'; with Callback, so do all that were not ready when the execution was parked. The longest of all items counts. At most 525600, which is a year.",
	}),
];

const downloadVideo = boolean('download_video', 'Download Video', {
	when: { howToWait: ['ask'] },
	description:
		"Whether to attach the finished file as binary property 'data'. Of several languages or clips the others are 'data_1', 'data_2' and so on.",
});

/** The collection of an operation that waits. Nothing of it is sent. */
const optionsWith = (...more: Field[]): Field =>
	collection('options', 'Options', 'Add Option', [...always, ...more]);

export const options = optionsWith(downloadVideo);

/** A batch says nothing of its files. */
export const optionsForBatches = optionsWith();

export const optionsForLanguages = optionsWith(
	downloadVideo,
	boolean('stop_on_first_failure', 'Stop on First Failure', {
		description: 'Whether one language that fails makes the whole item a failed one',
	}),
);

export interface Options {
	byCallback: boolean;
	waitMs: number;
	download: boolean;
	stopOnFirstFailure: boolean;
}

/** As entered for one item. @throws InvalidInput */
export function optionsOf(item: Item, collected: Field): Options {
	const {
		how_to_wait: how = 'callback',
		wait_minutes: minutes = 60,
		download_video: download = false,
		stop_on_first_failure: stop = false,
	} = item.body([collected]);
	return {
		byCallback: how === 'callback' && isOwnRun(item.context),
		waitMs: Number(minutes) * 60_000,
		download: download === true,
		stopOnFirstFailure: stop === true,
	};
}

/**
 * Some agents run a tool inside their own run: n8n would park the agent, and at the limit let its
 * input through in place of its answer.
 */
const isOwnRun = (context: IExecuteFunctions): boolean =>
	!context.isToolExecution() && context.getExecuteData().node.name === context.getNode().name;
