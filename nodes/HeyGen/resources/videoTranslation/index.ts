import type { IDataObject } from 'n8n-workflow';

import { textsOf } from '../../narrow';
import { createAndWait } from '../../waiting/createAndWait';
import { options } from '../../waiting/options';
import { jobTypes } from '../../waiting/jobs/jobTypes';
import { waitFor } from '../../waiting/waitFor';
import {
	createBatch,
	createBatchAndWait,
	getBatch,
	getStatuses,
	waitForBatch,
} from '../shared/batches';
import { text } from '../../operation/fields/scalars';
import { create, get, getMany, remove, update } from '../../operation/makers';
import type { Operation, Resource } from '../../operation/operation';
import { puts } from '../../operation/output';
import { translation as output, translationFields, videoTranslationId } from './fields';

const path = '/v3/video-translations/{video_translation_id}';

const getLanguages: Operation = {
	option: {
		name: 'Get Many Languages',
		action: 'Get many languages of video translations',
		description: 'Retrieve the names of the languages that HeyGen can translate into',
	},
	fields: [],
	output: puts({ language: 'text' }),
	async run({ heygen }) {
		const path = '/v3/video-translations/languages';
		const { languages } = await heygen.object({ method: 'GET', path });
		return (textsOf(languages) ?? []).map((language) => ({ language }));
	},
};

const eachId = (made: IDataObject): IDataObject[] =>
	jobTypes.translations.idsOf(made).map((id) => ({ video_translation_id: id }));

const batch = {
	path: '/v3/video-translations/batches',
	key: 'video_translations',
	label: 'Video Translations',
	keys: 'video, output_languages (each counts as one of the 100), title',
	sample: {
		video: { type: 'url', url: 'https://example.com/file.mp4' },
		output_languages: ['English'],
	},
};

export const videoTranslation: Resource = {
	name: 'Video Translation',
	defaultOperation: 'create',
	operations: {
		create: create({
			path: '/v3/video-translations',
			fields: translationFields,
			costs: true,
			output: puts({ video_translation_id: 'text' }),
			each: eachId,
			option: { description: 'Translate a video into one or more languages: one item for each' },
		}),
		createAndWait: createAndWait({
			path: '/v3/video-translations',
			fields: translationFields,
			type: 'translations',
			output: puts({ status: 'text', translations: 'objects' }),
			options: options.called.languages,
			note: 'All languages of an item come in one list.',
		}),
		createBatch: createBatch(batch),
		createBatchAndWait: createBatchAndWait(batch, 'translationBatch'),
		delete: remove({ path, fields: [videoTranslationId] }),
		get: get({ path, fields: [videoTranslationId], output }),
		getAll: getMany({ path: '/v3/video-translations', output }),
		getBatch: getBatch('/v3/video-translations/batches', 'video translations'),
		getLanguages,
		getStatuses: getStatuses(
			'/v3/video-translations/statuses',
			'video_translation_ids',
			'Video Translation IDs',
			'video translations',
		),
		update: update({
			path,
			fields: [videoTranslationId, text('title', 'Title', { required: true })],
			output: puts(output.fields),
		}),
		wait: waitFor({ id: videoTranslationId, type: 'translation', output }),
		waitBatch: waitForBatch('translationBatch', 'video translations'),
	},
};
