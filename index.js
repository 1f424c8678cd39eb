module.exports = require('./dist/nodes/index.js');
// n8n has no use for it, so it is loaded by its first call.
module.exports.convertWorkflow = (input) =>
	require('./dist/convert/index.js').convertWorkflow(input);
