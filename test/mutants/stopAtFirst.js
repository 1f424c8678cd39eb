const OneRealm = require('../support/oneRealm.js');

/** Once a test has failed, the rest of its file is skipped. */
module.exports = class StopAtFirst extends OneRealm {
	async handleTestEvent({ name, test }) {
		if (name === 'test_done' && test.errors.length > 0) this.hasFailed = true;
		if (name === 'test_start' && this.hasFailed) test.mode = 'skip';
	}
};
