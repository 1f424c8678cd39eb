import { Unreadable } from '../read/literal';
import {
	at,
	expression,
	isOpen,
	known,
	parameter,
	sourceOf,
	type Json,
	type JsonObject,
	type Value,
} from '../read/value';
import type { Request } from '../request';
import { Body, filled } from './body';
import { byId, type Around, type Built } from './call';
import { background, fileOf, frame } from './look';
import { scenes } from './studio';
import { lookOf, movement, speech } from './speech';

const engineNote =
	'Without a word v2 made it with Avatar III, v3 makes it with Avatar IV, which may cost three times as much. Set Engine to Avatar III if the look has it.';

/** The run may choose. */
const captions = (value: Value | undefined, flag: Json | undefined): Json | undefined =>
	value?.kind === 'object' || flag === true
		? 'default'
		: value !== undefined && isOpen(value)
			? parameter(expression(`String(${sourceOf(value)}) === 'true' ? 'default' : ''`))
			: undefined;

/** What stands beside the scenes in a body of `POST /v2/video/generate`. */
function common(body: Body): JsonObject {
	body.lost({
		fps: [],
		enable_sharing: [false],
		include_gif: [false],
		brand_voice_id: [],
		subtitles: [],
	});
	if (body.flag('test') ?? false)
		body.notes.push('There are no test renders any more: each run is billed.');
	return {
		...frame(body),
		...filled({
			captionStyle: captions(body.get('caption'), body.flag('caption')),
			title: body.text('title'),
			folderId: body.id('folder_id'),
			callbackId: body.text('callback_id'),
			brandGlossaryId: body.id('brand_glossary_id'),
		}),
	};
}

/** Where HeyGen was to call: only what waits for nothing itself passes it on. */
export const callbackUrlOf = (request: Request): JsonObject =>
	filled({ callbackUrl: new Body(request.body(), []).text('callback_url') });

/** @throws Unreadable */
export function buildVideo(request: Request, around: Around): Built {
	const notes: string[] = [];
	const body = new Body(request.body(), notes);
	const inputs = body.get('video_inputs');
	if (inputs?.kind === 'expression') {
		throw new Unreadable('its video_inputs come from an expression as a whole');
	}
	const list = inputs?.kind === 'array' ? inputs.items : inputs === undefined ? [] : [inputs];
	const [first] = list;
	if (first === undefined) throw new Unreadable('its body has no video_inputs');
	if (list.some(({ kind }) => kind !== 'object'))
		throw new Unreadable('a scene of its video_inputs comes from an expression as a whole');
	body.get('callback_url');
	const shared = common(body);
	const output = known(body.get('output_format'));
	if (output === 'webm' && list.length === 1 && at(first, 'background') === undefined)
		shared.outputFormat = 'webm';
	const built: JsonObject =
		list.length > 1
			? { type: 'studio', scenes: { values: scenes(list, notes) }, additionalFields: shared }
			: single(new Body(first, notes), shared, around, body);
	body.rest();
	return {
		resource: 'video',
		operation: 'createAndWait',
		parameters: built,
		notes,
	};
}

function single(input: Body, shared: JsonObject, around: Around, whole: Body): JsonObject {
	const [character, voice] = [input.part('character'), input.part('voice')];
	const spoken = speech(voice);
	const look = lookOf(character);
	const photo = character.get('talking_photo_id');
	const isUploaded =
		photo !== undefined && isOpen(photo) && around.isUploadedPhoto(sourceOf(photo));
	const moved = movement(character);
	character.get('type');
	const fourth = [character, whole].map((each) => each.flag('use_avatar_iv_model'));
	if (!fourth.includes(true)) input.notes.push(engineNote);
	if (look === undefined) input.notes.push('No avatar was chosen: choose one in Avatar Look.');
	input.lost({ text: [] });
	const additionalFields = {
		...shared,
		...background(input.get('background') === undefined ? whole : input),
		...filled({ removeBackground: character.flag('matting') || undefined }),
		...moved,
		...spoken.more,
	};
	const who: JsonObject = isUploaded
		? { type: 'image', image: byId(look) }
		: { type: 'avatar', avatarId: byId(look) };
	return { ...who, ...spoken.parameters, additionalFields };
}

/** `POST /v2/video/av4/generate`: a photo, in one level of keys. */
export function buildPhotoVideo(request: Request): Built {
	const notes = [
		'image_key is of the old upload: upload the picture anew, and enter its Asset ID or a URL in Image.',
	];
	const body = new Body(request.body(), notes);
	const audio = fileOf(body, 'audio_url', 'audio_asset_id');
	const ratio = { portrait: '9:16', landscape: '16:9' };
	const turned = Object.entries(ratio).find(([key]) => key === body.text('video_orientation'));
	const script = {
		speechSource: 'script',
		script: body.text('script') ?? '',
		voiceId: byId(body.text('voice_id')),
	};
	const parameters = {
		type: 'image',
		image: byId(body.text('image_key')),
		...(audio === undefined ? script : { speechSource: 'audio', audio }),
		additionalFields: filled({
			aspectRatio: turned?.[1],
			title: body.text('video_title') ?? body.text('title'),
			motionPrompt: body.text('custom_motion_prompt'),
		}),
	};
	body.get('callback_url');
	body.rest();
	return { resource: 'video', operation: 'createAndWait', parameters, notes };
}
