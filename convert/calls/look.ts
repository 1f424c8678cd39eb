import {
	at,
	expression,
	isOpen,
	known,
	literal,
	parameter,
	sourceOf,
	type Json,
	type JsonObject,
	type Value,
} from '../read/value';
import { filled, type Body } from './body';

const ratios: ReadonlyArray<[name: string, ratio: number]> = [
	['16:9', 16 / 9],
	['9:16', 9 / 16],
	['1:1', 1],
	['4:5', 4 / 5],
	['5:4', 5 / 4],
];
const sizes: Readonly<Record<number, string>> = { 720: '720p', 1080: '1080p', 2160: '4k' };

/** Width and height, or what stands for them. */
export function frame(body: Body): JsonObject {
	const size = body.part('dimension');
	const [width, height] = [size.number('width'), size.number('height')];
	const named = body.text('aspect_ratio');
	if (width === undefined || height === undefined) {
		const [open, whole] = [body.get('dimension'), named ?? undefined];
		if (open === undefined && whole === undefined) {
			body.notes.push(
				'It named no size. HeyGen chooses one: set Aspect Ratio and Resolution where that matters.',
			);
		}
		return filled({ aspectRatio: ratioOf(whole, body.notes) });
	}
	if (typeof width !== 'number' || typeof height !== 'number') return openFrame(body, size.value);
	const aspectRatio = nearest(width / height);
	const resolution = sizes[Math.min(width, height)] ?? '720p';
	const isSame =
		sizes[Math.min(width, height)] !== undefined && isExact(aspectRatio, width / height);
	if (!isSame) {
		body.notes.push(
			`HeyGen's v3 has no free size: ${width} × ${height} became ${aspectRatio} at ${resolution}.`,
		);
	}
	if (named !== undefined && named !== aspectRatio) {
		body.notes.push(
			`aspect_ratio (${String(named)}) and dimension said two things: the dimension counts.`,
		);
	}
	return { aspectRatio, resolution };
}

/** One that the node offers: the nearest to what was asked for. */
function ratioOf(named: Json | undefined, notes: string[]): Json | undefined {
	const text = String(named);
	if (text.startsWith('=') || [...ratios.map(([name]) => name), 'auto'].includes(text))
		return named;
	const [width = NaN, height = NaN] = text.split(/\D/).map(Number);
	if (named === undefined || !(width / height > 0)) return undefined;
	const aspectRatio = nearest(width / height);
	notes.push(`HeyGen's v3 has no aspect ratio ${text}: it became ${aspectRatio}.`);
	return aspectRatio;
}

function openFrame(body: Body, size: Value | undefined): JsonObject {
	const [w, h] = ['width', 'height'].map(
		(key) => `Number(${sourceOf(at(size, key) ?? literal(0))})`,
	);
	const ratio = `${w} > ${h} ? '16:9' : ${w} < ${h} ? '9:16' : '1:1'`;
	const side = `Math.min(${w}, ${h})`;
	const resolution = `${side} >= 2160 ? '4k' : ${side} >= 1080 ? '1080p' : '720p'`;
	body.notes.push(
		"HeyGen's v3 has no free size: the expressions now choose 16:9, 9:16 or 1:1, and the resolution.",
	);
	return {
		aspectRatio: parameter(expression(ratio)),
		resolution: parameter(expression(resolution)),
	};
}

const nearest = (ratio: number): string =>
	ratios.reduce((best, each) =>
		Math.abs(Math.log(each[1] / ratio)) < Math.abs(Math.log(best[1] / ratio)) ? each : best,
	)[0];

const isExact = (name: string, ratio: number): boolean =>
	Math.abs((ratios.find(([each]) => each === name)?.[1] ?? 0) - ratio) < 0.01;

/** As #rrggbb, or undefined for what is no colour. */
export function colour(value: Value | undefined): Json | undefined {
	if (value === undefined) return undefined;
	if (isOpen(value)) return parameter(value);
	const text = String(known(value)).trim().toLowerCase();
	const short = /^#([\da-f])([\da-f])([\da-f])$/.exec(text);
	if (short !== null)
		return `#${short
			.slice(1)
			.map((each) => each + each)
			.join('')}`;
	if (/^#?[\da-f]{6}$/.test(text)) return text.startsWith('#') ? text : `#${text}`;
	return text === 'white' ? '#ffffff' : text === 'black' ? '#000000' : undefined;
}

/** A file by its address or its ID at HeyGen. */
export function fileOf(body: Body, urlKey: string, idKey: string): JsonObject | undefined {
	const id = body.text(idKey);
	const url = body.text(urlKey);
	if (id !== undefined) return { __rl: true, mode: 'id', value: id };
	return url === undefined ? undefined : { __rl: true, mode: 'url', value: url };
}

/** What is behind the avatar of a video with one scene. */
export function background(body: Body): JsonObject {
	const behind = body.part('background');
	const type = known(behind.get('type'));
	if (behind.value === undefined || behind.value.kind === 'literal') return {};
	behind.lost({ fit: ['cover'] });
	if (type === 'color') {
		const backgroundValue = colour(behind.get('value') ?? behind.get('color'));
		if (backgroundValue !== undefined) return { backgroundType: 'color', backgroundValue };
		body.notes.push('The colour of the background was not understood, and is left out.');
		return {};
	}
	const image = type === 'image' ? fileOf(behind, 'url', 'image_asset_id') : undefined;
	if (image !== undefined) return { backgroundType: 'image', backgroundImage: image };
	body.notes.push(
		type === 'video'
			? 'HeyGen has no moving background behind a single avatar. It is left out: look at Video Agent, or lay the video over another one afterwards (Output Format webm).'
			: `The background (${typeof type === 'string' ? type : 'an expression'}) has no counterpart, and is left out.`,
	);
	return {};
}
