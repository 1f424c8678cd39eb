import { mutantsOf } from '../mutant';

export const events = [
	...mutantsOf('events/signature.ts', ['unit/events/signature'], {
		'any text as long as a signature is one': [
			'sent.length === ours.length && timingSafeEqual(sent, ours)',
			'sent.length === ours.length',
		],
		'an empty secret signs': ["if (secret === '') return false;", ''],
		'of two signatures, as while a secret is rotated, none is read': [
			'sent.flatMap((value) => value.split(/[\\s,;]+/)).map(bare)',
			'sent.map(bare)',
		],
	}),
	...mutantsOf('events/event.ts', ['unit/events/event'], {
		'a body that nests too deep breaks what stores it': [
			'isEvent(body) && !isTooDeep(body) ? body : undefined',
			'isEvent(body) ? body : undefined',
		],
		'a callback ID beside the data is not found': [
			'for (const place of [...places, event]) {',
			'for (const place of places) {',
		],
	}),
	...mutantsOf('events/fingerprint.ts', ['unit/events/fingerprint'], {
		'success and failure with the same data are one event': [
			'canonical({ event_type, ...identity })',
			'canonical({ ...identity })',
		],
		'a repeat with its keys in another order is a new event': ['\t.sort()\n', '\n'],
		'a repeat with links signed anew is a new event': [
			'JSON.stringify(withoutQueries(value.trim()))',
			'JSON.stringify(value.trim())',
		],
	}),
	...mutantsOf('events/freshness.ts', ['unit/events/freshness'], {
		'a delivery is too old after milliseconds': [
			'nowMs - sentAtMs > maxAgeSeconds * 1_000',
			'nowMs - sentAtMs > maxAgeSeconds',
		],
	}),
	...mutantsOf('events/subscription.ts', ['unit/events/subscription'], {
		'"All Events" beside others is no longer all': ["if (types.includes('*')) return null;", ''],
		'no type is wanted where all are': [
			'types === null || types.includes(type)',
			'types !== null && types.includes(type)',
		],
	}),
	...mutantsOf('events/normalise.ts', ['unit/events/normalise'], {
		'the unsigned ID of a header takes the place of the signed one': [
			'idText(event.event_id) ?? eventId ?? null',
			'eventId ?? idText(event.event_id) ?? null',
		],
		"a field named 'error' makes n8n lose the item": [
			"const reserved = new Set(['error']);",
			'const reserved = new Set<string>();',
		],
		'a field of the data takes the place of one of the same name': [
			'if (!fields.has(name) && !reserved.has(name)) fields.set(name, value);',
			'if (!reserved.has(name)) fields.set(name, value);',
		],
	}),
	...mutantsOf('events/fileOwner.ts', ['unit/events/fileOwner'], {
		'the session of an agent is not asked for its video': [
			"others.filter(({ job: other }) => other === 'agent')",
			'others.slice(0, 0)',
		],
	}),
];
