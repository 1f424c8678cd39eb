import { idText } from '../../narrow';
import { lookOf, type Kind } from './job';

interface Resource extends Pick<Kind, 'thing' | 'getBy' | 'statuses'> {
	/** The key of the ID in the answer to the create. */
	key: string;
	/** Of all of them: `/v3/videos`. */
	path: string;
}

/** A job that is one resource with a status of its own. */
export const resourceKind = ({ key, path, ...kind }: Resource): Kind => ({
	...kind,
	idsOf(created) {
		// A template answers with the video itself.
		const id = idText(created[key]) ?? idText(created.id);
		return id === undefined ? [] : [id];
	},
	named: ([id = '']) => ({ [key]: id }),
	look: async (heygen, { ids: [id = ''] }) =>
		lookOf(await heygen.object({ method: 'GET', path: `${path}/${encodeURIComponent(id)}` })),
});
