import { isObject } from '../../narrow';
import { choices } from '../../operation/fields/choices';
import { put, type Field } from '../../operation/fields/field';
import { entries } from '../../operation/fields/entries';
import { texts } from '../../operation/fields/lists';
import { text } from '../../operation/fields/scalars';

const term = text('term', 'Term', {
	required: true,
	placeholder: 'HeyGen',
	description: 'As it stands in a script',
});

/** Terms that are not translated: one box here, objects at HeyGen, also as Get returns them. */
function untranslated(mayBeEmpty: boolean): Field {
	const list = texts('do_not_translate_terms', 'Do Not Translate Terms', {
		mayBeEmpty,
		placeholder: 'HeyGen, n8n',
		description: 'Separate several with commas',
	});
	return {
		...list,
		read(entered, scope) {
			const given: unknown = Array.isArray(entered) ? entered.map(termOf) : entered;
			const found = list.read(given, scope);
			return Array.isArray(found) ? found.map((one: unknown) => ({ term: one })) : undefined;
		},
	};
}

const termOf = (entry: unknown): unknown => (isObject(entry) ? (entry.term ?? entry) : entry);

/** @param mayBeEmpty a list entered as [] is sent, and HeyGen empties its own */
export const lists = (mayBeEmpty: boolean): Field[] => [
	...entries('terms', 'Terms', {
		one: 'Term',
		mayBeEmpty,
		description: 'How names and words are spoken',
		fields: [
			term,
			text('pronunciation', 'Pronunciation', {
				required: true,
				placeholder: 'hay jen',
				description: 'How to pronounce it, spelled the way it sounds',
			}),
		],
	}),
	untranslated(mayBeEmpty),
	...entries('forced_translations', 'Forced Translations', {
		one: 'Translation',
		mayBeEmpty,
		description: 'How to translate certain words',
		fields: [
			term,
			text('translation', 'Translation', {
				required: true,
				description: 'The text to use for it in every language',
			}),
		],
	}),
];

const listNames = {
	do_not_translate_terms: 'Do Not Translate Terms',
	forced_translations: 'Forced Translations',
	terms: 'Terms',
};
const chosen = choices('', 'Clear Lists', listNames, {
	name: 'clearLists',
	takenBy: 'this node',
	description: 'Lists to empty',
});

/** n8n's editor does not save a list without entries, so this field chooses the lists to empty. */
export const clearLists: Field = {
	...chosen,
	write(body, entered, scope) {
		const keys = chosen.read(entered, scope);
		if (Array.isArray(keys)) for (const key of keys as string[]) put(body, key, []);
	},
};
