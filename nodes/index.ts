/** The public surface for code that imports the package; n8n itself loads the files in package.json. */
export { HeyGenApi } from '../credentials/HeyGenApi.credentials';
export { HeyGenOAuth2Api } from '../credentials/HeyGenOAuth2Api.credentials';
export { HeyGen } from './HeyGen/HeyGen.node';
export { HeyGenTrigger } from './HeyGen/HeyGenTrigger.node';
