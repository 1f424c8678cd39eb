const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

const realm = {};

/**
 * Runs the tests of a file in Node's own realm instead of one of their own, so that n8n-core is
 * loaded once in a process (seconds) and not once for each file: its classes, dates and errors are
 * then also those of the tests. Our own modules are still loaded anew for each file.
 */
module.exports = class OneRealm extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		const { projectConfig } = config;
		this.before = { console, Date, exit: process.exit };
		this.global = globalThis;
		this.moduleMocker = new this.moduleMocker.constructor(globalThis);
		const FakeTimers = this.fakeTimersModern.constructor;
		this.fakeTimersModern.dispose();
		this.fakeTimersModern = new FakeTimers({ config: projectConfig, global: globalThis });
		globalThis.requireOnce = require;
	}

	getVmContext() {
		return realm;
	}

	async teardown() {
		this.moduleMocker.restoreAllMocks();
		await super.teardown();
		Object.assign(globalThis, { console: this.before.console, Date: this.before.Date });
		process.exit = this.before.exit;
		// Jest's own, which it would find again and add to.
		delete globalThis[Symbol.for('EVENT_HANDLERS')];
	}
};

// Jest compiles each module for the context of its environment, and Node's own realm has none. What
// was compiled makes the module anew each time, so once in a process is enough.
const compiled = new Map();
const { compileFunction } = vm;
vm.compileFunction = (code, parameters, options) => {
	if (options?.parsingContext !== realm) return compileFunction(code, parameters, options);
	const { filename } = options;
	const known = compiled.get(filename);
	if (known?.code === code) return known.made;
	const made = compileFunction(code, parameters, { filename });
	compiled.set(filename, { code, made });
	return made;
};
