import { additionalFields } from '../../operation/fields/collections';
import { json } from '../../operation/fields/lists';
import { text } from '../../operation/fields/scalars';
import { create, get, getMany, remove, send, update } from '../../operation/makers';
import type { Resource } from '../../operation/operation';
import { puts } from '../../operation/output';
import { videoId } from '../video/fields';
import { listed, template as output, templateId } from './fields';
import { generate, generateAndWait } from './generate';

const path = '/v3/templates/{template_id}';
/** HeyGen lets only some accounts edit templates through its API. */
const authoring = 'Needs authoring access at HeyGen.';
const whole = puts(output.fields);

export const template: Resource = {
	name: 'Template',
	defaultOperation: 'generate',
	operations: {
		create: create({
			path: '/v3/templates',
			noKey: true,
			fields: [videoId, additionalFields([text('name', 'Name')])],
			output: whole,
			option: {
				name: 'Create From Video',
				action: 'Create template from video',
				description: `Create a new template from a video. ${authoring}`,
			},
		}),
		delete: remove({
			path,
			fields: [templateId],
			option: { description: `Delete a template permanently. ${authoring}` },
		}),
		generate,
		generateAndWait,
		get: get({ path, fields: [templateId], output }),
		getAll: getMany({
			path: '/v3/templates',
			output: listed,
			option: { description: 'Retrieve a list of the templates that have variables' },
		}),
		update: update({
			path,
			fields: [templateId, text('name', 'Name', { required: true })],
			output: whole,
			option: { description: `Rename a template. ${authoring}` },
		}),
		updateVariables: send({
			path: `${path}/variables`,
			method: 'PUT',
			fields: [
				templateId,
				json('variables', 'Variables', {
					required: true,
					mayBeEmpty: true,
					sample: { name: { element_id: 'e1' } },
					description:
						"All variables by name. HeyGen removes the ones you leave out; {} removes all of them. A name has up to 64 letters, digits and underscores, and doesn't start with a digit.",
				}),
				additionalFields([
					text('expected_edit_version', 'Expected Edit Version', {
						sample: '1',
						description:
							'The version from Get. HeyGen refuses the update when the template has changed since.',
					}),
				]),
			],
			output: whole,
			option: {
				name: 'Update Variables',
				action: 'Update variables of template',
				description: `Replace the variables of a template. ${authoring}`,
			},
		}),
	},
};
