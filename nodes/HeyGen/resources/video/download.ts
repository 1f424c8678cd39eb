import type { IDataObject } from 'n8n-workflow';

import { reasonIn, withoutDot } from '../../failureText';
import { textOf } from '../../narrow';
import { downloaded, outputField } from '../../operation/downloads';
import { InvalidInput } from '../../operation/fields/invalidInput';
import { choice } from '../../operation/fields/scalars';
import { requestOf } from '../../operation/makers';
import { ItemWithFiles, type Operation } from '../../operation/operation';
import { puts } from '../../operation/output';
import { video, videoId } from './fields';

const files: Record<string, string> = {
	video_url: 'Video',
	captioned_video_url: 'Video With Captions',
	subtitle_url: 'Subtitles',
	thumbnail_url: 'Thumbnail',
	gif_url: 'GIF',
};

const file = choice('file', 'File', files, {
	default: 'video_url',
	required: true,
	takenBy: 'this node',
	description: 'Which file of the video to download',
});

export const download: Operation = {
	option: {
		name: 'Download',
		action: 'Download video',
		description: 'Download a finished video, its subtitles, its thumbnail or its GIF',
	},
	fields: [videoId, file, outputField],
	output: puts(video.fields),
	async run({ heygen, item }) {
		const wanted = item.requiredText(file);
		const field = item.requiredText(outputField);
		const path = '/v3/videos/{video_id}';
		const found = await heygen.object(requestOf(item, 'GET', { path, fields: [videoId] }));
		const link = textOf(found[wanted]);
		if (link === undefined) throw noFile(found, files[wanted] ?? wanted);
		const binary = await downloaded(heygen, item, link, found, {
			takesText: wanted === 'subtitle_url',
		});
		return new ItemWithFiles(found, { [field]: binary });
	},
};

function noFile(found: IDataObject, label: string): InvalidInput {
	const status = String(found.status);
	const reason = status === 'failed' ? reasonIn(found) : undefined;
	const why = reason === undefined ? '' : `: ${withoutDot(reason)}`;
	return new InvalidInput(
		`The video has no file for '${label}': its status is '${status}'${why}`,
		whatToDo.get(status) ?? 'Wait until the video is completed, or choose another file.',
	);
}

const whatToDo = new Map([
	['completed', 'Choose another file: HeyGen has none of this type.'],
	['failed', 'Create the video again: HeyGen could not finish this one.'],
]);
