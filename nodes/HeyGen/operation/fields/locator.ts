import type { INodePropertyMode } from 'n8n-workflow';

import { article } from '../words';
import { enteredText } from './entered';
import { propertyOf, type Basics, type Field } from './field';
import { unfit } from './invalidInput';
import { lengthWords, type Lengths } from './limits';

interface LocatorOptions extends Basics, Lengths {
	/** The search in methods/; missing where HeyGen has no list. */
	search?: string;
	/** An ID that the simulator knows, for the tests. */
	sample?: string;
}

/** The ID of something at HeyGen: chosen from a list where there is one, or entered. */
export function locator(wire: string, displayName: string, options: LocatorOptions = {}): Field {
	const { search, placeholder = '2b3a6c7f4d1e4f0c9a5e', ...basics } = options;
	const words = displayName.toLowerCase();
	const list: INodePropertyMode = {
		...mode('From List', 'list', `Select ${article(words)}...`),
		...(search !== undefined && {
			typeOptions: { searchListMethod: search, searchable: true },
		}),
	};
	const byId = mode('By ID', 'id', `e.g. ${placeholder}`);
	return {
		property: {
			...propertyOf(wire, displayName, basics, lengthWords(options)),
			type: 'resourceLocator',
			default: { mode: search === undefined ? 'id' : 'list', value: '' },
			modes: search === undefined ? [byId] : [list, byId],
		},
		wire,
		sample: { __rl: true, mode: 'id', value: options.sample ?? 'example-id' },
		read(entered) {
			const id = enteredText(entered, displayName);
			if (id === undefined) return undefined;
			// In an address these two would lead to what stands above: a delete of all.
			const isAddress = /^https?:\/\//i.test(id);
			if (id === '.' || id === '..' || isAddress) {
				throw unfit(displayName, `is '${id}', which is no ID`);
			}
			return id;
		},
	};
}

export const mode = (
	displayName: string,
	name: string,
	placeholder: string,
): INodePropertyMode => ({
	displayName,
	name,
	placeholder,
	type: name === 'list' ? 'list' : 'string',
});
