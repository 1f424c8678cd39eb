import { searches } from '../../../nodes/HeyGen/methods/searches';
import { choices } from '../../../nodes/HeyGen/operation/fields/choices';
import {
	additionalFields,
	collection,
	group,
} from '../../../nodes/HeyGen/operation/fields/collections';
import { entries } from '../../../nodes/HeyGen/operation/fields/entries';
import { bodyOf, type Field, type Scope } from '../../../nodes/HeyGen/operation/fields/field';
import { file, files } from '../../../nodes/HeyGen/operation/fields/file';
import { InvalidInput } from '../../../nodes/HeyGen/operation/fields/invalidInput';
import { json, loadedTexts, texts } from '../../../nodes/HeyGen/operation/fields/lists';
import { locator, type SearchName } from '../../../nodes/HeyGen/operation/fields/locator';
import { Upload } from '../../../nodes/HeyGen/operation/fields/upload';
import { boolean, choice, number, text } from '../../../nodes/HeyGen/operation/fields/scalars';

const picture = { mimeType: 'image/png', data: 'AAAA' };
const scopeOf = (entered: Record<string, unknown>): Scope => {
	const value = (name: string): unknown => entered[name];
	const binaries = { data: { ...picture, fileName: 'a.png' } };
	const scope: Scope = {
		value,
		binaries,
		get root() {
			return scope;
		},
	};
	return scope;
};
const sent = (fields: Field[], entered: Record<string, unknown>) =>
	bodyOf(fields, scopeOf(entered));
const refused = (field: Field | undefined, value: unknown): string => {
	try {
		if (field === undefined) return 'is no field';
		sent([field], { [field.property.name]: value });
	} catch (error) {
		if (error instanceof InvalidInput) return error.message;
	}
	return 'was accepted';
};

const speed = number('voice_settings.speed', 'Speed', { name: 'speed', min: 0.5, max: 1.5 });
const whole = number('fps', 'FPS', { whole: true, min: 25, step: 5 });
const title = text('title', 'Title', { maxLength: 5, minLength: 2 });
const own = number('wait_minutes', 'Wait Minutes', {
	above: 0,
	max: 525_600,
	takenBy: 'this node',
});
const format = choice('output_format', 'Format', ['mp4', 'webm']);
const matting = boolean('remove_background', 'Remove Background', { description: 'Whether' });
const look = locator('avatar_id', 'Avatar Look', { search: 'searchLooks', required: true });

it('does not compile with a list that the editor does not have, nor the editor without one', () => {
	// @ts-expect-error no such search
	locator('soundtrack_id', 'Soundtrack', { search: 'searchSoundtrackz' });
	// @ts-expect-error no such method
	loadedTexts('languages', 'Language', { method: 'getLanguagez' });
	const { searchVideos, ...others } = searches;
	// @ts-expect-error one is missing
	others satisfies Record<SearchName, unknown>;
	expect(Object.values(others)).not.toContain(searchVideos);
});

it('leaves out no collection or list silently whose expression gave something else', () => {
	const both = [
		additionalFields([title]),
		entries('scenes', 'Scenes', { one: 'Scene', fields: [title] })[1],
	];
	for (const field of both) {
		for (const given of ['{"title":"x"}', [{ title: 'x' }], NaN]) {
			expect(refused(field, given)).toMatch(/is not an object with its fields$/);
		}
		for (const nothing of [undefined, null, '', {}, []]) {
			expect(refused(field, nothing)).toBe('was accepted');
		}
	}
});

describe('a field', () => {
	it('is named after its key, or as it says', () => {
		expect(text('callback_url', 'Callback URL').property.name).toBe('callbackUrl');
		expect(text('background.asset_id', 'Asset').property.name).toBe('backgroundAssetId');
		expect(speed.property.name).toBe('speed');
	});

	it.each([
		[speed, '1.2', { voice_settings: { speed: 1.2 } }],
		[speed, 0.5, { voice_settings: { speed: 0.5 } }],
		[whole, 30, { fps: 30 }],
		[title, '  abc ', { title: 'abc' }],
		[title, 12, { title: '12' }],
		[format, 'webm', { output_format: 'webm' }],
		[matting, 'false', { remove_background: false }],
		[matting, 1, { remove_background: true }],
		[matting, ' On', { remove_background: true }],
		[matting, 'y', { remove_background: true }],
		[matting, 'off', { remove_background: false }],
		[matting, ' ', {}],
		[json('data', 'Data', { mayBeEmpty: true }), '{}', { data: {} }],
		[json('data', 'Data', { mayBeEmpty: true }), {}, { data: {} }],
		[look, { __rl: true, mode: 'list', value: 'l1' }, { avatar_id: 'l1' }],
		[look, 'l2', { avatar_id: 'l2' }],
		[texts('ids', 'IDs'), 'a, b,\na', { ids: ['a', 'b'] }],
		[texts('ids', 'IDs'), '["a,b"]', { ids: ['a,b'] }],
		[texts('ids', 'IDs', { joined: true }), ['a', 'b'], { ids: 'a,b' }],
		[texts('ids', 'IDs', { mayBeEmpty: true }), [], { ids: [] }],
		[loadedTexts('events', 'Event', { method: 'getLanguages' }), ['a'], { events: ['a'] }],
		[json('data', 'Data'), '{"a":1}', { data: { a: 1 } }],
		[json('data', 'Data', { list: true }), [1], { data: [1] }],
		[
			json('data', 'Data', { list: true }),
			[{ a: null, b: [{ c: null }] }],
			{ data: [{ b: [{}] }] },
		],
		[json('data', 'Data', { keepsNulls: true }), { a: null }, { data: { a: null } }],
		[
			json('data', 'Data'),
			'{"id": 12345678901234567890, "seed": 4294967295}',
			{ data: { id: '12345678901234567890', seed: 4_294_967_295 } },
		],
		[
			json('data', 'Data', { keepsNulls: true }),
			{ on: [new Date(0)], left: undefined },
			{ data: { on: ['1970-01-01T00:00:00.000Z'] } },
		],
		[text('title', 'Title'), new Date(0), { title: '1970-01-01T00:00:00.000Z' }],
		[text('title', 'Title'), 'Hi 🎬'.slice(0, -1), { title: 'Hi \ufffd' }],
	])('sends $wire for %#', (field, value, body) => {
		expect(sent([field], { [field.property.name]: value })).toEqual(body);
	});

	const circle: Record<string, unknown> = {};
	circle.self = circle;
	it.each([
		[speed, 'fast', "'Speed' is not a number"],
		[title, { a: 1 }, "'Title' is not a text"],
		[title, Number.NaN, "'Title' is not a text"],
		[title, Infinity, "'Title' is not a text"],
		[look, { a: 1 }, "'Avatar Look' is not a text"],
		[own, 525_601, "'Wait Minutes' is 525601, but this node accepts at most 525600"],
		[own, 0, "'Wait Minutes' is 0, and has to be above 0"],
		[matting, 2, "'Remove Background' is neither true nor false"],
		[
			json('data', 'Data', { mayBeEmpty: true, required: true }),
			json('data', 'Data', { mayBeEmpty: true }).property.default,
			"'Data' is empty",
		],
		[
			choice('', 'File', ['a', 'b'], { steers: true }),
			'c',
			"'File' is 'c', but this node accepts a, b",
		],
		[matting, {}, "'Remove Background' is neither true nor false"],
		[
			json('data', 'Data', { list: true, ofObjects: true }),
			[{}, 'a'],
			"'Data' has an entry that is not an object, number 2",
		],
		[matting, 'maybe', "'Remove Background' is neither true nor false"],
		[look, ' ', "'Avatar Look' is empty"],
		[look, '..', "'Avatar Look' is '..', which is not an ID"],
		[
			look,
			'https://app.heygen.com/avatars/1',
			"'Avatar Look' is 'https://app.heygen.com/avatars/1', which is not an ID",
		],
		[json('data', 'Data'), '[1]', "'Data' is not a JSON object"],
		[json('data', 'Data'), { a: [Number.NaN] }, "'Data' holds NaN, which can't be sent"],
		[json('data', 'Data'), circle, "'Data' is not JSON"],
		[json('data', 'Data'), '{', "'Data' is not JSON"],
	])('refuses %#', (field, value, message) => {
		expect(refused(field, value)).toBe(message);
	});

	it.each([
		[speed, 2, { voice_settings: { speed: 2 } }],
		[whole, 27.5, { fps: 27.5 }],
		[
			locator('voice_id', 'Voice', { maxLength: 3 }),
			{ mode: 'id', value: 'abcd' },
			{ voice_id: 'abcd' },
		],
		[title, 'abcdef', { title: 'abcdef' }],
		[title, 'a', { title: 'a' }],
		[format, 'avi', { output_format: 'avi' }],
		[format, 'constructor', { output_format: 'constructor' }],
		[choice('fps', 'FPS', ['25'], { numbers: true }), '24', { fps: 24 }],
		[choice('fps', 'FPS', ['25'], { numbers: true }), 'auto', { fps: 'auto' }],
		[choices('layers', 'Layers', { a: 'A' }), ['a', 'new'], { layers: ['a', 'new'] }],
		[texts('ids', 'IDs', { max: 1 }), 'a,b', { ids: ['a', 'b'] }],
		[json('data', 'Data', { list: true, max: 1 }), [1, 2], { data: [1, 2] }],
	])('leaves it to HeyGen to refuse %#', (field, value, body) => {
		expect(sent([field], { [field.property.name]: value })).toEqual(body);
	});

	it.each([
		[speed, 'From 0.5 to 1.5'],
		[whole, 'At least 25, in steps of 5'],
		[title, 'From 2 to 5 characters'],
		[text('prompt', 'Prompt', { maxLength: 32_000 }), 'Up to 32,000 characters'],
		[texts('ids', 'IDs', { max: 3 }), 'Up to 3 entries'],
		[number('scale', 'Scale', { above: 0, max: 2 }), 'Above 0, up to 2'],
		[number('seed', 'Seed', { whole: true, min: 0 }), 'A whole number, at least 0'],
		[number('opacity', 'Opacity'), undefined],
	])(
		'tells the limit of HeyGen in the editor, and n8n does not clamp to it: %#',
		(field, limit) => {
			const { description, hint, typeOptions } = field.property;
			expect([description, hint, typeOptions]).toEqual([limit, limit, undefined]);
		},
	);

	it('tells its limit behind what it is', () => {
		const { property } = text('title', 'Title', { maxLength: 9, description: 'In the app' });
		expect(property.description).toBe('In the app. Up to 9 characters.');
	});

	it.each([[''], [null], [undefined], [' ']])('sends nothing for %j', (value) => {
		const fields = [speed, title, format, matting, texts('ids', 'IDs'), json('data', 'Data')];
		const entered = Object.fromEntries(fields.map(({ property }) => [property.name, value]));
		expect(sent(fields, entered)).toEqual({});
	});
});

describe('fields that depend on another', () => {
	const type = choice('type', 'Type', ['avatar', 'image']);
	const script = text('script', 'Script', { when: { type: ['avatar'] }, required: true });
	const more = additionalFields([
		text('title', 'Title'),
		text('motion_prompt', 'Motion', { when: { '/type': ['avatar'] } }),
	]);

	it('are sent only where they are shown', () => {
		const entered = {
			type: 'image',
			script: 'Hi',
			additionalFields: { title: 't', motionPrompt: 'wave' },
		};
		expect(sent([type, script, more], entered)).toEqual({ type: 'image', title: 't' });
		expect(sent([type, script, more], { ...entered, type: 'avatar' })).toEqual({
			type: 'avatar',
			script: 'Hi',
			title: 't',
			motion_prompt: 'wave',
		});
	});

	it('are required only there', () => {
		expect(sent([type, script], { type: 'image' })).toEqual({ type: 'image' });
		expect(() => sent([type, script], { type: 'avatar' })).toThrow("'Script' is empty");
	});

	it('are steered by a choice that is not sent', () => {
		const from = choice('', 'From', ['a', 'b'], { name: 'from', steers: true });
		const fields = [from, text('a', 'A', { when: { from: ['a'] } })];
		expect(sent(fields, { from: 'a', a: 'x' })).toEqual({ a: 'x' });
		expect(() => sent(fields, { from: 'c' })).toThrow("'From' is 'c'");
	});
});

describe('a list of entries', () => {
	const scenes = entries('scenes', 'Scenes', {
		one: 'Scene',
		max: 2,
		fields: [
			choice('type', 'Type', ['image', 'video']),
			number('duration', 'Duration', { max: 300, when: { type: ['image'] }, default: 5 }),
		],
	});

	it('sends each with what n8n fills in', () => {
		expect(sent(scenes, { scenes: { values: [{ type: 'video', duration: 1 }, {}] } })).toEqual({
			scenes: [{ type: 'video' }, { type: 'image', duration: 5 }],
		});
	});

	it('says in which entry something is wrong', () => {
		expect(refused(scenes[1], { values: [{}, { duration: 'long' }] })).toBe(
			"Scene 2 of 'Scenes': 'Duration' is not a number",
		);
	});
});

const url = 'https://example.com/a.png';
const linkTo = (to: string) => ({ type: 'url', url: to });
const linked = linkTo(url);
const uploaded = (binary: Upload['binary'], label = 'Image') => ({
	type: 'asset_id',
	asset_id: new Upload(binary, label),
});

describe('a file is taken for what it is', () => {
	const image = file('image', 'Image');
	const asset = { type: 'asset_id', asset_id: 'asset-1' };
	it.each<[string, unknown, object]>([
		['a URL', url, linked],
		['a URL in the place of an ID', { mode: 'id', value: url }, linked],
		['a URL in the place of a binary', { mode: 'binary', value: url }, linked],
		['an asset ID', 'asset-1', asset],
		['an asset ID in the place of a URL', { mode: 'url', value: 'asset-1' }, asset],
		['the name of a binary', 'data', uploaded('data')],
		[
			'the name of a binary in the place of a URL',
			{ mode: 'url', value: 'data' },
			uploaded('data'),
		],
		['a binary that is not there', { mode: 'binary', value: 'other' }, uploaded('other')],
		['a binary', picture, uploaded(picture as never)],
		['a binary as a name', { mode: 'binary', value: picture }, uploaded(picture as never)],
		['what $binary gives', { mimeType: 'image/png', fileName: 'a.png' }, uploaded('data')],
		['an attachment of Airtable', [{ id: 'att1', url }], linked],
		['an object with a URL', { url }, linked],
	])('%s', (_case, entered, body) => {
		expect(sent([image], { image: entered })).toEqual({ image: body });
	});

	it.each<[unknown, RegExp]>([
		[{ mode: 'url', value: 'my film.mp4' }, /^'Image' is 'my film.mp4', which is not a URL$/],
		[{ mode: 'id', value: 'https://app.heygen.com/videos/1' }, /a page of the HeyGen app and no/],
		[{ id: 'att1' }, /^'Image' is not a text$/],
		[{ mimeType: 'image/gif' }, /^'Image' is a binary without its content: enter its name$/],
		[[linked, linked], /^'Image' is not a text$/],
		['data:image/png;base64,iVBORw0KGgo=', /^'Image' is a data URL: make a file of it first/],
		[{ mode: 'url', value: '/9j/'.repeat(500_000) }, /^'Image' is '.{100}…', which is not a URL$/],
	])('or refused by name: %.60j', (entered, message) => {
		expect(() => sent([image], { image: entered })).toThrow(message);
	});

	it.each([[[]], [{}], [['']], [[null]], [{ mode: 'url', value: [] }]])(
		'or left out where it is nothing: %j',
		(entered) => {
			expect(sent([image], { image: entered })).toEqual({});
		},
	);
});

describe('a list that data fills', () => {
	const list = files('files', 'Files', { one: 'File' });
	const sentOf = (filesJson: unknown) => sent(list, { filesInput: 'json', filesJson });
	it.each<[string, unknown, unknown[]]>([
		['one text of URLs', `${url}, ${url}`, [linked, linked]],
		['a URL in each line', `${url}\n${url}\n`, [linked, linked]],
		[
			'URLs with commas',
			'https://a.example/a,b,https://b.example/',
			[linkTo('https://a.example/a,b'), linkTo('https://b.example/')],
		],
		['a list of URLs', [url, url], [linked, linked]],
		['JSON in the keys of HeyGen', JSON.stringify([linked]), [linked]],
		['one object', linked, [linked]],
		['attachments', [{ id: 'a', url }], [linked]],
		['names of binaries', ['data', url], [uploaded('data', 'Files'), linked]],
		['binaries', [picture], [uploaded(picture as never, 'Files')]],
		[
			'names of binaries in the place of IDs',
			[{ type: 'asset_id', asset_id: 'data' }],
			[uploaded('data', 'Files')],
		],
	])('with files as %s', (_case, entered, body) => {
		expect(sentOf(entered)).toEqual({ files: body });
	});

	it('counts in a collection without the choice, but not beside the fields', () => {
		const more = additionalFields(list);
		const filesJson = [url];
		expect(sent([more], { additionalFields: { filesJson } })).toEqual({ files: [linked] });
		const both = { filesJson, files: { values: [{ file: url }] } };
		expect(() => sent([more], { additionalFields: both })).toThrow(
			"'Files' and 'Files (JSON)' can't be used together",
		);
		expect(sent([more], { additionalFields: { ...both, filesInput: 'fields' } })).toEqual({
			files: [linked],
		});
	});

	const scenes = entries('scenes', 'Scenes', {
		one: 'Scene',
		required: true,
		fields: [
			file('source', 'Source'),
			file('audio', 'Audio', { keys: { url: 'audio_url', assetId: 'audio_asset_id' } }),
		],
	});
	it('with objects in the keys of HeyGen, binaries by their names', () => {
		const scene = { type: 'new', source: 'data', audio_asset_id: 'data', title: null };
		const scenesJson = JSON.stringify([scene, { audio: url }]);
		expect(sent(scenes, { scenesInput: 'json', scenesJson })).toEqual({
			scenes: [
				{
					type: 'new',
					source: uploaded('data', 'Source'),
					audio_asset_id: new Upload('data', 'Scenes'),
				},
				{ audio_url: url },
			],
		});
	});

	it.each<[unknown, string]>([
		['', "'Scenes (JSON)' is empty"],
		['[', "'Scenes (JSON)': 'Scenes' is not JSON"],
		['["a"]', "Scene 1 of 'Scenes': 'Scenes' has an entry that is not an object"],
	])('is refused as %j', (scenesJson, message) => {
		expect(() => sent(scenes, { scenesInput: 'json', scenesJson })).toThrow(message);
	});
});

it('JSON of a person is sent with its binaries uploaded', () => {
	const data = { image: { asset_id: 'data' }, id: 'data' };
	expect(sent([json('data', 'Data')], { data })).toEqual({
		data: { image: { asset_id: new Upload('data', 'Data') }, id: 'data' },
	});
});

it('orders what a collection offers', () => {
	const { property } = collection('options', 'Options', 'Add', [text('b', 'B'), text('a', 'A')]);
	expect(property.options?.map(({ name }) => name)).toEqual(['a', 'b']);
});

describe('a collection inside another', () => {
	const watermark = group('watermark', 'Watermark', 'Add Setting', [
		locator('watermark.image', 'Image', { name: 'image', required: true }),
		text('watermark.title', 'Title', { name: 'title' }),
		number('watermark.scale', 'Scale', { name: 'scale' }),
	]);
	const more = additionalFields([watermark]);
	const sentOf = (entered: unknown) => sent([more], { additionalFields: { watermark: entered } });
	const image = { __rl: true, mode: 'id', value: '' };

	it.each([[{}], [null], ['']])('is not sent where it was added empty (%j)', (entered) => {
		expect(sentOf(entered)).toEqual({});
	});

	it.each([[{ title: ' ' }], [{ image, title: null }], [{ image, title: {} }]])(
		'is not sent where what was added is empty (%j)',
		(entered) => expect(sentOf(entered)).toEqual({}),
	);

	it('is named where something in it is wrong or missing', () => {
		expect(() => sentOf({ scale: 1 })).toThrow("'Watermark': 'Image' is empty");
		expect(() => sentOf({ image: 'a1', scale: 'x' })).toThrow("'Watermark': 'Scale' is not a");
		expect(sentOf({ image: 'a1', scale: 0 })).toEqual({ watermark: { image: 'a1', scale: 0 } });
	});
});
