import { Unreadable } from '../read/literal';
import {
	at,
	known,
	parameter,
	sourceOf,
	type Json,
	type JsonObject,
	type Value,
} from '../read/value';
import type { Request } from '../request';
import { Body, filled } from './body';
import { byId, type Built } from './call';

/** The ID in an address: what an expression gives, or what stands there. */
export function idIn(request: Request, pattern: RegExp): Json {
	const id = pattern.exec(request.address)?.[1];
	const [open] = request.holes;
	return id === '*' && open !== undefined ? parameter(open) : (id ?? '');
}

/** What a variable is replaced by. */
function valueOf(variable: Value): Json {
	const its = (...path: string[]): Value | undefined => at(variable, ...path);
	const plain =
		its('properties', 'content') ??
		its('properties', 'url') ??
		its('properties', 'asset_id') ??
		its('properties', 'voice_id') ??
		its('properties', 'character_id');
	if (variable.kind === 'literal' || variable.kind === 'text') return parameter(variable);
	return plain === undefined ? `={{ ${sourceOf(variable)} }}` : parameter(plain);
}

/** @throws Unreadable */
export function buildTemplate(request: Request): Built {
	const notes: string[] = [];
	const body = new Body(request.body(), notes);
	const variables = body.get('variables');
	const isOpen = variables?.kind === 'expression';
	if (variables !== undefined && variables.kind !== 'object' && !isOpen) {
		throw new Unreadable('its variables are no object');
	}
	const value: JsonObject = {};
	if (variables?.kind === 'object') {
		for (const [key, each] of variables.entries) {
			value[String(known(at(each, 'name')) ?? key)] = valueOf(each);
		}
	}
	if (isOpen) {
		notes.push(
			"The variables come from an expression: it must give their values by name now, without 'properties'.",
		);
	}
	notes.push(
		'A text variable of the template that is left empty is spoken as its name in braces: fill in all of them.',
	);
	body.lost({ test: [false], brand_voice_id: [] });
	body.get('callback_url');
	const parameters: JsonObject = {
		templateId: byId(idIn(request, /\/v2\/template\/([^/]+)\/generate/)),
		...(isOpen
			? { variablesInput: 'json', variablesJson: parameter(variables) }
			: { variables: { mappingMode: 'defineBelow', value } }),
		additionalFields: additionalFields(body),
	};
	body.rest();
	return { resource: 'template', operation: 'generateAndWait', parameters, notes };
}

function additionalFields(body: Body): JsonObject {
	const subtitles = body.part('subtitles');
	const fps = body.text('fps');
	return filled({
		title: body.text('title'),
		caption: body.flag('caption'),
		folderId: body.id('folder_id'),
		callbackId: body.text('callback_id'),
		fps: typeof fps === 'number' ? String(fps) : fps,
		width: body.number('dimension', 'width'),
		height: body.number('dimension', 'height'),
		includeGif: body.flag('include_gif'),
		enableSharing: body.flag('enable_sharing'),
		reorderMusic: body.flag('reorder_music'),
		keepTextVerticallyCentered: body.flag('keep_text_vertically_centered'),
		sceneIds: sceneIds(body.get('scene_ids')),
		subtitles:
			subtitles.value === undefined
				? undefined
				: filled({
						presetName: subtitles.text('preset_name'),
						alignment: subtitles.number('alignment'),
						fontSize: subtitles.number('font_size'),
						disableHighlight: subtitles.flag('disable_highlight'),
						positionX: subtitles.number('position', 'x'),
						positionY: subtitles.number('position', 'y'),
					}),
	});
}

const sceneIds = (value: Value | undefined): Json | undefined => {
	if (value?.kind !== 'array') return value === undefined ? undefined : parameter(value);
	const ids = value.items.map(known);
	return ids.includes(undefined) ? parameter(value) : ids.join(', ');
};
