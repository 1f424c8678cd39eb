import type { Field } from '../operation/fields/field';
import type { Operation, Option } from '../operation/operation';
import { puts, type Output } from '../operation/output';
import { article } from '../operation/words';
import type { KnownSpec } from './create';
import { execute } from './execute';
import { idFieldsOf } from './jobs/jobTypes';
import { options as usualOptions } from './options';

interface Spec extends Omit<KnownSpec, 'options' | 'fields'> {
	/** The ended job, as HeyGen's GET returns it. */
	output: Output;
	option?: Partial<Option>;
	/** Its name in the description, if it is not that of the resource. */
	thing?: string;
	options?: Field;
	/** An additional sentence for the description. */
	note?: string;
}

/** Waits for an existing job by its ID, and returns the same as Create and Wait. */
export function waitFor(spec: Spec): Operation {
	const { id, type, output, option, options = usualOptions.asked.video, thing, note = '' } = spec;
	return {
		option: ({ one }) => ({
			name: 'Wait',
			action: `Wait for ${one}`,
			description:
				`Wait until HeyGen has finished ${article(thing ?? one)} that was created elsewhere or wasn't ready in time, and continue with it. ${note}`.trim(),
			...option,
		}),
		fields: [id, options],
		output: puts({ ...idFieldsOf(type), ...output.fields }),
		execute: async (context) => await execute(context, { fields: [id], id, type, options }),
	};
}
