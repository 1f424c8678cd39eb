import type { Option, Words } from './operation';

export const article = (words: string): string =>
	`${/^[aeiou]/i.test(words) ? 'an' : 'a'} ${words}`;

/** n8n's usual labels of operations. */
export const usual = {
	get: ({ one }) => ({
		name: 'Get',
		action: `Get ${one}`,
		description: `Retrieve ${article(one)}`,
	}),
	getMany: ({ many }) => ({
		name: 'Get Many',
		action: `Get many ${many}`,
		description: `Retrieve a list of ${many}`,
	}),
	create: ({ one }) => ({
		name: 'Create',
		action: `Create ${one}`,
		description: `Create a new ${one}`,
	}),
	update: ({ one }) => ({
		name: 'Update',
		action: `Update ${one}`,
		description: `Update ${article(one)}`,
	}),
	remove: ({ one }) => ({
		name: 'Delete',
		action: `Delete ${one}`,
		description: `Delete ${article(one)} permanently`,
	}),
} satisfies Record<string, (words: Words) => Option>;

/** The usual labels with some changes. */
export const but =
	(made: (words: Words) => Option, own: Partial<Option> = {}) =>
	(words: Words): Option => ({ ...made(words), ...own });

/** For what HeyGen does not document, or calls beta. */
export const preview = "Preview: HeyGen may answer that the account doesn't have it.";

/** For what is only known by name. Source: docs/facts/heygen.md#new-since-autumn-2026. */
export const byNameAlone =
	'New at HeyGen and not tested with it yet. If HeyGen refuses it, use the Call operation of the API resource.';
