import { additionalBody } from '../operation/additionalBody';
import type { Field } from '../operation/fields/field';
import type { Operation, Option, Words } from '../operation/operation';
import { puts, type Output } from '../operation/output';
import type { CreateSpec } from './create';
import { execute } from './execute';
import { goesOn } from './jobs/job';
import { idFieldsOf, jobTypes } from './jobs/jobTypes';
import { options as usualOptions } from './options';

interface Spec extends Omit<CreateSpec, 'options' | 'fields'> {
	fields?: readonly Field[];
	/** The finished job, as HeyGen's GET returns it. */
	output: Output;
	option?: Partial<Option> | ((words: Words) => Partial<Option>);
	options?: Field;
	/** What it does, for the description, if that is not to create one of the resource. */
	does?: string;
	/** An additional sentence for the description. */
	note?: string;
}

/** The create with the same fields, and its result. */
export function createAndWait(spec: Spec): Operation {
	const { type, output, option, options = usualOptions.called.video, does, note = '' } = spec;
	const fields = [...(spec.fields ?? []), additionalBody];
	const job = jobTypes[type];
	return {
		option: (words) => ({
			name: 'Create and Wait',
			action: `Create ${words.one} and wait`,
			description:
				`${does ?? `Create a new ${words.one}`}, and continue when HeyGen has finished. What isn't ready in time ${goesOn(job)}: get it later with '${job.getBy}'. ${note}`.trim(),
			...(typeof option === 'function' ? option(words) : option),
		}),
		fields: [...fields, options],
		output: puts({ ...idFieldsOf(type), ...output.fields }),
		execute: async (context) => await execute(context, { ...spec, fields, options }),
	};
}
