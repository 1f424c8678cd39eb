import { textOf } from '../../narrow';
import { downloaded, outputField } from '../../operation/downloads';
import { InvalidInput } from '../../operation/fields/invalidInput';
import { choice } from '../../operation/fields/scalars';
import { requestOf } from '../../operation/makers';
import { ItemWithFiles, type Operation } from '../../operation/operation';
import { puts } from '../../operation/output';
import { proofreadId } from './fields';

const file = choice(
	'file',
	'File',
	{ original_srt_url: 'Original', srt_url: 'Translation' },
	{
		default: 'srt_url',
		required: true,
		takenBy: 'this node',
		description: 'The original is the video that the proofread was created from',
	},
);

export const downloadSrt: Operation = {
	option: {
		name: 'Download SRT',
		action: 'Download SRT of proofread',
		description: 'Download the subtitles of a proofread, so that they can be corrected',
	},
	fields: [proofreadId, file, outputField],
	output: puts({ srt_url: 'text', original_srt_url: 'text?' }),
	async run({ heygen, item }) {
		const field = item.requiredText(outputField);
		const path = '/v3/video-translations/proofreads/{proofread_id}/srt';
		const found = await heygen.object(requestOf(item, 'GET', { path, fields: [proofreadId] }));
		const wanted = item.requiredText(file);
		const link = textOf(found[wanted]);
		if (link === undefined) {
			throw new InvalidInput(
				'The proofread has no such file',
				wanted === 'srt_url'
					? 'Wait until the proofread is completed.'
					: "Choose the translation in 'File': there is an original only if one was uploaded.",
			);
		}
		const binary = await downloaded(heygen, item, link, found, { takesText: true });
		return new ItemWithFiles(found, { [field]: binary });
	},
};
