import type { World } from '../../state/world';
import type { JsonObject } from '../../types';
import { invalid } from '../errors';
import { isPublicHttps } from '../publicUrl';

/** Turns down addresses that nobody could call. @throws ApiError 400 */
export function checkCallback(world: World, body: JsonObject): void {
	const url = body['callback_url'];
	if (typeof url !== 'string') return;
	if (!URL.canParse(url) || !/^https?:/i.test(url)) {
		throw invalid('callback_url', 'callback_url has to be an absolute http address.');
	}
	if (world.settings.requirePublicHttps && !isPublicHttps(url)) {
		throw invalid('callback_url', 'callback_url has to be a public https address.');
	}
}
