/**
 * Code as somebody writes it who installed the package. Not run: surface.test.ts compiles it beside
 * an installed package, where an unused @ts-expect-error is an error.
 */
import {
	catalogue,
	convertWorkflow,
	HeyGen,
	HeyGenEventsApi,
	HeyGenEventsOAuth2Api,
	HeyGenTrigger,
	isEvent,
	isKnownEvent,
	isKnownEventType,
	isSigned,
	outcomeOf,
	readEvent,
	resourceOf,
	signaturesOf,
	simplify,
	type Conversion,
	type DeliveryHeaders,
	type EventRow,
	type HeyGenEvent,
	type KnownEvent,
	type KnownEventType,
	type Outcome,
	type Simplified,
} from 'n8n-nodes-heygen-events';

type Of<Type extends KnownEventType> = Extract<KnownEvent, { event_type: Type }>;

export function verified(rawBody: Buffer, headers: DeliveryHeaders): HeyGenEvent | undefined {
	const isOurs: boolean = signaturesOf(headers).some((each) => isSigned(rawBody, each, 'example'));
	return isOurs ? readEvent(rawBody) : undefined;
}

export function linkOf(event: HeyGenEvent): string | undefined {
	// @ts-expect-error what an unknown event holds is unknown
	if (!isKnownEvent(event)) return event.event_data.url;
	switch (event.event_type) {
		case 'avatar_video.success': {
			const url: string = event.event_data.url;
			return url;
		}
		case 'avatar_video.fail':
			// @ts-expect-error a failed video has no link
			return event.event_data.url;
		case 'personalized_video':
			// @ts-expect-error documented, but it may be missing
			return event.event_data.gif_url satisfies string;
		default:
			return undefined;
	}
}

export function ofAnything(value: unknown): Simplified | undefined {
	return isEvent(value) ? simplify(value, 'an ID') : undefined;
}

export const failed: Of<'video_translate.fail'> = {
	event_type: 'video_translate.fail',
	event_data: { video_translate_id: 'a', message: 'The audio is silent.' },
};

// @ts-expect-error it is called .fail
export const misnamed: KnownEventType = 'avatar_video.failed';

export const row: EventRow = catalogue['batch.finished'];
export const labelOf = (type: string): string =>
	isKnownEventType(type) ? catalogue[type].label : type;
export const outcome: Outcome | null = outcomeOf('avatar_video.success');
export const resource: string = resourceOf('avatar_video.success');
export const names: string[] = [
	new HeyGen().description.name,
	new HeyGenTrigger().description.name,
	new HeyGenEventsApi().name,
	new HeyGenEventsOAuth2Api().name,
];

export function convertedNames(text: string): string[] {
	const { workflow, report }: Conversion = convertWorkflow(text);
	// @ts-expect-error a list of workflows where a list was given
	if (!Array.isArray(workflow)) workflow satisfies unknown[];
	return report.converted.map(({ node, operation }) => `${node}: ${operation}`);
}
