import { options } from '../../waiting/options';
import { waitFor } from '../../waiting/waitFor';
import { additionalFields, filters } from '../../operation/fields/collections';
import { file } from '../../operation/fields/file';
import { InvalidInput } from '../../operation/fields/invalidInput';
import { locator } from '../../operation/fields/locator';
import { text } from '../../operation/fields/scalars';
import { get, getMany, remove, send, update } from '../../operation/makers';
import type { JsonObject } from '../../narrow';
import type { Resource } from '../../operation/operation';
import { puts } from '../../operation/output';
import { create, createAndWait } from './create';
import { avatar as output, groupId, ownership } from './fields';

const path = '/v3/avatars/{group_id}';

/** Source: docs/facts/heygen.md#fields-of-the-resources. */
function checkConsent({ consent_video: video, consent_text: said, reroute_url: page }: JsonObject) {
	if (video === undefined || (said === undefined && page === undefined)) return;
	throw new InvalidInput(
		"'Consent Video' can't be used with 'Consent Text' or 'Reroute URL'",
		"With a video, the person doesn't have to open a page: leave out the other two.",
	);
}

export const avatar: Resource = {
	name: 'Avatar',
	defaultOperation: 'getAll',
	operations: {
		create,
		createAndWait,
		createConsent: send({
			path: `${path}/consent`,
			fields: [
				groupId,
				additionalFields([
					text('consent_text', 'Consent Text', {
						rows: 4,
						maxLength: 1_000,
						description: "What the person consents to. For HeyGen's enterprise plans.",
					}),
					file('consent_video', 'Consent Video', {
						description:
							"A recording of the consent, instead of the page. For HeyGen's enterprise plans.",
					}),
					text('reroute_url', 'Reroute URL', {
						placeholder: 'https://example.com/thanks',
						sample: 'https://example.com/thanks',
						description: 'Where the person is sent after the consent',
					}),
				]),
			],
			check: checkConsent,
			output: puts({ url: 'text?', avatar_group: 'object' }),
			option: {
				name: 'Create Consent',
				action: 'Create consent for avatar',
				description:
					'Get the link where a person gives consent to their avatar. It works once and expires after 24 hours.',
			},
		}),
		delete: remove({
			path,
			fields: [groupId],
			option: { description: 'Delete an avatar and all its looks permanently' },
		}),
		get: get({ path, fields: [groupId], output }),
		getAll: getMany({
			path: '/v3/avatars',
			largest: 50,
			fields: [filters([ownership])],
			output,
			option: {
				description: 'Retrieve a list of avatars. A video takes one of their looks.',
			},
		}),
		update: update({
			path,
			fields: [
				groupId,
				locator('default_voice_id', 'Default Voice', {
					search: 'searchVoices',
					required: true,
					maxLength: 255,
				}),
			],
			output: puts(output.fields),
		}),
		wait: waitFor({ id: groupId, type: 'avatar', options: options.asked.plain, output }),
	},
};
