import { isObject, listIn, objectIn, textIn, type CanvasNode } from '../canvas';
import { fromParameter } from '../read/parameter';
import { known, sourceOf, type Json, type JsonObject } from '../read/value';

/** What an old loop may meet: HeyGen refuses at once, or a status that it was told. */
export const outcomes = [
	'refused',
	'completed',
	'failed',
	'processing',
	'pending',
	'waiting',
] as const;
export type Outcome = (typeof outcomes)[number];

const words: Readonly<Record<string, string>> = {
	success: 'completed',
	complete: 'completed',
	done: 'completed',
	ready: 'completed',
	finished: 'completed',
	error: 'failed',
};
const wordOf = (text: string): string => words[text.toLowerCase()] ?? text.toLowerCase();

/** What a field of HeyGen's reply would hold. @returns undefined for what tells nothing of the job */
function fieldOf(code: string, outcome: Outcome): string | null | undefined {
	const plain = code.replace(/\.(?:toLowerCase|trim|toString|first|last)\(\)|\$\([^()]*\)/g, '');
	// Of anything but a field nothing can be said.
	if (/[^\w\s$.?[\]"']/.test(plain)) return undefined;
	const last = /(\w+)\W*$/.exec(plain)?.[1] ?? '';
	if (/^status_?code$/i.test(last)) return outcome === 'refused' ? '400' : '200';
	if (/status$/i.test(last)) return outcome === 'refused' ? null : outcome;
	if (/^(?:video_?url|url)$/i.test(last)) return outcome === 'completed' ? 'https://url' : null;
	if (/^(?:video_?id|video_translate_id)$/i.test(last)) return outcome === 'refused' ? null : 'id';
	if (/^(?:error|detail)$/i.test(last)) {
		return outcome === 'refused' || outcome === 'failed' ? 'error' : null;
	}
	return undefined;
}

type Known = boolean | undefined;

/** One comparison. Operators under their names of all versions. */
function compare(left: string | null, operator: string, right: string): Known {
	const [one, other] = [wordOf(left ?? ''), wordOf(right)];
	switch (operator) {
		case '':
		case 'equal':
		case 'equals':
		case 'is':
			return one === other;
		case 'notEqual':
		case 'notEquals':
			return one !== other;
		case 'contains':
			return one.includes(other);
		case 'notContains':
			return !one.includes(other);
		case 'exists':
		case 'isNotEmpty':
		case 'notEmpty':
			return one !== '';
		case 'notExists':
		case 'isEmpty':
		case 'empty':
			return one === '';
		default:
			return undefined;
	}
}

/** A comparison that is written as code: `$json.data.status === 'completed'`. */
function codeHolds(code: string, outcome: Outcome): Known {
	const found = /^\s*(!?)\s*([^=!<>&|?]+?)\s*(?:([=!])==?\s*(["'`])([^"'`]*)\4)?\s*$/.exec(code);
	const [, not = '', left = '', operator, , right = ''] = found ?? [];
	const field = fieldOf(left, outcome);
	if (field === undefined) return undefined;
	if (operator === undefined) return (not === '') === (field !== null);
	const isEqual = wordOf(field ?? '') === wordOf(right);
	return isEqual === (operator === '=');
}

function holds(
	left: Json | undefined,
	operator: JsonObject,
	right: Json | undefined,
	outcome: Outcome,
): Known {
	const value = fromParameter(left ?? '');
	const code = value.kind === 'literal' ? '' : sourceOf(value);
	const name = textIn(operator.operation);
	const expected = known(fromParameter(right ?? ''));
	if (code.length < 500 && /[=!]=|^\s*!/.test(code)) {
		const result = codeHolds(code, outcome);
		const isNegated = name === 'false' || expected === false || expected === 'false';
		return result === undefined ? undefined : result !== isNegated;
	}
	const field = fieldOf(code, outcome);
	if (field === undefined || expected === undefined) return undefined;
	if (name === 'true' || name === 'false') return (field !== null) === (name === 'true');
	return compare(field, name, String(expected ?? ''));
}

function combined(all: readonly Known[], isAny: boolean): Known {
	if (all.includes(isAny)) return isAny;
	return all.includes(undefined) || all.length === 0 ? undefined : !isAny;
}

/** The conditions of IF, Filter and Switch since their second version. */
function conditionsHold(conditions: JsonObject, outcome: Outcome): Known {
	const all = listIn(conditions.conditions)
		.filter(isObject)
		.map((each) => holds(each.leftValue, objectIn(each.operator), each.rightValue, outcome));
	return combined(all, conditions.combinator === 'or');
}

/** IF in its first version has lists by type. */
function oldConditionsHold(its: JsonObject, outcome: Outcome): Known {
	const all = Object.values(objectIn(its.conditions)).flatMap((list) =>
		listIn(list)
			.filter(isObject)
			.map(({ value1, operation, value2 }) => {
				const isFlag = typeof value2 === 'boolean' || typeof value2 === 'undefined';
				const name = textIn(operation) || (isFlag ? 'equal' : '');
				return holds(value1, { operation: name }, value2 ?? (isFlag ? true : ''), outcome);
			}),
	);
	return combined(all, its.combineOperation === 'any');
}

/** The outputs on which items may go on; all of those that can't be told apart. */
export function outputsFor(node: CanvasNode, outcome: Outcome): number[] {
	const { parameters: its } = node;
	const kind = node.type.replace('n8n-nodes-base.', '');
	if (kind === 'if' || kind === 'filter') {
		const result =
			Array.isArray(objectIn(its.conditions).conditions) || node.version >= 2
				? conditionsHold(objectIn(its.conditions), outcome)
				: oldConditionsHold(its, outcome);
		const no = kind === 'if' ? [1] : [];
		return result === undefined ? [0, ...no] : result ? [0] : no;
	}
	return kind === 'switch' ? switchOutputs(node, outcome) : [0];
}

function switchOutputs({ parameters: its, version }: CanvasNode, outcome: Outcome): number[] {
	const found: number[] = [];
	const rules = objectIn(its.rules);
	const list = listIn(version < 3 ? rules.rules : rules.values).filter(isObject);
	if (its.mode === 'expression') {
		return Array.from({ length: Number(its.numberOutputs ?? 4) }, (_each, index) => index);
	}
	for (const [index, rule] of list.entries()) {
		const output = version < 3 ? Number(rule.output ?? index) : index;
		const result =
			version < 3
				? holds(its.value1, { operation: rule.operation ?? 'equal' }, rule.value2, outcome)
				: conditionsHold(objectIn(rule.conditions), outcome);
		if (result !== false) found.push(output);
		if (result === true) return found;
	}
	const fallback = version < 3 ? its.fallbackOutput : objectIn(its.options).fallbackOutput;
	if (fallback === 'extra') found.push(list.length);
	else if (fallback !== undefined && Number(fallback) >= 0) found.push(Number(fallback));
	return found;
}

const decisions = ['if', 'switch', 'filter'].map((name) => `n8n-nodes-base.${name}`);
export const isDecision = (node: CanvasNode | undefined): node is CanvasNode =>
	node !== undefined && decisions.includes(node.type);

/** Whether it tells how far the job is, and nothing else. */
export const asksStatus = (node: CanvasNode): boolean =>
	isDecision(node) &&
	JSON.stringify(outputsFor(node, 'completed')) !==
		JSON.stringify(outputsFor(node, 'processing')) &&
	outputsFor(node, 'completed').length < 2;

/** How often a loop went round at most, if a condition says so with a number. */
export function roundsIn(node: CanvasNode | undefined): number | undefined {
	const text = JSON.stringify(node?.parameters ?? {});
	if (!/runIndex|attempt|retr|count|tries|poll|loop/i.test(text)) return undefined;
	const right = /"(?:rightValue|value2)":"?=?(?:\{\{\s*)?(\d{1,4})\b/.exec(text)?.[1];
	return right === undefined ? undefined : Number(right);
}
