/** Jest's transform of a package that all tests of a process share: `oneRealm.js` hands it out. */
module.exports = { process: () => ({ code: 'module.exports = requireOnce(__filename);' }) };
