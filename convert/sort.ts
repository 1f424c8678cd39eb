import { attempt } from './attempt';
import type { CanvasNode } from './canvas';
import type { Around, Built } from './calls/call';
import { callTypeOf, isOld } from './calls';
import type { Call } from './pipeline/find';
import { Unreadable } from './read/literal';
import { requestOf } from './request';

/** All nodes of a workflow that speak to HeyGen's old API, by what can be done with them. */
export interface Sorted {
	creates: Array<{ call: Call; built: Built }>;
	statuses: Map<string, Call>;
	singles: Array<{ call: Call; built: Built }>;
	/** Why they stay. */
	left: Map<string, string>;
	/** Creates among those that stay: what asks after them stays too. */
	leftCreates: Call[];
}

const end = 'HeyGen announced the end of v1 and v2 for 2026-10-31.';

export function sortedCalls(nodes: readonly CanvasNode[]): Sorted {
	const calls: Call[] = [];
	const found: Sorted = {
		creates: [],
		statuses: new Map(),
		singles: [],
		left: new Map(),
		leftCreates: [],
	};
	for (const node of nodes) {
		const request = requestOf(node);
		if (request === undefined) {
			if (speaksItself(node))
				found.left.set(node.name, `it calls HeyGen's old API in a way of its own. ${end}`);
			continue;
		}
		if (!isOld(request)) continue;
		const type = callTypeOf(request);
		if (type?.build === undefined) {
			found.left.set(node.name, type?.why ?? `this call of HeyGen's is not known. ${end}`);
			continue;
		}
		calls.push({ node, request, type });
	}
	const around = aroundOf(calls);
	for (const call of calls) {
		if (call.type.kind === 'status') found.statuses.set(call.node.name, call);
		else place(call, around, found);
	}
	return found;
}

/** Sorts a call by whether its parameters can be read. */
function place(call: Call, around: Around, found: Sorted): void {
	const { node, request, type } = call;
	const made = attempt(() => type.build?.(request, around));
	if ('error' in made) {
		if (!(made.error instanceof Unreadable)) throw made.error;
		found.left.set(node.name, `${made.error.message}. ${end}`);
		if (type.kind === 'create') found.leftCreates.push(call);
		return;
	}
	const built = made.value;
	if (built === undefined) return;
	if (type.kind === 'create' && request.method !== type.method) {
		built.notes.unshift('It had no method, so n8n sent a GET, which never made a video.');
	}
	(type.kind === 'create' ? found.creates : found.singles).push({ call, built });
}

const speaksItself = ({ type, parameters }: CanvasNode): boolean =>
	type !== 'n8n-nodes-base.stickyNote' && /heygen\.com\/v[12]\//i.test(JSON.stringify(parameters));

function aroundOf(calls: readonly Call[]): Around {
	const photos = calls.filter(({ type }) => type.replies?.['data.talking_photo_id'] !== undefined);
	return {
		isUploadedPhoto: (source) =>
			photos.length > 0 &&
			(/talking_photo_id/.test(source) || photos.some(({ node }) => source.includes(node.name))),
	};
}
