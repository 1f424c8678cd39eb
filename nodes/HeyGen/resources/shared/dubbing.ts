import { enteredNumber } from '../../operation/fields/entered';
import type { Field } from '../../operation/fields/field';
import { unfit } from '../../operation/fields/invalidInput';
import { locator } from '../../operation/fields/locator';
import { boolean, choice, number, text } from '../../operation/fields/scalars';

/** Fields that translations, lipsyncs and proofreads share. */

export const mode = choice(
	'mode',
	'Mode',
	{ precision: 'Precision', speed: 'Speed' },
	{ default: 'speed', description: 'Precision takes longer and matches the lips better' },
);

export const quality: Field[] = [
	boolean('disable_music_track', 'Disable Music Track', {
		description: 'Whether to leave out the background music',
	}),
	boolean('enable_speech_enhancement', 'Enable Speech Enhancement', {
		description: 'Whether to make the speech clearer',
	}),
	boolean('keep_the_same_format', 'Keep the Same Format', {
		description: 'Whether to keep the resolution and bitrate of the source',
	}),
	mode,
];

const end = number('end_time', 'End Time', { min: 0, description: 'In seconds of the source' });
const endTime: Field = {
	...end,
	read(entered, scope) {
		const seconds = end.read(entered, scope);
		const start = enteredNumber(scope.value('startTime'), 'Start Time');
		if (start !== undefined && Number(seconds) <= start) {
			throw unfit('End Time', `is ${String(seconds)}, and has to come after 'Start Time'`);
		}
		return seconds;
	},
};

/** For operations that put an audio file over a video. */
export const fpsMode = choice(
	'fps_mode',
	'FPS Mode',
	{ cfr: 'Constant', passthrough: 'Same as the Source', vfr: 'Variable' },
	{ default: 'vfr', description: 'Only with a separate audio file' },
);

/** The fields of those that make a video at once. */
export const dubbing: Field[] = [
	...quality,
	boolean('enable_dynamic_duration', 'Enable Dynamic Duration', {
		default: true,
		description: 'Whether the video may become longer or shorter to fit the speech',
	}),
	boolean('enable_watermark', 'Enable Watermark', {
		description: 'Whether to put a watermark over the video',
	}),
	endTime,
	number('start_time', 'Start Time', { min: 0, description: 'In seconds of the source' }),
	locator('folder_id', 'Folder', { description: 'Where the video is kept' }),
	text('title', 'Title', { description: 'Shown in the HeyGen app' }),
];
