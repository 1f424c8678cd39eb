import type { IDataObject } from 'n8n-workflow';

import { createAndWait } from '../../waiting/createAndWait';
import { options } from '../../waiting/options';
import { jobTypes } from '../../waiting/jobs/jobTypes';
import { waitFor } from '../../waiting/waitFor';
import { callback } from '../shared/callback';
import { quality } from '../shared/dubbing';
import { additionalFields } from '../../operation/fields/collections';
import { file } from '../../operation/fields/file';
import { locator } from '../../operation/fields/locator';
import { boolean, text } from '../../operation/fields/scalars';
import { create, get, getMany, remove, send } from '../../operation/makers';
import type { Resource } from '../../operation/operation';
import { puts } from '../../operation/output';
import {
	brandGlossary,
	outputLanguages,
	source,
	speakers,
	translation,
} from '../videoTranslation/fields';
import { downloadSrt } from './downloadSrt';
import { proofread as output, proofreadId } from './fields';

const all = '/v3/video-translations/proofreads';
const path = `${all}/{proofread_id}`;

const eachId = (made: IDataObject): IDataObject[] =>
	jobTypes.proofreads.idsOf(made).map((id) => ({ proofread_id: id, status: made.status }));

/** The fields of Create and of Create and Wait. */
const proofreadFields = [
	source,
	outputLanguages,
	text('title', 'Title', { required: true }),
	additionalFields([
		...quality,
		brandGlossary,
		speakers,
		boolean('enable_video_stretching', 'Enable Video Stretching', {
			description: 'Whether the video may become longer or shorter to fit the speech',
		}),
		locator('folder_id', 'Folder', { description: 'Where the video is kept' }),
		file('srt', 'Subtitles', { description: 'An SRT file to begin with' }),
	]),
];

const generation = {
	path: `${path}/generate`,
	fields: [
		proofreadId,
		additionalFields([
			...callback(),
			boolean('translate_audio_only', 'Translate Audio Only', {
				description: 'Whether to leave the picture as it is, including the lips',
			}),
		]),
	],
};

export const proofread: Resource = {
	name: 'Proofread',
	defaultOperation: 'create',
	operations: {
		create: create({
			path: all,
			fields: proofreadFields,
			costs: true,
			output: puts({ proofread_id: 'text', status: 'text' }),
			each: eachId,
			option: {
				description:
					'Create the subtitles of a translation, so that they can be corrected first: one item for each language',
			},
		}),
		createAndWait: createAndWait({
			path: all,
			fields: proofreadFields,
			type: 'proofreads',
			options: options.asked.languages,
			output: puts({ status: 'text', proofreads: 'objects' }),
			does: 'Have the subtitles of a translation made, to correct them first',
			note: 'All languages of an item come in one list.',
		}),
		delete: remove({ path, fields: [proofreadId] }),
		downloadSrt,
		generate: send({
			...generation,
			costs: true,
			output: puts({ video_translation_id: 'text', status: 'text' }),
			option: {
				name: 'Generate Video',
				action: 'Generate video from proofread',
				description: 'Translate the video with the corrected subtitles',
			},
		}),
		generateAndWait: createAndWait({
			...generation,
			does: 'Translate the video with the corrected subtitles',
			type: 'translation',
			output: translation,
			option: {
				name: 'Generate Video and Wait',
				action: 'Generate video from proofread and wait',
			},
		}),
		get: get({ path, fields: [proofreadId], output }),
		getAll: getMany({ path: all, output }),
		uploadSrt: send({
			method: 'PUT',
			path: `${path}/srt`,
			fields: [
				proofreadId,
				file('srt', 'Subtitles', { required: true, description: 'The corrected SRT file' }),
			],
			output,
			option: {
				name: 'Upload SRT',
				action: 'Upload SRT to proofread',
				description: 'Replace the subtitles of a proofread with a corrected SRT file',
			},
		}),
		wait: waitFor({ id: proofreadId, type: 'proofread', options: options.asked.plain, output }),
	},
};
