import { attempt } from './attempt';
import { isObject } from './canvas';
import type { Json, JsonObject } from './read/value';

/** More than any workflow has; HeyGen's part of it is a few nodes. */
const longest = 20_000_000;

/** Without the sign that Windows puts first, and without the fence that chats put around. */
const bare = (text: string): string =>
	text
		.trim()
		.replace(/^```\w*/, '')
		.replace(/```$/, '');

/** What was given, as plain data of its own. @throws Error of one sentence */
function dataOf(input: unknown): Json {
	const written = attempt(() => (typeof input === 'string' ? input : JSON.stringify(input)));
	if (!('value' in written)) {
		throw new Error("This can't be written as JSON: give the workflow as n8n exports it.");
	}
	// undefined is written as undefined
	const text = String(written.value);
	if (text.length >= longest) {
		throw new Error('This is larger than 20 MB: give one workflow alone.');
	}
	const read = attempt(() => JSON.parse(bare(text)) as Json);
	if ('value' in read) return read.value;
	throw new Error('This is no JSON: give a workflow as n8n exports or copies it.');
}

/** n8n's templates have the workflow one or two levels down. */
function unwrapped(data: JsonObject): JsonObject | undefined {
	for (let inner: Json | undefined = data; isObject(inner); inner = inner.workflow ?? inner.data) {
		if (Array.isArray(inner.nodes)) return inner;
	}
	return undefined;
}

const isNode = (each: Json): boolean =>
	isObject(each) && typeof each.type === 'string' && isObject(each.parameters);

/** The workflows in what was given, and whether it was a list of them. @throws Error of one sentence */
export function workflowsIn(input: unknown): { workflows: JsonObject[]; isList: boolean } {
	const data = dataOf(input);
	if (Array.isArray(data) && data.length > 0 && data.every(isNode)) {
		return { workflows: [{ nodes: data, connections: {} }], isList: false };
	}
	const all = Array.isArray(data) ? data : [data];
	const workflows = all.map((each) => (isObject(each) ? unwrapped(each) : undefined));
	const found = workflows.filter((each) => each !== undefined);
	if (found.length === 0 || found.length < all.length) {
		throw new Error('There is no workflow in this JSON: n8n gives one a list of nodes.');
	}
	return { workflows: found, isList: found.length > 1 };
}
