import { isObject, listIn, objectIn, textIn, type CanvasNode } from '../canvas';
import type { JsonObject } from '../read/value';

const isType = (node: CanvasNode, ...names: string[]): boolean =>
	names.some((name) => node.type === `n8n-nodes-base.${name}`);

/** A Wait for a time; one for a form or a call is no part of a loop that asks. */
export const isTimedWait = (node: CanvasNode): boolean =>
	isType(node, 'wait') &&
	['', 'timeInterval', 'specificTime'].includes(textIn(node.parameters.resume));

const seconds: Readonly<Record<string, number>> = {
	seconds: 1,
	minutes: 60,
	hours: 3600,
	days: 86_400,
};

/** Version 1 waits an hour by its preset, later ones five seconds. */
export function secondsOf({ parameters, version }: CanvasNode): number {
	const amount = Number(parameters.amount ?? (version < 1.1 ? 1 : 5));
	const unit = textIn(parameters.unit) || (version < 1.1 ? 'hours' : 'seconds');
	return Number.isNaN(amount) ? 0 : amount * (seconds[unit] ?? 1);
}

/** Hands on what comes in, as it is. */
export const isPassing = (node: CanvasNode): boolean =>
	isType(
		node,
		'wait',
		'if',
		'switch',
		'filter',
		'noOp',
		'limit',
		'sort',
		'merge',
		'splitInBatches',
		'respondToWebhook',
		'removeDuplicates',
		'executionData',
	);

export const isMerge = (node: CanvasNode): boolean => isType(node, 'merge');
export const isNoOp = (node: CanvasNode): boolean => isType(node, 'noOp');
export const isSplitOut = (node: CanvasNode): boolean => isType(node, 'splitOut', 'itemLists');
export const isSet = (node: CanvasNode): boolean => isType(node, 'set');
export const isCode = (node: CanvasNode): boolean =>
	isType(node, 'code', 'function', 'functionItem');

export const codeKeys = ['jsCode', 'functionCode', 'pythonCode'] as const;
export const codeOf = ({ parameters: its }: CanvasNode): string =>
	codeKeys.map((key) => textIn(its[key])).join('');

/** Code that ends with the items that came in, or spreads one of them out. */
const keepingCode =
	/\breturn\s+\[?\s*(?:\$input\.(?:all\(\)|item)|items?)\s*\]?\s*;?\s*$|\.{3}\s*(?:\$json|\$input\.(?:item|first\(\))\.json|\w+\.json)\b/;

const makesData = /\.data\s*=(?!=)|\bdata["']?\s*:/;

/** A Set or Code node that keeps what comes in beside what it makes; a Set as its versions say it. */
export function isKeeping(node: CanvasNode): boolean {
	const { version, parameters: its } = node;
	const code = codeOf(node);
	if (!isSet(node)) return isCode(node) && keepingCode.test(code) && !makesData.test(code);
	return version < 3
		? its.keepOnlySet !== true
		: version < 3.3
			? its.include !== 'none'
			: its.includeOtherFields === true;
}

/** What a Set node sets, in all its versions. */
export function assignmentsOf({
	parameters: its,
}: CanvasNode): Array<[name: string, value: unknown]> {
	const now = listIn(objectIn(its.assignments).assignments).filter(isObject);
	const third = listIn(objectIn(its.fields).values).filter(isObject);
	const first = Object.values(objectIn(its.values)).flatMap(listIn).filter(isObject);
	return [
		...[...now, ...first].map(({ name, value }): [string, unknown] => [textIn(name), value]),
		...third.map((each): [string, unknown] => [textIn(each.name), thirdValue(each)]),
	];
}

const thirdValue = (entry: JsonObject): unknown =>
	Object.entries(entry).find(([key]) => key.endsWith('Value'))?.[1];

const fieldRead = /\bdata\b["'\])?]*\s*(?:\?\.|\.|\[["'])\s*(\w+)/;

/** Fields that a node makes of HeyGen's reply: its name for it → HeyGen's. Others it makes are `own`. */
export interface Made {
	fields: Map<string, string>;
	own: string[];
	/** Of the rounds. */
	counts: string[];
}

const counting = /attempt|count|retr|tries|poll|round|max|iteration/i;

function sorted(pairs: ReadonlyArray<[name: string, value: unknown]>): Made {
	const made: Made = { fields: new Map(), own: [], counts: [] };
	for (const [name, value] of pairs) {
		const code = typeof value === 'string' ? value : '';
		const field = fieldRead.exec(code)?.[1];
		if (field !== undefined) made.fields.set(name, `data.${field}`);
		else if (/^(?:video_?id|status)$/i.test(name) && code.includes('$')) {
			made.fields.set(name, /status/i.test(name) ? 'data.status' : 'data.video_id');
		} else (counting.test(name) ? made.counts : made.own).push(name);
	}
	return made;
}

const noFields = new Set(['json', 'pairedItem', 'binary', 'data', 'index', 'item']);

export function madeBy(node: CanvasNode): Made {
	if (isSet(node)) {
		const { mode } = node.parameters;
		return mode === 'raw'
			? { fields: new Map(), own: ['jsonOutput'], counts: [] }
			: sorted(assignmentsOf(node));
	}
	const pairs = [
		...codeOf(node).matchAll(/(?:^|[{,]\s*|\.)["']?(\w+)["']?\s*(?::|=(?![=>]))\s*([^,;\n}]*)/gm),
	];
	return sorted(
		pairs.flatMap(
			([, name = '', value]): Array<[string, unknown]> =>
				noFields.has(name) ? [] : [[name, value]],
		),
	);
}
