import type { Field } from '../operation/fields/field';
import { collection } from '../operation/fields/collections';
import { boolean, choice, number } from '../operation/fields/scalars';
import type { Item } from '../operation/item';
import type { Job } from './jobs/job';
import { canRunAgain, isOwnRun } from '../operation/n8nStack';
import { isPublic } from '../shared/publicAddress';

/** Far more than any job takes, but still a date that n8n can store. */
const yearMinutes = 525_600;

const howToWait = choice(
	'how_to_wait',
	'How to Wait',
	{ ask: 'Ask HeyGen', automatic: 'Automatic', callback: 'Callback' },
	{
		default: 'automatic',
		takenBy: 'this node',
		description:
			'Callback: HeyGen calls n8n when it has finished, which needs a public https address of n8n. Ask HeyGen: n8n asks every minute, later every five. Automatic: a callback if n8n has such an address and HeyGen accepts it, otherwise asking. The execution waits without using a worker.',
	},
);

const always: Field[] = [
	number('wait_minutes', 'Wait Minutes', {
		above: 0,
		max: yearMinutes,
		default: 60,
		takenBy: 'this node',
		description:
			"How long to wait, counted from the last create, if there was one. HeyGen is then asked once more: what has finished is output, and 'When Time Is Up' decides about the rest. With several items, the longest time counts. At most 525600 (a year).",
	}),
	choice(
		'when_time_is_up',
		'When Time Is Up',
		{ error: 'Fail the Item', item: 'Output the Item' },
		{
			default: 'item',
			takenBy: 'this node',
			description:
				"What happens to an item that isn't ready in time: it is output with its ID and the status 'timeout', and doesn't affect the other items; or it fails, and the node's On Error setting decides",
		},
	),
];

const downloadVideo = boolean('download_video', 'Download Video', {
	description:
		"Whether to attach the finished file as binary property 'data'. Of several languages or clips the others are 'data_1', 'data_2' and so on.",
});

const downloadFiles = boolean('download_files', 'Download Files', {
	description:
		"Whether to attach what was made as binary property 'data', and the others as 'data_1', 'data_2' and so on",
});

const stopOnFirstFailure = boolean('stop_on_first_failure', 'Stop on First Failure', {
	description: 'Whether the whole item fails when one language fails',
});

/** The options of an operation that waits. None of them is sent. */
const asked = (...more: Field[]): Field =>
	collection('options', 'Options', 'Add Option', [...always, ...more]);
/** The options if HeyGen has a callback. */
const called = (...more: Field[]): Field => asked(howToWait, ...more);

/** By what the operation offers. HeyGen returns no files with a batch. */
export const options = {
	called: {
		plain: called(),
		video: called(downloadVideo),
		languages: called(downloadVideo, stopOnFirstFailure),
	},
	asked: {
		plain: asked(),
		video: asked(downloadVideo),
		files: asked(downloadFiles),
		languages: asked(stopOnFirstFailure),
	},
};

export interface Options {
	/** HeyGen gets n8n's address. */
	isCalled: boolean;
	/** If HeyGen refuses the address, the node asks HeyGen instead. */
	isAutomatic: boolean;
	waitMs: number;
	/** Options that are stored with the job. */
	flags: Pick<Job, 'download' | 'failsLate' | 'stopOnFirstFailure'>;
}

/**
 * The options of one item. @param resumeUrl n8n's address of this execution @throws InvalidInput
 */
export function optionsOf(item: Item, collected: Field, resumeUrl: string): Options {
	const {
		how_to_wait: how = 'automatic',
		wait_minutes: minutes = 60,
		when_time_is_up: late = 'item',
		download_files: files = false,
		download_video: download = files,
		stop_on_first_failure: stop = false,
	} = item.body([collected]);
	const isOn = true as const;
	const flags = {
		...(download === true && { download: isOn }),
		...(late === 'error' && { failsLate: isOn }),
		...(stop === true && { stopOnFirstFailure: isOn }),
	};
	const mayBeCalled = collected.fields?.includes(howToWait) === true;
	const isWanted = how === 'callback' || (how === 'automatic' && isPublic(resumeUrl));
	// Only a running node can download a file, or fail when the time is up.
	const needsRun = download === true || late === 'error';
	const isPossible = needsRun ? canRunAgain(item.context) : isOwnRun(item.context);
	return {
		isCalled: mayBeCalled && isWanted && isPossible,
		isAutomatic: how === 'automatic',
		waitMs: Number(minutes) * 60_000,
		flags,
	};
}
