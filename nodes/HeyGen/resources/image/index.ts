import { createAndWait } from '../../waiting/createAndWait';
import { options } from '../../waiting/options';
import { waitFor } from '../../waiting/waitFor';
import { additionalFields } from '../../operation/fields/collections';
import { constant } from '../../operation/fields/constant';
import type { Field } from '../../operation/fields/field';
import { files } from '../../operation/fields/file';
import { locator } from '../../operation/fields/locator';
import { choice, number } from '../../operation/fields/scalars';
import { create, get } from '../../operation/makers';
import type { Resource } from '../../operation/operation';
import { puts } from '../../operation/output';
import { preview } from '../../operation/words';

const id = locator('generation_id', 'Generation', {
	required: true,
	description: 'The ID from the Create operation',
});

/** The fields of Create and of Create and Wait. */
const imageFields: Field[] = [
	constant('model', 'Model', 'heygen-image-1', {}),
	...files('identity_images', 'Identity Images', {
		one: 'Image',
		required: true,
		description: 'The person to show, with one face in each image',
	}),
	...files('reference_images', 'Reference Images', {
		one: 'Image',
		isAlwaysSent: true,
		description: 'Scenes or styles to put the person into',
	}),
	additionalFields([
		choice('aspect_ratio', 'Aspect Ratio', [
			'1:1',
			'2:3',
			'3:2',
			'3:4',
			'4:3',
			'4:5',
			'5:4',
			'9:16',
			'16:9',
		]),
		number('num_images', 'Number of Images', { whole: true, min: 1, max: 5 }),
		number('seed', 'Seed', {
			whole: true,
			description: 'The same number gives the same images',
		}),
	]),
];

/** Source: docs/facts/heygen.md#fields-of-the-resources. */
const output = puts({
	generation_id: 'text',
	status: 'text',
	model: 'text',
	num_images: 'number',
	created_at: 'number',
	images: 'objects',
	failure_code: 'text?',
	failure_message: 'text?',
});

export const image: Resource = {
	name: 'Image',
	note: preview,
	defaultOperation: 'create',
	operations: {
		create: create({
			path: '/v3/models/images',
			fields: imageFields,
			costs: true,
			output: puts({ generation_id: 'text' }),
			option: { description: 'Create new images of a person' },
		}),
		createAndWait: createAndWait({
			path: '/v3/models/images',
			fields: imageFields,
			type: 'image',
			options: options.asked.files,
			output,
			does: 'Create new images of a person',
		}),
		get: get({
			path: '/v3/models/images/{generation_id}',
			fields: [id],
			output,
			option: { action: 'Get images', description: 'Retrieve the images, or their progress' },
		}),
		wait: waitFor({
			id,
			type: 'image',
			options: options.asked.files,
			output,
			option: { action: 'Wait for images' },
			thing: 'generation of images',
		}),
	},
};
