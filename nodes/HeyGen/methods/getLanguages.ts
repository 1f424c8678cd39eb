import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { needsV3 } from '../api/errors';
import { editorPolicy } from '../api/retryPolicy';
import { connectHeyGen } from '../authentication';
import { textsOf } from '../narrow';

/** HeyGen's target languages. Their names are the values too. */
export async function getLanguages(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const heygen = await connectHeyGen(this, editorPolicy);
	if (heygen.connection.apiVersion === 'v1') throw needsV3(this.getNode(), 'This list');
	const path = '/v3/video-translations/languages';
	const { languages } = await heygen.object({ method: 'GET', path });
	return (textsOf(languages) ?? [])
		.map((language) => ({ name: language, value: language }))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
