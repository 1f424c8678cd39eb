import { textOf } from '../../narrow';
import { downloaded, outputField } from '../../operation/downloads';
import type { Field } from '../../operation/fields/field';
import { additionalBody } from '../../operation/additionalBody';
import { readyToSend, wholeRequest } from '../../operation/makers';
import { ItemWithFiles, type Operation, type Option } from '../../operation/operation';
import type { Output } from '../../operation/output';

interface SpeechSpec {
	path: string;
	/** The fields that are always shown. */
	fields: readonly Field[];
	additional?: Field;
	output: Output;
	option?: Option;
}

const usual: Option = {
	name: 'Generate Speech',
	action: 'Generate speech',
	description:
		'Text to speech: speak a text and get the audio file. With Retry On Fail, HeyGen may make and bill it twice.',
};

/** Returns a speech as a file. HeyGen accepts no Idempotency-Key, so it is never repeated. */
export const generateSpeech = ({
	path,
	fields,
	additional,
	output,
	...own
}: SpeechSpec): Operation => {
	const entered = [...fields, ...(additional === undefined ? [] : [additional])];
	return {
		option: own.option ?? usual,
		fields: [
			...fields,
			outputField,
			...(additional === undefined ? [] : [additional]),
			additionalBody,
		],
		output,
		makes: true,
		costs: true,
		async run(call) {
			const { heygen, item } = call;
			const field = item.requiredText(outputField);
			const request = await wholeRequest(call, 'POST', { path, fields: entered });
			const made = await heygen.object(await readyToSend(call, request, { noKey: true }));
			const link = textOf(made.audio_url);
			if (link === undefined) {
				throw item.refuse(
					'HeyGen has spoken the text, but gave no file',
					'Try again. If it happens again, ask HeyGen, or use another voice.',
					made,
				);
			}
			return new ItemWithFiles(made, { [field]: await downloaded(heygen, item, link, made) });
		},
	};
};
