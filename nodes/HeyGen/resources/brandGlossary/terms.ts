import { choices } from '../fields/choices';
import { put, type Field } from '../fields/field';
import { entries, texts } from '../fields/lists';
import { text } from '../fields/scalars';

const term = text('term', 'Term', { required: true, placeholder: 'HeyGen' });

/** The terms that stay as they are: one box here, objects for HeyGen. */
function untranslated(): Field {
	const list = texts('do_not_translate_terms', 'Do Not Translate Terms', {
		placeholder: 'HeyGen, n8n',
		description: 'Several with commas between them',
	});
	return {
		...list,
		read(entered, scope) {
			const found = list.read(entered, scope);
			return Array.isArray(found) ? found.map((one: unknown) => ({ term: one })) : undefined;
		},
	};
}

export const lists: Field[] = [
	entries('terms', 'Terms', {
		one: 'Term',
		fields: [
			term,
			text('pronunciation', 'Pronunciation', { required: true, placeholder: 'hay jen' }),
		],
	}),
	untranslated(),
	entries('forced_translations', 'Forced Translations', {
		one: 'Translation',
		fields: [term, text('translation', 'Translation', { required: true })],
	}),
];

const listNames = {
	do_not_translate_terms: 'Do Not Translate Terms',
	forced_translations: 'Forced Translations',
	terms: 'Terms',
};
const chosen = choices('', 'Clear Lists', listNames, {
	name: 'clearLists',
	description: 'Lists that are to have no entry any more',
});

/** A list without an entry is not saved by n8n's editor, so that emptying one is chosen here. */
export const clearLists: Field = {
	...chosen,
	write(body, entered, scope) {
		const keys = chosen.read(entered, scope);
		if (Array.isArray(keys)) for (const key of keys as string[]) put(body, key, []);
	},
};
