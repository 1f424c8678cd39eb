import type { INodePropertyMode } from 'n8n-workflow';

import { article } from '../words';
import { enteredText } from './entered';
import { propertyOf, type Basics, type Field } from './field';
import { unfit } from './invalidInput';
import { lengthWords, type Lengths } from './limits';

/** The operation that lists the IDs, by the editor's search in methods/. */
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

/** methods/searches.ts implements each of them. */
export type SearchName = keyof typeof lists;

interface LocatorOptions extends Basics, Lengths {
	/** Missing if HeyGen has no list. */
	search?: SearchName;
	/** An ID that the simulator knows, for the tests. */
	sample?: string;
}

/** The ID of a resource at HeyGen: chosen from a list, if there is one, or entered. */
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
			// In a path these two would lead to the parent: deleting one would delete all.
			const isAddress = /^https?:\/\//i.test(id);
			if (id === '.' || id === '..' || isAddress) {
				throw unfit(displayName, `is '${id}', which is not an ID`);
			}
			return id;
		},
	};
}

/** A search takes at most this long, then shows what it has found: methods/search.ts. */
const slowLoadNotice = {
	message: 'If the list takes long to load, type part of the name, or choose "By ID"',
	timeout: 8_000,
};

/** Says where the ID comes from, for expressions and models, which see no list. */
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
