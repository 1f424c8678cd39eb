import type { JsonObject } from '../../narrow';
import { callback } from '../shared/callback';
import { additionalFields } from '../../operation/fields/collections';
import type { Field } from '../../operation/fields/field';
import { files } from '../../operation/fields/file';
import { InvalidInput } from '../../operation/fields/invalidInput';
import { locator } from '../../operation/fields/locator';
import { choice, text } from '../../operation/fields/scalars';

const person = (role: string, label: string): Field[] => [
	locator(`${role}_avatar_id`, `${label} Avatar Look`, { search: 'searchLooks', required: true }),
	locator(`${role}_voice_id`, `${label} Voice`, { search: 'searchVoices', required: true }),
];

const durations = {
	auto: 'Auto',
	'1min': '1 Minute',
	'2min': '2 Minutes',
	'3min': '3 Minutes',
	'5min': '5 Minutes',
};

/** The fields of Create and of Create and Wait. */
export const podcastFields: Field[] = [
	...person('host', 'Host'),
	...person('guest', 'Guest'),
	text('topic', 'Topic', {
		rows: 3,
		maxLength: 4000,
		description: "What they should talk about. Optional when you add 'Source Files'.",
	}),
	additionalFields([
		...callback(),
		choice('duration', 'Duration', durations, { description: 'How long they talk, about' }),
		text('instructions', 'Instructions', {
			rows: 3,
			maxLength: 2000,
			description: 'How they should talk about it',
		}),
		choice('layout', 'Layout', { landscape: 'Landscape', portrait: 'Portrait' }),
		...files('source_files', 'Source Files', {
			one: 'File',
			max: 5,
			description: 'What they should talk about, instead of a topic or in addition to it',
		}),
	]),
];

export function checkSources({ topic, source_files: files }: JsonObject): void {
	if (topic !== undefined || files !== undefined) return;
	throw new InvalidInput(
		"'Topic' is empty, and there are no 'Source Files'",
		"Enter what the podcast is about in 'Topic', or add 'Source Files'.",
	);
}
