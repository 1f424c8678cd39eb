import type { INodePropertyMode } from 'n8n-workflow';

import { article } from '../words';
import { enteredText } from './entered';
import { propertyOf, type Basics, type Field } from './field';
import { unfit } from './invalidInput';
import { lengthWords, type Lengths } from './limits';

/** What lists the IDs, by the search in methods/ that the editor has for it. */
const lists = {
	searchAvatars: 'Get Many of Avatar',
	searchBackgroundRemovals: 'Get Many of Background Removal',
	searchBrandGlossaries: 'Get Many of Brand Glossary',
	searchBrandKits: 'Get Many of Brand Kit',
	searchClippings: 'Get Many of AI Clipping',
	searchEndpoints: 'Get Many of Webhook Endpoint',
	searchLipsyncs: 'Get Many of Lipsync',
	searchLooks: 'Get Many of Avatar Look',
	searchPodcasts: 'Get Many of Podcast',
	searchProofreads: 'Get Many of Proofread',
	searchRenders: 'Get Many Renders of HyperFrames',
	searchSessions: 'Get Many of Video Agent',
	searchSpeechVoices: 'Get Many of Voice',
	searchStyles: 'Get Many Styles of Video Agent',
	searchTemplates: 'Get Many of Template',
	searchTrainedVoices: 'Get Many of Trained Voice',
	searchVideos: 'Get Many of Video',
	searchVideoTranslations: 'Get Many of Video Translation',
	searchVoices: 'Get Many of Voice',
};

/** The editor has each of them, see methods/searches.ts. */
export type SearchName = keyof typeof lists;

interface LocatorOptions extends Basics, Lengths {
	/** Missing where HeyGen has no list. */
	search?: SearchName;
	/** An ID that the simulator knows, for the tests. */
	sample?: string;
}

/** The ID of something at HeyGen: chosen from a list where there is one, or entered. */
export function locator(wire: string, displayName: string, options: LocatorOptions = {}): Field {
	const { search, placeholder = '2b3a6c7f4d1e4f0c9a5e', ...basics } = options;
	const words = displayName.replace(/\b[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase());
	const list: INodePropertyMode = {
		...mode('From List', 'list', `Select ${article(words)}...`),
		...(search !== undefined && {
			typeOptions: { searchListMethod: search, searchable: true, slowLoadNotice },
		}),
	};
	const description = withSource(basics.description, words, search);
	const byId = mode('By ID', 'id', `e.g. ${placeholder}`);
	return {
		property: {
			...propertyOf(
				wire,
				displayName,
				{ ...basics, ...(description !== undefined && { description }) },
				lengthWords(options),
			),
			type: 'resourceLocator',
			default: { mode: search === undefined ? 'id' : 'list', value: '' },
			modes: search === undefined ? [byId] : [list, byId],
			...(search !== undefined && {
				builderHint: {
					propertyHint: `Use an ID that ${lists[search]} returns, and never invent one`,
				},
			}),
		},
		wire,
		sample: { __rl: true, mode: 'id', value: options.sample ?? 'example-id' },
		read(entered) {
			const id = enteredText(entered, displayName);
			if (id === undefined) return undefined;
			// In an address these two would lead to what stands above: a delete of all.
			const isAddress = /^https?:\/\//i.test(id);
			if (id === '.' || id === '..' || isAddress) {
				throw unfit(displayName, `is '${id}', which is not an ID`);
			}
			return id;
		},
	};
}

/** So long a search takes at most, with what was found until then: methods/search.ts. */
const slowLoadNotice = {
	message: 'If the list takes long to load, type part of the name, or choose "By ID"',
	timeout: 8_000,
};

/** Where the ID comes from, for whom the editor shows no list: an expression, a model. */
function withSource(
	description: string | undefined,
	words: string,
	search: LocatorOptions['search'],
): string | undefined {
	if (search === undefined || description?.includes('Get Many') === true) return description;
	if (description === undefined) return `The ID of the ${words}, from ${lists[search]}`;
	return `${description.replace(/\.$/, '')}. Its ID comes from ${lists[search]}.`;
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
