import { file } from '../../operation/fields/file';

/** The file of a new asset: a binary of the item, or a URL. */
export const newFile = file('file', 'File', { required: true, isNew: true });
