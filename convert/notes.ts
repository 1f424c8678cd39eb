import { objectIn } from './canvas';
import type { JsonObject } from './read/value';

const width = 420;
const perLine = 52;
const lineHeight = 24;

/** An ID in n8n's shape that depends on nothing but the text. */
export function idOf(text: string): string {
	let hex = '';
	for (let round = 0; hex.length < 32; round++) {
		let hash = 0x811c9dc5 ^ round;
		for (const character of text)
			hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
		hex += (hash >>> 0).toString(16).padStart(8, '0');
	}
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`4${hex.slice(13, 16)}`,
		`8${hex.slice(17, 20)}`,
		hex.slice(20, 32),
	].join('-');
}

/** A name that no other node has. */
export function freeName(name: string, taken: { has(name: string): boolean }): string {
	let free = name;
	for (let count = 2; taken.has(free); count++) free = `${name} (${count})`;
	return free;
}

const stickyType = 'n8n-nodes-base.stickyNote';

/** A sticky note above a node, tall enough for its text. */
export function stickyNote(
	name: string,
	content: string,
	[x, y]: readonly [number, number],
	color: number,
): JsonObject {
	const lines = content
		.split('\n')
		.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / perLine)), 0);
	const height = 60 + lines * lineHeight;
	return {
		parameters: { content, height, width, color },
		id: idOf(`${name}\n${content}`),
		name,
		type: stickyType,
		typeVersion: 1,
		position: [x - 32, y - height - 48],
	};
}

export const isNoteWith = (node: JsonObject, content: string): boolean =>
	node.type === stickyType && objectIn(node.parameters).content === content;
