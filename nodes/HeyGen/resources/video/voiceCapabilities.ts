import { heyGenRequest } from '../../api/request';
import { anyResult } from '../../operation/anyResult';
import type { Operation } from '../../operation/operation';
import { puts } from '../../operation/output';
import { byNameAlone } from '../../operation/words';

/** Its answer is not documented. Source: docs/facts/heygen.md#new-since-autumn-2026. */
export const getVoiceCapabilities: Operation = {
	option: {
		name: 'Get Voice Capabilities',
		action: 'Get voice capabilities of videos',
		description: `Retrieve the voice engines and models that a video can be spoken with. ${byNameAlone}`,
	},
	fields: [],
	output: puts({}),
	run: async ({ heygen }) =>
		anyResult(
			await heyGenRequest(heygen.connection, {
				method: 'GET',
				path: '/v3/videos/voice-capabilities',
			}),
		),
};
