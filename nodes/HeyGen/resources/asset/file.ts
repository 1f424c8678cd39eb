import { file } from '../../operation/fields/file';

/** What becomes an asset: a binary of the item, or what a URL leads to. */
export const newFile = file('file', 'File', { required: true, isNew: true });
